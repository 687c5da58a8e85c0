"""The door to apprise: what arrives, trying again, and that no reason holds any part of an address."""

import logging
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from smm_assets.alerts.message import Message
from smm_assets.alerts.sending import UNKNOWN_ADDRESS, WAITS, send, service_of
from tests.alerts.receivers import Received, http_receiver

SECRET = "T0ken5ecret"
MESSAGE = Message(subject="A subject", text="a text\n", html="<p>a page</p>")


@pytest.fixture(scope="module")
def http() -> Iterator[Received]:
    with http_receiver() as received:
        yield received


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("mailto://user:word@example.org", "E-Mail"),
        ("slack://AAAAAAAAA/BBBBBBBBB/cccccccccccccccccccccccc", "Slack"),
        ("tgram://123456789:abcdefg_hijklmnop/12315544", "Telegram"),
        ("json://127.0.0.1/", "JSON"),
        (f"nothing://{SECRET}", None),
        ("slack://", None),
    ],
)
def test_whether_an_address_is_well_formed_is_known_without_sending(
    url: str, service: str | None, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert service_of(SecretStr(url)) == service
    assert SECRET not in "".join(capfd.readouterr()) + caplog.text


def test_a_refused_message_is_tried_again_after_longer_and_longer_waits(http: Received) -> None:
    slept: list[float] = []
    http.refuse = 2
    assert send(SecretStr(f"json://127.0.0.1:{http.port}/"), MESSAGE, sleep=slept.append) == ""
    assert slept == list(WAITS)
    assert [(one["title"], one["message"]) for one in http.messages] == [("A subject", "a text")]


def test_what_cannot_be_sent_says_why_without_any_part_of_the_address(
    http: Received, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    slept: list[float] = []
    http.refuse = 3
    why = send(SecretStr(f"json://me:{SECRET}@127.0.0.1:{http.port}/{SECRET}/"), MESSAGE, sleep=slept.append)
    assert "503" in why or "Service" in why
    assert send(SecretStr(f"nothing://{SECRET}"), MESSAGE, sleep=slept.append) == UNKNOWN_ADDRESS
    assert SECRET not in why + "".join(capfd.readouterr()) + caplog.text
    assert slept == list(WAITS)


def test_a_chat_gets_text_in_pieces_it_takes_and_mail_gets_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    import apprise.plugins.email as mail
    import apprise.plugins.telegram as chat

    got: list[str] = []

    def takes(self: object, body: str, **more: object) -> bool:
        got.append(body)
        return True

    monkeypatch.setattr(chat.NotifyTelegram, "send", takes)
    monkeypatch.setattr(mail.NotifyEmail, "send", takes)
    long = Message(subject="s", text="two ‹ three\n" * 600, html="<table><tr><td>a page</td></tr></table>")
    assert send(SecretStr("tgram://123456789:abcdefg_hijklmnop/12315544"), long, sleep=lambda seconds: None) == ""
    assert len(got) > 1
    assert all(len(body) <= 4096 and "<t" not in body for body in got)
    assert sum(body.count("three") for body in got) == 600
    assert send(SecretStr("mailto://example.org?from=a@example.org&to=b@example.org"), long, sleep=len) == ""
    assert "<td>a page</td>" in got[-1]


def test_a_reason_that_names_the_address_is_told_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import apprise.plugins.custom_json as plugin

    def talkative(self: object, **more: object) -> bool:
        logging.getLogger("apprise").warning(
            "no host %s in channel %s of json://me:%s@h", "Hidden-Host", "Chan9", SECRET
        )
        return False

    monkeypatch.setattr(plugin.NotifyJSON, "send", talkative)
    why = send(SecretStr(f"json://me:{SECRET}@Hidden-Host/Chan9"), MESSAGE, sleep=lambda seconds: None)
    assert "no host ***" in why
    assert not {"Chan9", SECRET, "Hidden-Host"} & set(why.split())
