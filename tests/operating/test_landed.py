"""What is told of files that landed."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from smm_assets.ingest.landing.ledger import LedgerRow
from smm_assets.operating.landed import asking, counts, files, spend, together

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)


def row(name: str, status: str = "loaded", **more: Any) -> LedgerRow:
    return LedgerRow(file_id=name, part="", arrival_id="a", name=name, status=status, loaded_at=NOW, **more)


GOOD = row(
    "good.csv", report="ads", report_name="daily", currency="EUR", rows_read=10, rows_loaded=6, rows_superseded=2,
    rows_quarantined=1, rows_skipped_total=1, sums={"spend_original": Decimal("12.50")},
    archive_path="2026/11/good.csv",
    period_start=date(2026, 11, 8), period_end=date(2026, 11, 21),
)  # fmt: skip
BAD = row("bad.csv", "quarantined", reason="it is cut off", cure="Export again", archive_path="2026/11/bad.csv")


def test_records_are_counted_by_class_and_add_up() -> None:
    found = counts([GOOD, BAD])
    assert found == {
        "files": 2, "files loaded": 1, "files quarantined": 1, "rows in": 10, "rows out": 6, "rows superseded": 2,
        "rows quarantined": 1, "totals rows": 1,
    }  # fmt: skip
    assert found["rows in"] == sum(found[name] for name in list(found)[-4:])


def test_nothing_landed_is_told_as_zero() -> None:
    assert counts([])["rows in"] == 0
    assert spend([]) == {}
    assert files([]) == []


def test_spend_stays_in_the_currency_it_was_exported_in_and_breakdowns_tell_it_again() -> None:
    other = row("usd.csv", report="ads", currency="USD", sums={"spend_original": Decimal("3")})
    again = row("age.csv", report="ads_breakdown", currency="EUR", sums={"spend_original": Decimal("12.50")})
    refused = row("no.csv", "held", report="ads", currency="EUR", sums={"spend_original": Decimal("9")})
    assert spend([GOOD, GOOD, other, again, refused]) == {"EUR": Decimal("25.00"), "USD": Decimal("3")}


def test_files_that_need_a_person_stand_first_with_what_to_do_and_where_their_bytes_lie() -> None:
    first, second = files([GOOD, BAD])
    assert (first["file"], first["status"], first["kept as"]) == ("bad.csv", "quarantined", "2026/11/bad.csv")
    assert asking([GOOD, BAD]) == [{"file": "bad.csv", "why": "it is cut off", "what to do": "Export again"}]
    assert (second["days"], second["rows"]) == (
        "8–21 Nov", "10 in: 6 out, 2 superseded, 1 quarantined, 1 totals rows",
    )  # fmt: skip


def test_all_networks_together_reach_as_far_as_the_furthest() -> None:
    one = {"files": 2, "rows": 10, "data_through": date(2026, 11, 18)}
    other = {"files": 1, "rows": 5, "data_through": None}
    assert together({"a": one, "b": other}) == {"files": 3, "rows": 15, "data_through": date(2026, 11, 18)}
    assert together({}) == {}
