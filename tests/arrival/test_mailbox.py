"""A mailbox that scheduled reports are sent to, on a real IMAP server: attachments become rows, once."""

import io
import itertools
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from typer.testing import CliRunner, Result

from pipelines.cli.main import app

from .conftest import Desk, export
from .post import SENDER, USER, Post, dovecot, mail
from .servers import SECRET, free_port

Make = Callable[[str], Desk]
NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def post() -> Iterator[Post]:
    with dovecot() as running:
        yield running


@pytest.fixture
def folder(post: Post) -> str:
    """A new folder of the mailbox."""
    name = f"Reports {next(NUMBERS)}"
    with post.owner(name):
        return name


@pytest.fixture
def shop(post: Post, folder: str, desk: Make, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("MAIL_PASSWORD", SECRET)
    monkeypatch.setenv("WRONG", f"{SECRET}!")
    return desk(settings(post, folder))


def settings(post: Post, where: str, **more: object) -> str:
    told = {
        "host": "127.0.0.1",
        "port": post.port,
        "user": USER,
        "password": "'${MAIL_PASSWORD}'",
        "ca_file": post.ca_file,
        "folder": where,
        "senders": '["*@ads.example"]',
        **more,
    }
    return "mailbox:\n" + "".join(f"  {name}: {value}\n" for name, value in told.items())


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def test_a_report_that_is_mailed_becomes_rows_without_a_person_and_only_once(
    post: Post, folder: str, shop: Desk
) -> None:
    assert shop.tick("mailbox").skip_message == "No new mail of these senders and subjects"
    post.put(mail(("a.csv", export("2026-11-02", "10.25")), subject="Weekly report"), folder)
    post.put(mail(("b.csv", export("2026-11-03", "4.75")), sender="friend@elsewhere.example"), folder)
    (request,) = shop.tick("mailbox").run_requests or []
    assert request.tags["smm/mails"] == "1"
    assert SECRET not in str(request)
    assert [row.status for row in shop.land(request)] == ["loaded"]
    assert shop.tick("mailbox").skip_message == "No new mail of these senders and subjects"
    (arrival,) = shop.read("SELECT path, name, outcome FROM ops.arrival")
    assert arrival == {
        "path": f"imaps://{USER}@127.0.0.1/{folder}/Weekly-report@ads.example",
        "name": "a.csv",
        "outcome": "loaded",
    }
    (kept,) = shop.read("SELECT path, sender, subject, attachments, outcome FROM ops.mail")
    assert kept == {
        "path": arrival["path"],
        "sender": SENDER,
        "subject": "Weekly report",
        "attachments": 1,
        "outcome": "taken",
    }
    assert post.flags(folder) == [True, False]
    assert shop.land() == []


def test_attachments_of_forwarded_mails_zips_and_encoded_names_arrive_under_harmless_names(
    post: Post, folder: str, shop: Desk
) -> None:
    inner = mail(("../../etc/отчёт за ноябрь.csv", export("2026-11-02", "1.00", "One")), subject="Inner")
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Message-ID"] = SENDER, "Fwd: =?utf-8?b?0L7RgtGH0ZHRgg==?=", "<outer@x>"
    outer.set_content("see below")
    outer.add_attachment(inner)
    data = zipped("inside.csv", export("2026-11-03", "2.00", "Two"))
    outer.add_attachment(data, maintype="application", subtype="zip", filename="C:\\reports\\week.zip")
    outer.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="summary.pdf")
    post.put(outer, folder)
    quoted = mail(subject="Old fashioned").as_bytes().replace(b"text/plain", b"multipart/mixed; boundary=b", 1)
    head = quoted.partition(b"\n\n")[0]
    body = (
        b'\n\n--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename="=?utf-8?q?caf=C3=A9=2Ecsv?="\n\n'
    )
    post.put(head + body + export("2026-11-04", "3.00", "Three") + b"\n--b--\n", folder)
    rows = shop.land()
    assert {row.name: row.status for row in rows} == {
        "отчёт за ноябрь.csv": "loaded",
        "week.zip": "loaded",
        "café.csv": "loaded",
    }
    subjects = shop.read("SELECT subject FROM ops.mail ORDER BY uid")
    assert subjects == [{"subject": "Fwd: отчёт"}, {"subject": "Old fashioned"}]


def test_a_folder_that_is_numbered_anew_brings_nothing_twice(post: Post, folder: str, shop: Desk) -> None:
    message = mail(("a.csv", export("2026-11-02", "10.25")))
    post.put(message, folder)
    assert [row.status for row in shop.land()] == ["loaded"]
    with post.owner() as client:
        client.select_folder("INBOX")
        client.delete_folder(folder)
        client.create_folder(folder)
    post.put(message, folder)
    assert shop.tick("mailbox").run_requests
    assert shop.land() == []
    assert len(shop.read("SELECT * FROM ops.arrival")) == 1
    assert [row["outcome"] for row in shop.read("SELECT outcome FROM ops.mail ORDER BY seen_at, uid_validity")] == [
        "taken",
        "repeated",
    ]
    assert post.flags(folder) == [True]


def test_the_same_export_in_another_mail_is_a_duplicate_and_a_bad_one_stops_no_other(
    post: Post, folder: str, shop: Desk
) -> None:
    post.put(mail(("bad.csv", b"no,known\nheader,here\n"), subject="First"), folder)
    post.put(mail(("a.csv", export("2026-11-02", "10.25")), subject="Second"), folder)
    post.put(mail(("again.csv", export("2026-11-02", "10.25")), subject="Third"), folder)
    assert [row.status for row in shop.land()] == ["unrecognised", "loaded", "duplicate"]


