"""An inbox in S3, on a real server: what is dropped there becomes tables without a person."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import fsspec
import pytest

from smm_assets.arrival import remote
from smm_assets.ingest.landing.intake import ingest
from smm_assets.warehouse import open_store

from .conftest import Desk, export
from .servers import SECRET, s3

Make = Callable[[str], Desk]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3() as address:
        yield address


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Any, str]:
    """The store as its owner sees it, and the name of a new bucket."""
    monkeypatch.setenv("S3_SECRET", SECRET)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    name = tmp_path.name.replace("_", "-").lower()[-40:].strip("-")
    files = fsspec.filesystem("s3", key="owner", secret="x", endpoint_url=server, use_listings_cache=False)
    files.mkdir(name)
    return files, name


@contextmanager
def only_known_keys(server: str) -> Iterator[None]:
    """From now on the server asks who somebody is; it knows nobody."""

    def after(requests: int) -> None:
        terms = {"data": str(requests).encode(), "headers": {"Content-Type": "text/plain"}, "method": "POST"}
        urlopen(Request(f"{server}/moto-api/reset-auth", **terms)).close()  # type: ignore[arg-type]

    after(0)
    try:
        yield
    finally:
        after(10**9)


def settings(server: str, bucket: str, more: str = "") -> str:
    return (
        f"inbox: s3://{bucket}/exports\n"
        f"inbox_access:\n  key: reader\n  secret: '${{S3_SECRET}}'\n  endpoint: {server}\n  region: us-east-1\n{more}"
    )


@pytest.mark.slow
def test_files_dropped_into_a_bucket_become_tables_and_leave_it(
    server: str, bucket: tuple[Any, str], desk: Make
) -> None:
    files, name = bucket
    shop = desk(settings(server, name))
    assert shop.tick().skip_message == "The inbox is empty"
    files.pipe(f"{name}/exports/a.csv", export("2026-11-02", "10.25"))
    files.pipe(f"{name}/exports/bad.csv", b"no,known\nheader,here\n")
    files.pipe(f"{name}/exports/Shop A/b.csv", export("2026-11-03", "4.75"))
    files.pipe(f"{name}/elsewhere/c.csv", export("2026-11-04", "1.00"))
    assert "new or still growing" in str(shop.tick().skip_message)
    (request,) = shop.tick().run_requests or []
    assert request.tags["smm/files"] == "3"
    assert SECRET not in f"{request}"
    assert shop.run(request, up_to="ad_daily").success
    spend = shop.read("SELECT spend FROM marts.ad_daily ORDER BY date")
    assert [float(row["spend"]) for row in spend] == [10.25, 4.75]
    arrived = {row["path"]: row["outcome"] for row in shop.read("SELECT path, outcome FROM ops.arrival")}
    assert arrived == {
        f"s3://{name}/exports/Shop A/b.csv": "loaded",
        f"s3://{name}/exports/a.csv": "loaded",
        f"s3://{name}/exports/bad.csv": "unrecognised",
    }
    assert files.find(name) == [f"{name}/elsewhere/c.csv"]
    assert shop.tick().skip_message == "The inbox is empty"


def test_an_object_written_again_under_its_name_is_another_file(
    server: str, bucket: tuple[Any, str], desk: Make
) -> None:
    files, name = bucket
    shop = desk(settings(server, name))
    files.pipe(f"{name}/exports/a.csv", export("2026-11-02", "10.25"))
    shop.tick()
    files.pipe(f"{name}/exports/a.csv", export("2026-11-02", "99.25"))  # as long, in the same second: another etag
    assert not shop.tick().run_requests
    assert shop.tick().run_requests


def test_an_object_that_was_replaced_meanwhile_is_not_removed(server: str, bucket: tuple[Any, str], desk: Make) -> None:
    files, name = bucket
    project = desk(settings(server, name)).project
    files.pipe(f"{name}/exports/a.csv", export("2026-11-02", "10.25"))
    away = remote.opened(project)
    assert away is not None
    (listed,) = away.listing()
    files.pipe(f"{name}/exports/a.csv", export("2026-11-02", "99.25"))
    given = {"size": listed.size, "modified_at": listed.modified_at}
    away.remove(listed.url, etag=listed.etag, **given)
    assert files.exists(f"{name}/exports/a.csv")
    away.remove(listed.url, etag=away.listing()[0].etag, **given)
    assert not files.exists(f"{name}/exports/a.csv")


def test_a_bucket_that_may_not_be_written_to_is_read_once(server: str, bucket: tuple[Any, str], desk: Make) -> None:
    files, name = bucket
    shop = desk(settings(server, name, "  taken: leave\n"))
    files.pipe(f"{name}/exports/a.csv", export("2026-11-02", "10.25"))
    shop.tick()
    (request,) = shop.tick().run_requests or []
    assert [row.status for row in shop.land(request)] == ["loaded"]
    assert "asked for already" in str(shop.tick().skip_message)
    files.pipe(f"{name}/exports/b.csv", export("2026-11-03", "4.75"))
    shop.tick()
    (request,) = shop.tick().run_requests or []
    assert request.tags["smm/files"] == "1"
    assert [row.name for row in shop.land(request)] == ["b.csv"]
    assert shop.land() == []
    assert len(shop.read("SELECT * FROM ops.arrival")) == 2
    assert len(files.find(f"{name}/exports")) == 2


def test_a_bucket_that_vanished_is_skipped_in_words_and_its_files_are_remembered(
    server: str, bucket: tuple[Any, str], desk: Make
) -> None:
    files, name = bucket
    shop = desk(settings(server, name))
    files.pipe(f"{name}/exports/a.csv", export("2026-11-02", "10.25"))
    cursor = shop.tick().cursor
    desk(settings(server, f"{name}-gone"))
    gone = shop.tick()
    assert str(gone.skip_message).startswith(f"s3://{name}-gone/exports: there is no such bucket or folder. Correct ")
    assert gone.cursor == cursor


def test_a_server_that_is_gone_is_a_reason_at_the_sensor_and_a_held_row_in_the_run(
    bucket: tuple[Any, str], desk: Make
) -> None:
    shop = desk(settings("http://127.0.0.1:9", bucket[1]))
    assert "cannot be reached" in str(shop.tick().skip_message)
    (row,) = shop.land()
    assert (row.name, row.status) == ("inbox (smm.yaml)", "held")
    assert "cannot be reached" in str(row.reason)
    desk("inbox: inbox\n")
    assert shop.land() == []
    assert shop.read("SELECT outcome FROM ops.arrival") == [{"outcome": "empty"}]


def test_a_file_at_hand_is_loaded_though_the_inbox_cannot_be_reached(bucket: tuple[Any, str], desk: Make) -> None:
    shop = desk(settings("http://127.0.0.1:9", bucket[1]))
    path = shop.home / "a.csv"
    path.write_bytes(export("2026-11-02", "10.25"))
    with open_store(shop.project) as store:
        (row,) = ingest(shop.project, store, now=datetime.now(UTC), files=[path])
    assert row.status == "loaded"


def test_a_wrong_key_is_told_without_the_key(server: str, bucket: tuple[Any, str], desk: Make) -> None:
    shop = desk(settings(server, bucket[1]))
    with only_known_keys(server):
        reason = str(shop.tick().skip_message)
    assert "lets nobody in with these credentials" in reason
    assert "inbox_access" in reason
    assert SECRET not in reason
