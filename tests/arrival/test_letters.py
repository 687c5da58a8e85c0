"""What a mail carries: names made harmless, kinds told apart, and no mail, however broken, that stops the round."""

from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.arrival.letters import MOST, Unreadable, opened

from .post import mail

CSV = b"Day,Spend\n2026-11-02,1\n"


def names(message: EmailMessage) -> list[str]:
    return [one.name for one in opened(message.as_bytes()).attachments]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("report.csv", "report.csv"),
        ("../../etc/cron.d/report.csv", "report.csv"),
        ("C:\\Users\\me\\report.CSV", "report.CSV"),
        ("Bericht für März.csv", "Bericht für März.csv"),
        ("...csv", "csv.csv"),
        ("report", "report.csv"),
        ("report.pdf", "report.pdf.csv"),
        ("x" * 500 + ".csv", "x" * 188 + ".csv"),
    ],
)
def test_a_name_keeps_what_is_harmless_and_ends_as_its_kind(said: str, meant: str) -> None:
    assert names(mail((said, CSV))) == [meant]


def test_a_table_without_a_name_gets_one() -> None:
    message = mail()
    message.add_attachment(CSV, maintype="text", subtype="csv")
    assert names(message) == ["attachment-1.csv"]


def test_the_bytes_of_an_attachment_are_left_as_they_are() -> None:
    data = "Tag;Kosten\n2.11.2026;1,50 €\n".encode("cp1252")
    (found,) = opened(mail(("report.csv", data)).as_bytes()).attachments
    assert found.data == data


def test_more_attachments_than_are_taken_are_counted() -> None:
    letter = opened(mail(*((f"{number}.csv", CSV) for number in range(MOST + 2))).as_bytes())
    assert (len(letter.attachments), letter.dropped) == (MOST, 2)


@pytest.mark.parametrize(
    ("text", "subject", "has_link"),
    [
        ("Your report is ready: https://ads.example/1", "Ready", True),
        ("https://ads.example/1", "Ihr Bericht ist fertig", True),
        ("Ваш отчёт: https://ads.example/1", "Готово", True),
        ("Boost your posts: https://ads.example/offer", "News", False),
        ("Your report is ready, log in to see it", "Ready", False),
    ],
)
def test_a_link_to_a_report_is_told_from_other_links(text: str, subject: str, has_link: bool) -> None:
    assert opened(mail(text=text, subject=subject).as_bytes()).has_link == has_link
    assert not opened(mail(("a.csv", CSV), text=text, subject=subject).as_bytes()).has_link


def test_a_mail_nested_without_end_is_refused_or_read_but_never_breaks_down() -> None:
    data = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    with suppress(Unreadable):
        assert opened(data).attachments == ()


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_are_a_letter_or_unreadable(head: bytes, body: bytes) -> None:
    for data in (
        body,
        b"Content-Type: multipart/mixed; boundary=x\nSubject: " + head + b"\n\n--x\n" + body + b"\n--x--",
    ):
        with suppress(Unreadable):
            for one in opened(data).attachments:
                assert one.name
                assert "/" not in one.name