def test_a_mail_that_holds_only_a_link_needs_a_person_until_somebody_opened_it(
    post: Post, folder: str, shop: Desk
) -> None:
    link = "Your report is ready: https://ads.example/download?id=1"
    post.put(mail(subject="Ready", text=link), folder)
    post.put(mail(subject="Boost your posts", text="https://ads.example/offer"), folder)
    (row,) = shop.land()
    assert (row.status, row.reason) == (
        "held",
        "it says that a report is ready, but holds only a link, which is never opened",
    )
    assert row.name.startswith(f"mail 'Ready' from {SENDER}")
    assert "save the export into the inbox" in str(row.cure)
    assert post.flags(folder) == [False, False]
    assert [again.name for again in shop.land()] == [row.name]
    with post.owner(folder) as client:
        client.add_flags(client.search(), [b"\\Seen"])
    assert shop.land() == []
    assert shop.read("SELECT outcome FROM ops.arrival") == [{"outcome": "empty"}]


def test_a_mail_that_is_too_large_or_holds_no_table_is_told_with_what_it_holds(
    post: Post, folder: str, shop: Desk, desk: Make
) -> None:
    desk(settings(post, folder, max_mb=1))
    post.put(mail(("big.csv", b"x" * 1_100_000), subject="Big"), folder)
    only_pdf = mail(subject="Paper")
    only_pdf.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="report.pdf")
    post.put(only_pdf, folder)
    reasons = [row.reason for row in shop.land()]
    assert reasons == [
        "it has 1 MB, more than max_mb: 1 allows",
        "it holds no table, only report.pdf",
    ]


def test_subjects_days_account_and_moving_are_as_smm_yaml_says(post: Post, folder: str, shop: Desk, desk: Make) -> None:
    done = f"Done {folder}"
    with post.owner(done):
        pass
    more = {"taken": "move", "move_to": done, "subjects": "'*report*'", "account": "Mug ads"}
    desk(
        "accounts:\n  - {name: Mug ads, network: meta}\n  - {name: Cup ads, network: meta}\n"
        + settings(post, folder, **more)
    )
    long_ago = datetime.now(UTC) - timedelta(days=40)
    post.put(mail(("old.csv", export("2026-10-02", "1.00")), subject="Old report"), folder, received=long_ago)
    post.put(mail(("bill.csv", export("2026-11-02", "2.00")), subject="Invoice"), folder)
    post.put(mail(("new.csv", export("2026-11-03", "3.00")), subject="New Report"), folder)
    (row,) = shop.land()
    assert (row.name, row.status, row.account_name) == ("new.csv", "loaded", "Mug ads")
    assert (len(post.flags(folder)), post.flags(done)) == (2, [True])


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"password": "'${WRONG}'"}, "does not let reports in with this password"),
        ({"ca_file": "~"}, "its certificate is not to be trusted"),
        ({"host": "no.such.host.invalid"}, "there is no host no.such.host.invalid"),
        ({"port": "gone"}, "does not answer"),
        ({"port": "plain"}, "no safe connection"),
        ({"folder": "Nowhere"}, "it has no folder 'Nowhere'"),
    ],
)
def test_a_mailbox_that_cannot_be_read_is_skipped_in_words_and_held_in_the_run(
    post: Post, folder: str, shop: Desk, desk: Make, more: dict[str, str], told: str
) -> None:
    ports = {"gone": free_port(), "plain": post.plain}
    given = {name: ports.get(value, value) for name, value in more.items()}
    desk(settings(post, folder, **given))
    assert told in str(shop.tick("mailbox").skip_message)
    (row,) = shop.land()
    assert (row.name, row.status) == ("mailbox (smm.yaml)", "held")
    assert told in str(row.reason)
    assert SECRET not in f"{row}"


def test_starttls_reads_the_same(post: Post, folder: str, shop: Desk, desk: Make) -> None:
    desk(settings(post, folder, tls="starttls", port=post.plain))
    post.put(mail(("a.csv", export("2026-11-02", "10.25"))), folder)
    assert [row.status for row in shop.land()] == ["loaded"]


def test_doctor_and_status_name_a_mailbox_that_cannot_be_read_without_its_password(
    post: Post, folder: str, shop: Desk, desk: Make
) -> None:
    def smm(*arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments, "--home", str(shop.home)])

    good = smm("doctor")
    assert f"imaps://{USER}@127.0.0.1/{folder}: 0 mails of these senders in 30 days" in " ".join(good.stdout.split())
    desk(settings(post, folder, password="'${WRONG}'"))
    fetched, doctor, status = smm("ingest", "--mail"), smm("doctor"), smm("status")
    assert (fetched.exit_code, doctor.exit_code) == (3, 1)
    for said in (fetched.stdout, doctor.stdout):
        assert "does not let reports in with this password" in " ".join(said.split())
    assert "mailbox (smm.yaml)" in status.stdout
    assert SECRET not in fetched.stdout + doctor.stdout + status.stdout


def test_mail_is_asked_for_alone_and_only_where_there_is_a_mailbox(shop: Desk, desk: Make) -> None:
    told = CliRunner().invoke(app, ["ingest", "--mail", "smm.yaml", "--home", str(shop.home)])
    assert told.exit_code == 2
    desk("")
    told = CliRunner().invoke(app, ["ingest", "--mail", "--home", str(shop.home)])
    assert (told.exit_code, "smm.yaml names no mailbox" in f"{told.exception} {told.output}") == (2, True)
    assert "names no mailbox" in str(shop.tick("mailbox").skip_message)
