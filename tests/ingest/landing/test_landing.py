"""The chain of one file: what is stored, what the ledger says, where the bytes go."""

import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from smm_assets.ingest.landing.intake import Progress, ingest, retry_held
from smm_assets.ingest.landing.release import release_rows
from smm_assets.settings import Project
from smm_assets.warehouse import Store

NOW = datetime(2026, 11, 22, 6)
Drop = Callable[..., Path]
Write = Callable[..., str]
DAY_1 = ("2026-11-01", 1, "10.50", 1000, 20)
DAY_2 = ("2026-11-02", 1, "11.25", 1100, 21)


@pytest.fixture(params=["duckdb", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    """Both engines: every test here asks what the store holds afterwards."""
    return str(request.param)


def _column(store: Store, sql: str) -> list[Any]:
    return store.read(sql).iloc[:, 0].tolist()


def _inbox(project: Project) -> list[str]:
    return sorted(path.name for path in Path(project.inbox).rglob("*") if not path.is_dir())


def test_a_good_file_is_loaded_archived_and_entered(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    text = write_export(DAY_1, DAY_2)
    drop("Meta 1.–2. Nov.csv", text)
    (row,) = ingest(project, store, now=NOW)
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert (row.status, row.file_id, row.rows_read, row.rows_loaded) == ("loaded", digest, 2, 2)
    assert row.sums["spend_original"] == Decimal("21.75")
    assert row.archive_path == f"2026/11/{digest[:12]}-Meta_1._2._Nov.csv"
    assert (project.archive / row.archive_path).read_bytes() == text.encode()
    assert _inbox(project) == []
    stored = store.read("SELECT file_id, row_number, spend_original, loaded_at FROM raw.ad_delivery ORDER BY 2")
    assert stored["spend_original"].tolist() == [Decimal("10.50"), Decimal("11.25")]
    assert set(stored["file_id"]) == {digest}
    ledger = store.read("SELECT * FROM ops.export_file").iloc[0]
    assert ledger["status"] == "loaded"
    assert (ledger["network"], ledger["currency"], ledger["rows_loaded"]) == (row.network, "EUR", 2)
    arrival = store.read("SELECT * FROM ops.arrival").iloc[0]
    assert (arrival["outcome"], arrival["sha256"], arrival["size_bytes"]) == ("loaded", digest, len(text))
    assert int(store.read("SELECT count(*) AS n FROM ops.validation_result WHERE success")["n"].iloc[0]) > 5


def test_the_same_content_under_another_name_changes_nothing(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY_1))
    ingest(project, store, now=NOW)
    before = store.read("SELECT * FROM ops.export_file").astype(str)
    drop("b.csv", write_export(DAY_1))
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, row.rows_read) == ("duplicate", 0)
    assert "a.csv" in str(row.reason)
    assert store.read("SELECT * FROM ops.export_file").astype(str).equals(before)
    assert _column(store, "SELECT count(*) FROM raw.ad_delivery") == [1]
    assert _column(store, "SELECT outcome FROM ops.arrival ORDER BY name") == ["loaded", "duplicate"]
    assert _inbox(project) == []


def test_rows_older_than_what_is_there_are_kept_as_superseded(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    newer = write_export(("2026-11-01", 1, "12.00", 1000, 20))
    drop("export 2026-11-05_10_00_00.csv", newer)
    ingest(project, store, now=NOW)
    drop("export 2026-11-03_10_00_00.csv", write_export(DAY_1, DAY_2))
    (row,) = ingest(project, store, now=NOW)
    assert (row.rows_read, row.rows_loaded, row.rows_superseded, row.facts_loaded) == (2, 1, 1, 2)
    assert _column(store, "SELECT count(*) FROM raw.ad_delivery") == [3]


def test_a_bad_row_is_held_back_with_its_reason_and_the_rest_is_loaded(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("c.csv", write_export(DAY_1, DAY_2, ("2026-11-03", 1, "-4.00", 1000, 20)))
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, row.rows_loaded, row.rows_quarantined) == ("loaded", 2, 1)
    held = store.read("SELECT * FROM ops.quarantined_row WHERE file_id = :f", {"f": row.file_id}).iloc[0]
    assert (held["row_number"], held["rule"], held["column"]) == (4, "negative_spend", "spend_original")
    assert held["value"].startswith("-4.00")
    assert held["severity"] == "error"
    assert (held["account_id"], str(held["period_start"])[:10], str(held["period_end"])[:10]) == (
        _column(store, "SELECT DISTINCT account_id FROM raw.ad_delivery")[0], "2026-11-03", "2026-11-03"
    )  # fmt: skip


def test_a_file_with_mostly_bad_rows_is_set_aside_whole(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    bad = [(f"2026-11-0{day}", 1, "-1.00", 100, 2) for day in range(3, 6)]
    drop("a.csv", write_export(DAY_1, DAY_2, *bad))
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, row.rows_read, row.rows_quarantined, row.rows_loaded) == ("quarantined", 5, 5, 0)
    assert "3 of 5 rows are bad (most often: the value is negative, column spend_original)" in str(row.reason)
    assert row.cure
    assert _column(store, "SELECT count(*) FROM raw.ad_delivery") == [0]
    assert _column(store, "SELECT count(*) FROM ops.quarantined_row") == [3]
    assert _column(store, "SELECT outcome FROM ops.arrival") == ["quarantined"]


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("notes.csv", "what,is,this\n1,2,3\n", "unrecognised"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), None),
        ("empty.csv", b"", "empty"),
        ("zeros.csv", b"\x00" * 5000, None),
        ("broken.xlsx", b"PK\x03\x04 not a workbook", None),
        ("broken.zip", b"PK\x05\x06", None),
    ],
)
def test_what_cannot_be_read_says_why_and_stops_nobody(
    project: Project, store: Store, drop: Drop, write_export: Write, name: str, content: bytes, status: str | None
) -> None:
    drop(name, content)
    drop("good.csv", write_export(DAY_1))
    rows = {row.name: row for row in ingest(project, store, now=NOW)}
    assert rows["good.csv"].status == "loaded"
    assert rows[name].status in ([status] if status else ["quarantined", "unrecognised", "empty"])
    assert rows[name].reason
    assert rows[name].cure
    assert _inbox(project) == []
    assert (project.archive / rows[name].archive_path).read_bytes() == (
        content if isinstance(content, bytes) else content.encode()
    )


