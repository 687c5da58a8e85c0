"""What a copy of a past morning holds: the books as they stood, files as they were, and what a back-test adds."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from smm_assets.errors import UsageError
from smm_assets.ingest.landing.ledger import Arrival, record_arrival, revise_arrival
from smm_assets.replay import Moment, copy_known, keep_files, moment_of, restore_files
from smm_assets.replay.books import NOT_COPIED, OF_RECOMMENDATION
from smm_assets.replay.rows import _pieces
from smm_assets.settings import Project
from smm_assets.warehouse import Store, open_store
from smm_assets.warehouse.bookkeeping import BOOKKEEPING
from smm_assets.warehouse.bookkeeping.past import SINCE

DAY = dt.date(2026, 6, 10)
THEN = dt.datetime(2026, 6, 10, 5)
MORNING = Moment(as_of=DAY, until=THEN, basis="run")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    projects = []
    for name in ("now", "then"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "smm.yaml").write_text("name: T\n")
        projects.append(Project.open(tmp_path / name))
    with open_store(projects[0]) as source, open_store(projects[1]) as target:
        yield source, target


def delivery(day: str, exported: str, loaded: str, spend: int, **more: object) -> dict[str, object]:
    return {
        "file_id": f"f{exported}", "part": "", "row_number": 2, "exported_at": pd.Timestamp(exported),
        "exported_at_basis": "stated", "loaded_at": pd.Timestamp(loaded), "row_key": f"k{day}", "network": "n",
        "report": "ads", "account_id": "a", "grain": "day", "period_start": dt.date.fromisoformat(day),
        "period_end": dt.date.fromisoformat(day), "level": "ad", "campaign_key": "c", "ad_group_key": "", "ad_key": "",
        "key_quality": "id", "shape": "s", "shape_rank": 1, "breakdown_set": "", "spend_original": spend, **more,
    }  # fmt: skip


def load(store: Store, *rows: dict[str, object]) -> None:
    store.load("raw", "ad_delivery", pd.DataFrame(list(rows)))


def spends(store: Store) -> list[int]:
    return [
        int(value) for value in store.read("SELECT spend_original FROM raw.ad_delivery ORDER BY 1")["spend_original"]
    ]


def test_every_table_of_the_books_says_how_a_replay_copies_it() -> None:
    told = {*SINCE, *NOT_COPIED, *(f"state.{name}" for name in OF_RECOMMENDATION)}
    assert {f"{table.schema}.{table.name}" for table in BOOKKEEPING} == told


def test_rows_loaded_later_are_left_out_and_later_retractions_undone(stores: tuple[Store, Store]) -> None:
    source, target = stores
    load(
        source,
        delivery("2026-06-01", "2026-06-05", "2026-06-09 05:00", 1, retracted_at=pd.Timestamp("2026-06-11")),
        delivery("2026-06-02", "2026-06-05", "2026-06-08 05:00", 2, retracted_at=pd.Timestamp("2026-06-09")),
        delivery("2026-06-03", "2026-06-05", "2026-06-10 05:00", 3),
        delivery("2026-06-04", "2026-06-05", "2026-06-10 05:01", 4),
    )
    copied = copy_known(source, target, MORNING, now=THEN)
    assert (copied.mode, copied.rows) == ("replay", 3)
    kept = target.read("SELECT spend_original FROM raw.ad_delivery WHERE retracted_at IS NULL ORDER BY 1")
    assert [int(value) for value in kept["spend_original"]] == [1, 3]


def test_a_back_test_takes_exports_written_by_then_and_marks_days_only_later_ones_know(
    stores: tuple[Store, Store],
) -> None:
    source, target = stores
    later = "2026-06-20 05:00"
    load(
        source,
        delivery("2026-06-01", "2026-06-05", later, 1),
        delivery("2026-06-01", "2026-06-12", later, 2),
        delivery("2026-06-08", "2026-06-12", later, 4),
        delivery("2026-06-10", "2026-06-12", later, 8),
    )
    copied = copy_known(source, target, MORNING, now=THEN)
    assert copied.mode == "backtest"
    assert spends(target) == [1, 4]
    hindsight = target.read("SELECT table_name, network, account_id, date, rows FROM ops.hindsight")
    assert hindsight.values.tolist() == [["ad_delivery", "n", "a", dt.date(2026, 6, 8), 1]]
    assert any(remark.startswith("hindsight: 1 days") for remark in copied.remarks)


def test_a_morning_nothing_is_known_of_is_wrong_use(stores: tuple[Store, Store]) -> None:
    source, target = stores
    with pytest.raises(UsageError, match="nothing is known of the days before 2026-06-10"):
        copy_known(source, target, MORNING, now=THEN)


def test_changed_entries_of_the_books_say_what_they_said(stores: tuple[Store, Store]) -> None:
    source, target = stores
    load(source, delivery("2026-06-01", "2026-06-05", "2026-06-09 05:00", 1))
    seen = dt.datetime(2026, 6, 9, 5)
    record_arrival(
        source,
        Arrival(arrival_id="x", path="p", name="p", size_bytes=1, seen_at=seen, sha256="s", outcome="held", reason="?"),
    )
    revise_arrival(source, "x", "quarantined", "still not", at=dt.datetime(2026, 6, 9, 9))
    revise_arrival(source, "x", "loaded", None, at=dt.datetime(2026, 6, 12, 5))
    row = {"file_id": "f", "part": "", "row_number": 2, "rule": "r", "quarantined_at": seen}
    source.load("ops", "quarantined_row", pd.DataFrame([{**row, "released_at": dt.datetime(2026, 6, 12)}]))
    copy_known(source, target, MORNING, now=THEN)
    arrival = target.read("SELECT outcome, reason, seen_at FROM ops.arrival")
    assert arrival.values.tolist() == [["quarantined", "still not", pd.Timestamp(seen)]]
    assert target.read("SELECT released_at FROM ops.quarantined_row")["released_at"].isna().all()


def test_decisions_stand_as_they_stood(stores: tuple[Store, Store]) -> None:
    source, target = stores
    load(source, delivery("2026-06-01", "2026-06-05", "2026-06-02 05:00", 1))

    def made(name: str, day: int, status: str, decided: int | None = None) -> dict[str, object]:
        at = dt.datetime(2026, 6, day, 5)
        decided_at = dt.datetime(2026, 6, decided) if decided else None
        return {
            "recommendation_id": name, "as_of": at.date(), "objective": "sales", "status": status, "created_at": at,
            "decided_at": decided_at, "note": "because" if decided else None,
        }  # fmt: skip

    rows = [
        made("a", 3, "superseded"),
        made("b", 4, "approved", 5),
        made("c", 8, "superseded"),
        made("d", 10, "proposed"),
    ]
    rows += [{**made("e", 6, "declined", 15), "objective": "traffic"}]
    source.load("state", "recommendation", pd.DataFrame(rows))
    reviews = [
        {"as_of": dt.date(2026, 6, day), "objective": "sales", "recommendation_id": name, "reviewed_at": at}
        for day, name, at in (
            (4, "b", dt.datetime(2026, 6, 4, 5)),
            (8, "c", dt.datetime(2026, 6, 12)),
            (10, "d", dt.datetime(2026, 6, 10)),
        )
    ]  # fmt: skip
    source.load("state", "recommendation_review", pd.DataFrame(reviews))
    approvals = [
        {"recommendation_id": name, "channel": "meta", "approved_at": dt.datetime(2026, 6, day)}
        for name, day in (("b", 5), ("e", 15))
    ]
    source.load("state", "approval", pd.DataFrame(approvals))
    copy_known(source, target, MORNING, now=THEN)
    found = target.read("SELECT recommendation_id, status, note FROM state.recommendation ORDER BY 1")
    found = found.astype(object).where(found.notna(), None)
    assert found.values.tolist() == [
        ["a", "superseded", None], ["b", "approved", "because"], ["c", "proposed", None], ["e", "proposed", None]
    ]  # fmt: skip
    assert list(target.read("SELECT recommendation_id FROM state.recommendation_review")["recommendation_id"]) == ["b"]
    assert list(target.read("SELECT recommendation_id FROM state.approval")["recommendation_id"]) == ["b"]


def test_the_moment_is_the_start_of_the_last_finished_run_else_noon_on_the_projects_clock(
    stores: tuple[Store, Store],
) -> None:
    source, _ = stores
    zone = ZoneInfo("Asia/Tokyo")
    noon = moment_of(source, DAY, zone)
    assert (noon.until, noon.basis) == (dt.datetime(2026, 6, 10, 3), "noon")
    runs = [
        {"run_id": str(n), "as_of": DAY, "started_at": THEN.replace(hour=hour), "finished_at": end, "status": said}
        for n, (hour, end, said) in enumerate(
            ((5, dt.datetime(2026, 6, 10, 6), "done"), (7, dt.datetime(2026, 6, 10, 8), "needs_person"),
             (9, dt.datetime(2026, 6, 10, 9), "failed"), (11, None, "running"))
        )
    ]  # fmt: skip
    source.load("ops", "run", pd.DataFrame(runs))
    assert moment_of(source, DAY, zone).until == dt.datetime(2026, 6, 10, 7)


def test_files_come_back_as_they_were_and_ones_not_there_yet_stay_away(
    stores: tuple[Store, Store], tmp_path: Path
) -> None:
    source, _ = stores
    home = tmp_path / "now"
    (home / "mappings").mkdir()
    (home / "mappings" / "a.yml").write_bytes(b"\xff\x00")
    (home / "plan.csv").write_text("one")
    first, second, third = (dt.datetime(2026, 6, day) for day in (2, 5, 8))
    assert keep_files(source, home, now=first) == ["mappings/a.yml", "plan.csv", "smm.yaml"]
    assert keep_files(source, home, now=first) == []
    (home / "plan.csv").write_text("two")
    (home / "events.csv").write_text("new")
    assert keep_files(source, home, now=second) == ["events.csv", "plan.csv"]
    (home / "plan.csv").unlink()
    assert keep_files(source, home, now=third) == ["plan.csv"]

    def restored(until: dt.datetime) -> tuple[dict[str, bytes], list[str]]:
        folder = tmp_path / f"{until:%d-%H}"
        remarks = restore_files(source, home, folder, until=until)
        paths = [path for path in folder.rglob("*") if path.is_file()]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}, remarks

    same = {"smm.yaml": b"name: T\n", "mappings/a.yml": b"\xff\x00"}
    assert restored(first) == ({**same, "plan.csv": b"one"}, [])
    assert restored(second) == ({**same, "plan.csv": b"two", "events.csv": b"new"}, [])
    assert restored(third) == ({**same, "events.csv": b"new"}, [])
    early, remarks = restored(dt.datetime(2026, 6, 1))
    assert early == {**same, "plan.csv": b"one", "events.csv": b"new"}
    assert remarks == ["smm.yaml, plan and costs are those first kept, on 02 Jun 2026"]


def test_pieces_hold_every_row_once_and_none_is_much_too_large() -> None:
    sizes = pd.DataFrame(
        [("a", 60_000, 2, 60_001), ("b", 60_000, 2, 60_001), ("c", 250_000, 1, 250_000)],
        columns=["file_id", "n", "low", "high"],
    )
    pieces = list(_pieces(sizes))
    covered = [
        (name, row)
        for name, high in (("a", 60_001), ("b", 60_001), ("c", 250_000))
        for row in (2, high // 2, high)
        if sum(p["first_file"] <= name <= p["last_file"] and p["low"] <= row <= p["high"] for p in pieces) == 1
    ]
    assert len(covered) == 9
    assert len(pieces) == 5
