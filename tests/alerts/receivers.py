"""Servers on this machine that receive what is sent: one for HTTP, one for mail."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller

HOST = "127.0.0.1"


@dataclass
class Received:
    """What came in at a port, the oldest first. refuse: answers to come that say no, before those that say yes."""

    port: int = 0
    messages: list[Any] = field(default_factory=list)
    refuse: int = 0


@contextmanager
def http_receiver() -> Iterator[Received]:
    """Takes JSON."""
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if received.refuse:
                received.refuse -= 1
                self.send_response(503)
            else:
                received.messages.append(body)
                self.send_response(200)
            self.end_headers()

        def log_message(self, *said: object) -> None:
            """Nothing on the terminal."""

    with HTTPServer((HOST, 0), Handler) as server:
        received.port = server.server_port
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield received
        finally:
            server.shutdown()
            thread.join()


class _FreePort(Controller):
    """Listens at any free port and says which."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_receiver() -> Iterator[Received]:
    """Takes mail; messages are parsed."""
    received = Received()

    class Handler:
        async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:
            received.messages.append(message_from_bytes(envelope.content, policy=policy.default))
            return "250 OK"

    controller = _FreePort(Handler(), hostname=HOST, port=0)
    controller.start()
    received.port = controller.port
    try:
        yield received
    finally:
        controller.stop()


def html_of(mail: EmailMessage) -> str:
    """The HTML of a mail."""
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())
