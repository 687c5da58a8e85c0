"""The only door to apprise: whether an address is well formed, and sending a message to it.

Belongs here: apprise, its quirks, trying again, and reasons without secrets. Not here: what is sent (`message`) or to
whom (`round`). No message is ever read as a template, and no address comes from anywhere but the settings.
"""

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from logging import WARNING, getLogger
from typing import Any

from pydantic import SecretStr

from smm_assets.alerts.message import Message
from smm_assets.masking import HIDDEN, masked

WAITS = (1.0, 4.0)  # seconds before the second and the third try
SHORTEST_SECRET = 4
MAIL_TAKES = 30_000  # letters of one message; no chat takes so many
UNKNOWN_ADDRESS = "no service has an address of this form"
Sleep = Callable[[float], None]


def service_of(url: SecretStr) -> str | None:
    """Name of the service an address belongs to, such as E-Mail or Slack; None when it is not well formed."""
    with _quietly():
        found = _server(url)
    return None if found is None else str(found.service_name)


def send(url: SecretStr, message: Message, *, sleep: Sleep, waits: Sequence[float] = WAITS) -> str:
    """Send it; "" when it went well, else why not, without any part of the address. waits: seconds before new tries."""
    with _quietly() as said:
        server = _server(url)
        if server is None:
            return UNKNOWN_ADDRESS
        for wait in (0.0, *waits):
            if wait:
                sleep(wait)
            if _sent(server, message):
                return ""
        return _reason(said(), url)


def _sent(server: Any, message: Message) -> bool:
    """One try: as HTML where it is mail, for chats know few of its tags; what is too long for one message is split."""
    formats = _apprise().NotifyFormat
    first = server.notify_format if isinstance(server.notify_format, str) else next(iter(server.notify_format))
    is_mail = first == formats.HTML and server.body_maxlen >= MAIL_TAKES
    body, form = (message.html, formats.HTML) if is_mail else (message.text, formats.TEXT)
    split = _apprise().OverflowMode.SPLIT
    return bool(server.notify(title=message.subject, body=body, body_format=form, overflow=split))


def _server(url: SecretStr) -> Any:
    library = _apprise()
    asset = library.AppriseAsset(
        app_id="smm",
        app_desc="Social media budget",
        app_url="",
        async_mode=False,
        storage_mode=library.PersistentStoreMode.MEMORY,
        allow_templates=False,
        interpret_emojis=False,
        http_redirects=False,
    )
    return library.Apprise.instantiate(url.get_secret_value(), asset=asset)


def _reason(said: str, url: SecretStr) -> str:
    """The last thing apprise said, on one line, without parts of the address."""
    lines = [line.partition(" - ")[2].partition(" - ")[2].strip() or line for line in said.splitlines() if line.strip()]
    text = masked(" ".join(lines[-1].split())) if lines else "it was not accepted, and nothing more is known"
    for part in sorted(set(re.split(r"[/:@?&=#,;+]+", url.get_secret_value())), key=len, reverse=True):
        if len(part) >= SHORTEST_SECRET and not part.replace(".", "").isdigit():
            text = text.replace(part, HIDDEN)
    return text.rstrip(".")


@contextmanager
def _quietly() -> Iterator[Callable[[], str]]:
    """What apprise has to say goes nowhere but into this block: it names addresses, and warns of old modules."""
    library = _apprise()
    with library.LogCapture(level=WARNING) as said:
        log = getLogger(library.LOGGER_NAME)
        before, log.propagate = log.propagate, False
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield said.getvalue
        finally:
            log.propagate = before


@cache
def _apprise() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import apprise
    return apprise
