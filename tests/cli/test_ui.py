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


@pytest.mark.parametrize(
    "wrong", [["--check"], ["--read-only"], ["--only", "daemon", "--read-only"], ["--only", "all"]]
)
def test_options_that_do_not_go_together_are_told(smm: Callable[..., Result], shop: Path, wrong: list[str]) -> None:
    result = smm("ui", *wrong, "--home", shop)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("options", "warned"),
    [
        ([], ""),
        (["--host", "127.0.0.2"], ""),
        (["--host", "0.0.0.0"], "can look at everything, start runs and change settings; there is no login"),
        (["--host", "0.0.0.0", "--read-only"], "can look at everything; there is no login"),
    ],
    ids=["by itself", "another loopback", "everywhere", "everywhere, to look at"],
)
def test_who_lets_others_in_is_told_what_they_can_do(
    smm: Callable[..., Result], shop: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], warned: str
) -> None:
    import pipelines.servers

    asked = []
    monkeypatch.setattr(pipelines.servers, "start_server", lambda *given, **terms: asked.append((given[1], terms)))
    result = smm("ui", "--only", "webserver", "--port", 39872, *options, "--home", shop)
    assert result.exit_code == 0, result.output
    assert (warned in result.stderr) if warned else not result.stderr
    host = options[1] if options else "127.0.0.1"
    assert asked == [("webserver", {"port": 39872, "host": host, "read_only": "--read-only" in options})]


def test_a_server_that_does_not_run_is_not_well(smm: Callable[..., Result], shop: Path) -> None:
    result = smm("ui", "--only", "webserver", "--port", 39873, "--check", "--home", shop)
    assert (result.exit_code, result.stderr) == (1, "webserver: not well\n")


def test_a_folder_too_deep_for_a_socket_is_told(smm: Callable[..., Result], tmp_path: Path) -> None:
    deep = tmp_path / ("shop" * 30)
    deep.mkdir()
    (deep / "smm.yaml").write_text("name: Shop\n", encoding="utf-8")
    result = smm("ui", "--only", "code", "--home", deep)
    assert result.exit_code == 2
    assert "too long for a socket" in result.stderr
