"""Files that hold a part of what their totals row counts, tables that borrow days, and columns that contradict."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, FileContext, Report, Signature, Totals
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows.apply import read_part

PLACES = Report(
    network="radio",
    report="organic_audience",
    name="places",
    title="Radio places",
    table=schema.AUDIENCE,
    fields=(
        Field(to="bucket", names=("Country",), sets={"dimension": "country"}),
        Field(to="bucket", names=("Town",), sets={"dimension": "city"}),
        Field(to="views", names=("Listens",)),
        Field(to="watch_seconds", names=("Hours",), scale="3600"),
    ),
    signature=Signature(needs=("bucket", ("views", "watch_seconds"))),
    totals=Totals(label="^all$"),
    constants={"audience": "listeners"},
    excerpt=r"^only the first \d+",
    file_period=(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})",),
    period_of="days",
    needs_currency=False,
    advice={"limit": "Ask for fewer"},
)
DAYS = replace(
    PLACES,
    report="organic_metric",
    name="days",
    title="Radio days",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("Date",)),
        Field(to="value", names=("Listens",), fact={"metric": "views"}),
    ),
    signature=Signature(needs=("day", "value:views"), forbids=("Country", "Town")),
    constants={},
    period_of="",
)
JUNE = "places 2026-06-01_2026-06-30.csv"


def read_all(name, members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for member, text in members.items():
            made.writestr(member, text)
    context = FileContext(name=name, arrived_at=datetime(2026, 7, 15, 6))
    readings = {}
    for part in examine(name, stream.getvalue(), reports=(PLACES, DAYS)).parts:
        try:
            readings[part.part] = read_part(part, context)
            list(readings[part.part].batches())
        except FileRefused as refused:
            readings[part.part] = refused
    return readings


def test_a_list_that_says_it_was_cut_may_stay_below_its_total(read_as):
    summary = read_as(PLACES, "Country,Listens\nall,10\nUA,6\nonly the first 1 are shown\n", JUNE).summary
    assert summary.rows_read == 2
    assert summary.controls == []
    assert summary.control_difference == -4
    seen = [str(problem) for problem in summary.problems]
    assert any("only the first 1" in text and "Ask for fewer" in text for text in seen)
    assert any("6" in text and "10" in text and "No fault" in text for text in seen)


@pytest.mark.parametrize(("above", "total", "differs"), [("", 10, True), ("few have no row", 10, False)])
def test_a_whole_list_below_its_total_differs_unless_the_network_leaves_rows_out(read_as, above, total, differs):
    report = replace(PLACES, totals=replace(PLACES.totals, above=above))
    summary = read_as(report, f"Country,Listens\nall,{total}\nUA,6\n", JUNE).summary
    assert any(not one.holds for one in summary.controls) is differs
    assert len(summary.problems) == 1


def test_rows_above_their_total_differ_always(read_as):
    report = replace(PLACES, totals=replace(PLACES.totals, above="few have no row"))
    summary = read_as(report, "Country,Listens\nall,5\nUA,6\nonly the first 1\n", JUNE).summary
    assert [one.holds for one in summary.controls] == [False]


@pytest.mark.parametrize(("total", "holds"), [("2.0001", True), ("2.0003", False)])
def test_rounding_of_scaled_numbers_is_scaled_too(read_as, total, holds):
    text = f"Country,Hours\nall,{total}\nUA,1.0000\nPL,0.5000\nDE,0.5000\n"
    summary = read_as(PLACES, text, JUNE).summary
    assert [one.holds for one in summary.controls] == [holds]


def test_two_columns_that_set_the_same_thing_differently_are_refused(read_as):
    with pytest.raises(FileRefused, match="'Country' and 'Town'") as caught:
        read_as(PLACES, "Country,Town,Listens\nUA,Kyiv,6\n", JUNE)
    assert caught.value.status == "unrecognised"


def test_a_table_borrows_the_days_of_another_member_only_where_no_name_states_any():
    members = {"places.csv": "Country,Listens\nUA,6\n", "days.csv": "Date,Listens\n2026-06-02,2\n2026-06-05,4\n"}
    borrowed = read_all("radio.zip", members)["places.csv"].summary
    assert (borrowed.period_start, borrowed.period_end) == (date(2026, 6, 2), date(2026, 6, 5))
    named = read_all("radio 2026-06-01_2026-06-30.zip", members)["places.csv"].summary
    assert (named.period_start, named.period_end) == (date(2026, 6, 1), date(2026, 6, 30))


def test_the_name_of_a_member_counts_before_the_archives():
    table = "Country,Listens\nUA,6\n"
    members = {"a 2026-05-01_2026-05-31.csv": table, "b.csv": table}
    found = read_all("radio 2026-06-01_2026-06-30.zip", members)
    assert [reading.summary.period_end for reading in found.values()] == [date(2026, 5, 31), date(2026, 6, 30)]


def test_a_table_without_any_days_is_held():
    held = read_all("radio.zip", {"places.csv": "Country,Listens\nUA,6\n"})["places.csv"]
    assert held.status == "held"
    assert "which days" in held.message


def test_a_smaller_sum_is_no_excuse_where_rows_were_rejected(read_as):
    lines = [f"P{number},1" for number in range(10)]
    text = "\n".join(("Country,Listens", "all,11", *lines, "UA,x", "only the first 11")) + "\n"
    summary = read_as(PLACES, text, JUNE).summary
    assert summary.rows_rejected == 1
    assert [one.holds for one in summary.controls] == [False]
