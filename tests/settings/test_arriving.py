"""A remote inbox and a mailbox in smm.yaml: what they may say, and that no secret is ever shown or written down."""

from pathlib import Path

import pytest

from smm_assets.errors import ConfigurationError
from smm_assets.settings import Settings, read_settings

SECRET = "Geh#eim: 1"
MAILBOX = "mailbox:\n  host: mail.example\n  user: me\n  password: '${PASSWORD}'\n  senders: '*@ads.example'\n"


def read(tmp_path: Path, content: str) -> Settings:
    path = tmp_path / "smm.yaml"
    path.write_text(content, encoding="utf-8")
    return read_settings(path, {"PASSWORD": SECRET, "NUMBER": "12345678"})


def problems(tmp_path: Path, content: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, content)
    said = " ".join(str(problem) for problem in caught.value.problems)
    assert SECRET not in said
    assert "12345678" not in said
    return said


def test_a_mailbox_is_secured_and_looked_at_for_a_month_unless_said_otherwise(tmp_path: Path) -> None:
    found = read(tmp_path, MAILBOX)
    told = found.mailbox
    assert told is not None
    assert (told.tls, told.folder, told.taken, told.days, told.port) == ("on", "INBOX", "seen", 30, None)
    assert told.senders == ("*@ads.example",)
    assert told.password.get_secret_value() == SECRET
    assert told.place == "imaps://me@mail.example/INBOX"
    assert SECRET not in f"{found!r} {found} {found.model_dump_json()}"


def test_on_and_off_are_words_though_yaml_takes_them_for_truths(tmp_path: Path) -> None:
    for said, meant in (("off", "off"), ("on", "on"), ("starttls", "starttls"), ("false", "off")):
        told = read(tmp_path, f"{MAILBOX}  tls: {said}\n").mailbox
        assert told is not None
        assert told.tls == meant


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (MAILBOX.replace("'${PASSWORD}'", "${NUMBER}"), "key mailbox.password: is no text"),
        ("mailbox: '${PASSWORD}'", "key mailbox: holds no keys"),
        ("inbox_access: '${PASSWORD}'", "key inbox_access: holds no keys"),
        ("inbox_access: {secret: ['${PASSWORD}']}", "is no text"),
        ("inbox_access: {secrets: '${PASSWORD}'}", "unknown key. Did you mean secret?"),
        (f"{MAILBOX}  taken: move\n", "belong together"),
        (f"{MAILBOX}  account: Mug ads\n", "no account is named 'Mug ads'"),
        (MAILBOX.replace("'*@ads.example'", "[]"), "at least one"),
        (MAILBOX.replace("'${PASSWORD}'", "letmein"), "a password is written into the file"),
        ("inbox_access:\n  secret: letmein\n", "a password is written into the file"),
        ("inbox: sftp://me:letmein@host/exports", "a password is written into the file"),
        ("inbox: 'sftp://me:${NUMBER}@host/exports'", "key inbox: holds a password"),
    ],
)
def test_what_is_wrong_is_told_without_the_secret(tmp_path: Path, content: str, told: str) -> None:
    assert told in problems(tmp_path, content)