def test_a_zip_loads_its_members_and_names_the_one_it_cannot(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("first.csv", write_export(DAY_1))
        packed.writestr("second.csv", write_export(DAY_2))
        packed.writestr("readme.txt", "nothing to see")
    drop("all.zip", buffer.getvalue())
    rows = {row.part: row for row in ingest(project, store, now=NOW)}
    assert {part: row.status for part, row in rows.items()} == {
        "first.csv": "loaded",
        "second.csv": "loaded",
        "readme.txt": "unrecognised",
    }
    assert len({row.file_id for row in rows.values()}) == 1
    assert _column(store, "SELECT outcome FROM ops.arrival") == ["partly"]
    assert sorted(_column(store, "SELECT part FROM raw.ad_delivery")) == ["first.csv", "second.csv"]


def test_refused_content_that_arrives_again_is_known_and_still_refused(
    project: Project, store: Store, drop: Drop
) -> None:
    drop("a.csv", "what,is,this\n1,2,3\n")
    ingest(project, store, now=NOW)
    drop("b.csv", "what,is,this\n1,2,3\n")
    (row,) = ingest(project, store, now=NOW)
    assert row.status == "duplicate"
    assert "still unrecognised" in str(row.reason)
    assert _column(store, "SELECT count(*) FROM ops.export_file") == [1]


def test_files_named_on_the_command_line_stay_where_they_are(
    project: Project, store: Store, tmp_path: Path, write_export: Write
) -> None:
    path = tmp_path / "elsewhere.csv"
    path.write_text(write_export(DAY_1))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (row,) = ingest(project, store, now=NOW, files=[path])
    assert row.status == "loaded"
    assert path.exists()


def test_links_and_special_files_are_entered_once_and_never_followed(
    project: Project, store: Store, tmp_path: Path, write_export: Write
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(write_export(DAY_1))
    (Path(project.inbox) / "link.csv").symlink_to(secret)
    (Path(project.inbox) / "folder").symlink_to(tmp_path)
    os.mkfifo(Path(project.inbox) / "pipe.csv")
    for _ in range(2):
        rows = {row.name: row for row in ingest(project, store, now=NOW)}
        assert set(rows) == {"link.csv", "folder", "pipe.csv"}
        assert {row.status for row in rows.values()} == {"quarantined"}
        assert "symbolic link" in str(rows["link.csv"].reason)
    assert sorted(_column(store, "SELECT name FROM ops.arrival")) == ["folder", "link.csv", "pipe.csv"]
    assert secret.exists()


@pytest.mark.parametrize(
    "name",
    [
        "%2e%2e%2fetc.csv",
        "a\nb\x1b[31m.csv",
        "-rf.csv",
        "CON.csv",
        "x" * 240 + ".csv",
        "\udcff\udcfe.csv",
        "'; DROP TABLE raw.ad_delivery; --.csv",
        "\u202egpj.csv",
        "Übersicht 広告 📊.csv",
    ],
)
def test_hostile_names_end_as_harmless_ones_in_the_archive(
    project: Project, store: Store, drop: Drop, write_export: Write, name: str
) -> None:
    drop(name, write_export(DAY_1))
    (row,) = ingest(project, store, now=NOW)
    assert row.status == "loaded"
    kept = project.archive / row.archive_path
    assert kept.is_file()
    assert kept.resolve().is_relative_to(project.archive.resolve())
    assert len(kept.name.encode()) <= 140
    assert all(sign.isalnum() or sign in "._-" for sign in kept.name)
    assert row.name.isprintable()
    assert _inbox(project) == []


def test_a_file_that_vanishes_before_it_is_read_is_entered_with_the_reason(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    gone = drop("a.csv", write_export(DAY_1))
    drop("b.csv", write_export(DAY_2))

    def vanish(at: Progress) -> None:
        if (at.number, at.records) == (1, 0):
            gone.unlink()

    rows = ingest(project, store, now=NOW, on_progress=vanish)
    assert [(row.name, row.status) for row in rows] == [("a.csv", "quarantined"), ("b.csv", "loaded")]
    assert "cannot be read" in str(rows[0].reason)


def test_progress_tells_file_and_records(project: Project, store: Store, drop: Drop, write_export: Write) -> None:
    drop("a.csv", write_export(DAY_1, DAY_2))
    seen: list[str] = []
    ingest(project, store, now=NOW, on_progress=lambda at: seen.append(str(at)))
    assert seen == ["1/1 a.csv", "1/1 a.csv, 2 records"]


def test_every_record_is_in_exactly_one_class_of_the_ledger(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("2026-11-05_10_00_00.csv", write_export(DAY_1, ("2026-11-09", 1, "-4.00", 1000, 20), DAY_2))
    drop("2026-11-04_10_00_00.csv", write_export(DAY_1, ("2026-11-03", 2, "1.00", 10, 2)))
    drop("damaged.csv", "Reporting starts\n")
    ingest(project, store, now=NOW)
    wrong = store.read(
        "SELECT * FROM ops.export_file WHERE rows_read <> rows_loaded + rows_superseded + rows_quarantined "
        "+ rows_skipped_total"
    )
    assert wrong.empty
    stored = store.read("SELECT count(*) AS n FROM raw.ad_delivery")["n"].iloc[0]
    counted = store.read("SELECT sum(rows_loaded + rows_superseded) AS n FROM ops.export_file")["n"].iloc[0]
    assert stored == counted == 4


def test_a_released_file_loads_as_if_it_had_arrived_well(
    project: Project, store: Store, drop: Drop, write_export: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = write_export(DAY_1, DAY_2)
    drop("a.csv", text)
    from smm_assets.ingest.landing import bad

    with monkeypatch.context() as patch:
        patch.setattr(bad, "WORST_SHARE", -1.0)
        (row,) = ingest(project, store, now=NOW)
        assert row.status == "quarantined"
    (row,) = retry_held(project, store, now=NOW, file_ids=[row.file_id])
    assert (row.status, row.rows_loaded) == ("loaded", 2)
    assert _column(store, "SELECT status FROM ops.export_file") == ["loaded"]
    assert _column(store, "SELECT outcome FROM ops.arrival") == ["loaded"]
    assert retry_held(project, store, now=NOW, file_ids=[row.file_id]) == []


def test_held_back_rows_can_be_released_once_they_keep_the_rules(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY_1, DAY_2, ("2026-11-25", 1, "5.00", 500, 5), ("2026-11-03", 1, "-1.00", 9, 1)))
    (row,) = ingest(project, store, now=NOW)
    assert (row.rows_loaded, row.rows_quarantined) == (2, 2)
    early = release_rows(project, store, now=NOW, file_ids=[row.file_id])
    assert [(found.released, found.still_held) for found in early] == [(0, 2)]
    later = NOW + timedelta(days=3)
    (found,) = release_rows(project, store, now=later, file_ids=[row.file_id])
    assert (found.released, found.still_held) == (1, 1)
    stored = store.read("SELECT row_number, loaded_at, file_id FROM raw.ad_delivery ORDER BY row_number")
    assert stored["row_number"].tolist() == [2, 3, 4]
    assert set(stored["file_id"]) == {row.file_id}
    ledger = store.read("SELECT rows_read, rows_loaded, rows_quarantined FROM ops.export_file").iloc[0]
    assert ledger.tolist() == [4, 3, 1]
    held = store.read("SELECT row_number, released_at FROM ops.quarantined_row ORDER BY row_number")
    assert held["released_at"].notna().tolist() == [True, False]
    assert release_rows(project, store, now=later, file_ids=[row.file_id])[0].released == 0


def test_a_held_file_that_comes_again_under_a_telling_name_is_read_with_it(
    project: Project, store: Store, drop: Drop
) -> None:
    text = '"Date","Video Views","Profile Views","Likes","Comments","Shares"\n'
    text += "".join(f'"{day}","5","1","1","0","0"\n' for day in ("December 30", "December 31", "January 1"))
    drop("Overview.csv", text)
    (row,) = ingest(project, store, now=NOW)
    assert row.status == "held"
    drop("Overview 2026-01-02.csv", text)
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, str(row.period_start), str(row.period_end)) == ("loaded", "2025-12-30", "2026-01-01")
    assert store.read("SELECT DISTINCT name FROM ops.export_file")["name"].tolist() == ["Overview 2026-01-02.csv"]
