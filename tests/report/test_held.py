"""What waits for a person, and when a later file has made it needless."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.report.held import HeldItem, collect_held
from smm_assets.report.tables import Tables
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store

AT = datetime(2026, 11, 20, 5)
HELD = {
    "file_id": "aa" * 32, "part": "", "name": "ads.csv", "status": "quarantined", "network": "alpha", "report": "ads",
    "report_name": "daily", "level": "ad", "grain": "day", "account": "1", "period_start": date(2026, 11, 1),
    "period_end": date(2026, 11, 10), "loaded_at": AT, "rows_quarantined": 12, "reason": "most rows are bad",
    "cure": "export again", "currency": "EUR", "sums_json": '{"spend_original": "120.50", "clicks": "7"}',
}  # fmt: skip
COVERS = HELD | {
    "file_id": "bb" * 32, "name": "corrected.csv", "status": "loaded", "loaded_at": AT + timedelta(days=1),
    "rows_quarantined": 0,
}  # fmt: skip
UNDATED = {"period_start": None, "period_end": None, "grain": None, "level": None, "account": None}
Given = Callable[..., list[HeldItem]]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """What waits in a store with these parts of files and held-back rows."""

    def build(*parts: dict, rows: tuple[dict, ...] = ()) -> list[HeldItem]:
        with open_store(Project(tmp_path, Settings())) as store:
            store.load("ops", "export_file", pd.DataFrame(parts).astype(object))
            if rows:
                store.load("ops", "quarantined_row", pd.DataFrame(rows).astype(object))
            return collect_held(Tables(store))

    return build


def _row(line: int, rule: str, amount: str | None = None, currency: str | None = None, **more: object) -> dict:
    base = {"file_id": HELD["file_id"], "part": "", "row_number": line, "rule": rule, "severity": "error"}
    return {**base, "reason": f"{rule} broken", "quarantined_at": AT, "amount": amount, "currency": currency, **more}


def test_a_file_waits_with_its_days_rows_and_money(given: Given) -> None:
    (item,) = given(HELD)
    assert (item.id, item.kind, item.status, item.rows) == ("aaaaaaaa", "file", "quarantined", 12)
    assert item.amounts == {"EUR": Decimal("120.50")}
    assert (item.period_start, item.period_end) == (date(2026, 11, 1), date(2026, 11, 10))
    assert item.settled_by == ""


@pytest.mark.parametrize(
    ("held", "later", "settled"),
    [
        ({}, {}, "corrected.csv"),
        ({}, {"period_start": date(2026, 10, 1)}, "corrected.csv"),
        ({}, {"period_end": date(2026, 11, 9)}, ""),
        ({}, {"account": "2"}, ""),
        ({}, {"level": "campaign"}, ""),
        ({}, {"report": "ads_breakdown"}, ""),
        ({}, {"status": "quarantined"}, ""),
        ({}, {"loaded_at": AT - timedelta(days=1)}, ""),
        ({}, {"name": "ads.csv", "period_start": date(2026, 11, 11), "period_end": date(2026, 11, 20)}, ""),
        (UNDATED, {"name": "ads.csv"}, "ads.csv"),
        (UNDATED, {}, ""),
    ],
)
def test_only_a_later_file_of_the_same_kind_that_covers_its_days_settles_it(
    given: Given, held: dict, later: dict, settled: str
) -> None:
    items = {item.key: item for item in given({**HELD, **held}, {**COVERS, **later})}
    assert items[str(HELD["file_id"])].settled_by == settled


def test_records_count_once_whatever_number_of_rules_they_broke_and_released_ones_not_at_all(given: Given) -> None:
    """Lines 2 (two rules, 5 EUR) and 3 (unknown money) and 4 (7 USD) wait; line 5 was released."""
    rows = (
        _row(2, "one", "5", "EUR"), _row(2, "two", "5", "EUR"), _row(3, "one"), _row(4, "one", "7", "USD"),
        _row(5, "one", "9", "EUR", released_at=AT),
    )  # fmt: skip
    (item,) = given({**HELD, "status": "loaded"}, rows=rows)
    assert (item.kind, item.rows) == ("rows", 3)
    assert item.amounts == {"EUR": Decimal(5), "USD": Decimal(7)}


def test_amounts_of_rows_at_stake_do_not_cancel_each_other(given: Given) -> None:
    """−5.00 and 5.00: 10.00 at stake."""
    rows = (_row(2, "one", "-5.00", "EUR"), _row(3, "two", "5.00", "EUR"))
    (item,) = given({**HELD, "status": "loaded"}, rows=rows)
    assert item.amounts == {"EUR": Decimal(10)}


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        (("b", "a", "b"), "b; a"),
        (("b" * 60, "a" * 60), "b" * 60 + " and 1 more reason"),
        (("c", "b", "a"), "c and 2 more reasons"),
    ],
)
def test_every_reason_rows_wait_for_is_named_or_counted(given: Given, reasons: tuple[str, ...], told: str) -> None:
    rows = tuple(_row(line, "one", reason=reason) for line, reason in enumerate(reasons, 2))
    (item,) = given({**HELD, "status": "loaded"}, rows=rows)
    assert (item.reason, item.rows) == (told, len(reasons))


def test_ids_grow_until_they_tell_files_apart_and_the_newest_stands_first(given: Given) -> None:
    twin = {**HELD, "file_id": "aa" * 5 + "cc" * 27, "name": "twin.csv", "loaded_at": AT + timedelta(hours=1)}
    found = given(HELD, twin)
    assert [(item.name, item.id) for item in found] == [("twin.csv", "aaaaaaaaaac"), ("ads.csv", "aaaaaaaaaaa")]
