"""smm ui: one server a port, and nothing left behind when it is told to end."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from pipelines.cli.ui import is_free


def test_a_port_in_use_is_told_before_anything_starts(smm: Callable[..., Result], shop: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = smm("ui", "--port", port, "--home", shop)
        assert not is_free(port)
    assert result.exit_code == 2
    assert f"port {port} is in use" in result.stderr
    assert is_free(port)


def test_it_needs_a_project(smm: Callable[..., Result]) -> None:
    assert smm("ui", "--home", "nowhere").exit_code == 2


def test_being_told_to_end_is_like_ctrl_c(
    smm: Callable[..., Result], shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os
    import signal

    import pipelines.running

    ended = []

    def serve(project: object, port: int, host: str) -> int:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            signal.pause()
        except KeyboardInterrupt:
            ended.append(port)
        return 0

    former = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(pipelines.running, "start_ui", serve)
    try:
        assert smm("ui", "--port", 39871, "--home", shop).exit_code == 0
    finally:
        signal.signal(signal.SIGTERM, former[0])
        signal.signal(signal.SIGINT, former[1])
    assert ended == [39871]
