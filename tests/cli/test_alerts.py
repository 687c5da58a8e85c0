"""`smm alerts`, and what `smm doctor` says of targets: what is shown, sent and tried, and no address on a terminal."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import Result

from smm_assets.alerts import sending
from tests.alerts.receivers import Received, http_receiver
from tests.alerts.shops import SETTINGS, make_shop

SECRET = "T0ken5ecret"
Smm = Callable[..., Result]


@pytest.fixture(scope="module")
def chat() -> Iterator[Received]:
    with http_receiver() as received:
        yield received


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("made"))


@pytest.fixture
def home(made: Path, tmp_path: Path, chat: Received, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one target, at noon."""
    folder = Path(shutil.copytree(made, tmp_path / "shop"))
    (folder / "smm.yaml").write_text(SETTINGS.split("    - name: mail")[0], encoding="utf-8")
    chat.messages.clear()
    monkeypatch.setenv("CHAT", f"json://me:{SECRET}@127.0.0.1:{chat.port}/")
    monkeypatch.setattr("pipelines.clock.now", lambda: datetime(2026, 11, 22, 11, tzinfo=UTC))
    monkeypatch.setattr("pipelines.alerts.sleep", lambda seconds: None)
    monkeypatch.setattr("pipelines.cli.alerts.sleep", lambda seconds: None)
    return folder


def test_what_would_be_told_is_shown_then_sent_and_then_nothing_is_due(smm: Smm, home: Path, chat: Received) -> None:
    shown = smm("alerts", "show", "--home", home)
    assert shown.exit_code == 0
    assert "TO chat: Shop & <b>Sons</b>: " in shown.stdout
    assert "€1,000.00 over the plan" in shown.stdout
    assert "Only in the digests: New advice" in shown.stdout
    assert chat.messages == []
    sent = smm("alerts", "send", "--home", home)
    assert (sent.exit_code, sent.stdout.startswith("Sent to chat: "), len(chat.messages)) == (0, True, 1)
    again = json.loads(smm("alerts", "send", "--home", home, "--json").stdout)
    assert again == {"sent": [], "failed": [], "waiting": 0, "quiet_until": None}
    assert "Nothing is due" in smm("alerts", "show", "--home", home).stdout


def test_a_digest_is_shown_whether_or_not_it_is_due(smm: Smm, home: Path) -> None:
    shown = smm("alerts", "show", "--digest", "month_end", "--home", home)
    assert shown.exit_code == 0
    assert "October, Sun 22 Nov 2026" in shown.stdout
    assert "WHAT TO DO" in shown.stdout
    wrong = smm("alerts", "show", "--digest", "daily", "--home", home)
    assert (wrong.exit_code, "morning, weekly, month_end" in wrong.stderr) == (2, True)


def test_a_test_message_reaches_a_target_or_says_why_not(smm: Smm, home: Path, chat: Received) -> None:
    good = smm("alerts", "test", "--home", home)
    assert (good.exit_code, good.stdout, len(chat.messages)) == (0, "chat: sent\n", 1)
    chat.refuse = 1 + len(sending.WAITS)
    bad = smm("alerts", "test", "--target", "chat", "--home", home)
    assert (bad.exit_code, bad.stderr.startswith("chat: ")) == (1, True)
    assert SECRET not in good.output + bad.output
    unknown = smm("alerts", "test", "--target", "boss", "--home", home)
    assert (unknown.exit_code, "Known targets: chat" in unknown.stderr) == (2, True)


def test_what_could_not_be_sent_fails_the_command(smm: Smm, home: Path, chat: Received) -> None:
    chat.refuse = 1 + len(sending.WAITS)
    failed = smm("alerts", "send", "--home", home)
    assert (failed.exit_code, failed.stderr.startswith("Not sent to chat: ")) == (1, True)
    assert SECRET not in failed.output


def test_without_a_target_what_would_be_told_is_shown_and_nothing_sent(smm: Smm, home: Path) -> None:
    (home / "smm.yaml").write_text(SETTINGS.split("alerts:")[0], encoding="utf-8")
    shown = smm("alerts", "show", "--home", home)
    assert "€1,000.00 over the plan" in shown.stdout
    assert "Nobody is configured" in shown.stdout
    for command in ("send", "test"):
        assert smm("alerts", command, "--home", home).exit_code == 2


def test_the_doctor_says_which_service_a_target_is_or_that_there_is_none(
    smm: Smm, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> list[dict[str, str]]:
        said = smm("doctor", "--home", home, "--json").stdout
        assert SECRET not in said
        return [one for one in json.loads(said) if one["check"] == "Alerts"]

    (good,) = found()
    assert (good["state"], good["seen"].startswith("chat: JSON, is told run_failed, ")) == ("good", True)
    monkeypatch.setenv("CHAT", f"nothing://{SECRET}")
    (bad,) = found()
    assert (bad["state"], bad["seen"]) == ("bad", "chat: no service has an address of this form")
