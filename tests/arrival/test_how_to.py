"""The how-tos on mail and remote inboxes: their commands are run as they stand there, on real servers."""

from pathlib import Path

import fsspec
import pytest

from tests.how_to import page, said

from .conftest import export
from .post import USER, dovecot, mail
from .servers import SECRET, s3


@pytest.mark.long
def test_the_commands_lead_from_a_mail_to_the_ledger(tmp_path: Path) -> None:
    text = page("receive-exports-by-mail").replace("  senders:", "  ca_file: ${MAIL_CA}\n  senders:")
    with dovecot() as post:
        post.put(mail(("week.csv", export("2026-11-02", "10.25")), subject="Weekly report"), "INBOX")
        told = {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(post.port), "MAIL_USER": USER, "MAIL_PASSWORD": SECRET}
        doctor, fetched = said(text, tmp_path, **told, MAIL_CA=str(post.ca_file))
    assert "1 mail of these senders in 30 days" in doctor
    first, _, rest = fetched.partition("Nothing to load: no new mail")
    assert "week.csv" in first
    assert rest.split()[-5:] == ["week.csv", "noreply@ads.example", "Weekly", "report", "loaded"]
    assert SECRET not in doctor + fetched


@pytest.mark.long
def test_the_commands_lead_from_a_bucket_to_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with s3() as address:
        files = fsspec.filesystem("s3", key="owner", secret="x", endpoint_url=address, use_listings_cache=False)
        files.mkdir("my-bucket")
        files.pipe("my-bucket/exports/week.csv", export("2026-11-02", "10.25"))
        told = {"S3_INBOX": "s3://my-bucket/exports", "S3_KEY": "reader", "S3_SECRET": SECRET, "S3_ENDPOINT": address}
        (printed,) = said(page("read-a-remote-inbox"), tmp_path, **told)
        assert files.exists("my-bucket/exports/week.csv")
    assert "s3://my-bucket/exports: 1 file" in printed
    assert printed.split()[-2:] == ["s3://my-bucket/exports/week.csv", "loaded"]
    assert SECRET not in printed
