"""Days that stand for longer times: a report that only writes first days, and sheets that lend each other a period."""

from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, FileContext, Report, Signature
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows.apply import read_part

ADS = Report(
    network="any",
    report="ads",
    name="any",
    title="Any",
    table=schema.AD_DELIVERY,
    fields=(Field(to="day", names=("From",)), Field(to="ad_id", names=("Ad",)), Field(to="clicks", names=("Clicked",))),
    signature=Signature(needs=("day", "clicks")),
    starts=True,
)
METRICS = Report(
    network="any",
    report="organic_metric",
    name="days",
    title="Days",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("Date",), order="mdy"),
        Field(to="value", names=("Seen",), fact={"metric": "views"}),
    ),
    signature=Signature(needs=("day",), header=("seen",)),
)
PEOPLE = Report(
    network="any",
    report="organic_audience",
    name="people",
    title="People",
    table=schema.AUDIENCE,
    fields=(Field(to="bucket", names=("Town",), sets={"dimension": "city"}), Field(to="views", names=("Total",))),
    signature=Signature(needs=("bucket", "views")),
    constants={"audience": "visitors"},
    period_of="days",
)
SEPTEMBER = "Report Start: September 1, 2026, 12:00 AM\nReport End: September 30, 2026, 11:59 PM\n"


def read(data, reports=(ADS,), name="a.csv"):
    context = FileContext(name=name, arrived_at=datetime(2026, 11, 1))
    parts = examine(name, data if isinstance(data, bytes) else data.encode(), reports=reports).parts
    return [next(iter(read_part(part, context).batches())).frame for part in parts]


def ads(*days, above=SEPTEMBER):
    rows = "".join(f"{day},{number},1\n" for number, day in enumerate(days))
    (frame,) = read(f"{above}From,Ad,Clicked\n{rows}")
    return [(str(a), str(b)) for a, b in zip(frame["period_start"], frame["period_end"], strict=True)]


def test_the_first_day_alone_is_the_whole_period():
    assert ads("2026-09-01", "2026-09-01") == [("2026-09-01", "2026-09-30")] * 2


def test_another_day_alone_or_several_days_are_days():
    assert ads("2026-09-02") == [("2026-09-02", "2026-09-02")]
    assert ads("2026-09-01", "2026-09-02")[0] == ("2026-09-01", "2026-09-01")


def test_a_period_of_one_day_is_a_day():
    above = SEPTEMBER.replace("September 30", "September 1")
    assert ads("2026-09-01", above=above) == [("2026-09-01", "2026-09-01")]


@pytest.mark.parametrize(
    "days",
    [
        ("2026-09-01", "2026-09-08"),
        ("2026-08-31", "2026-09-07", "2026-09-14"),
        ("2026-09-01", "2026-09-07", "2026-09-14", "2026-09-21"),
        ("2026-09-01", "2026-10-01"),
    ],
)
def test_days_weeks_or_months_apart_are_asked_about(days):
    with pytest.raises(FileRefused, match="weeks or months") as refused:
        ads(*days)
    assert refused.value.status == "held"


def test_days_far_apart_that_do_not_begin_with_the_period_are_days():
    assert ads("2026-09-03", "2026-09-10")[1] == ("2026-09-10", "2026-09-10")


def test_one_day_without_a_stated_period_is_asked_about():
    with pytest.raises(FileRefused, match="a day or for a longer time") as refused:
        ads("2026-09-01", above="")
    assert refused.value.status == "held"


def book(tmp_path, **sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(tmp_path / "book.xlsx")
    return (tmp_path / "book.xlsx").read_bytes()


def test_a_sheet_without_days_speaks_of_the_days_of_its_sister(tmp_path):
    towns = [("Town", "Total"), ("Berlin", 5)]
    days = [("Date", "Seen"), ("06/03/2026", 1), ("06/01/2026", 4)]
    frame, _ = read(book(tmp_path, Towns=towns, Days=days), (METRICS, PEOPLE))
    assert (frame["period_start"][0], frame["period_end"][0]) == (date(2026, 6, 1), date(2026, 6, 3))
    with pytest.raises(FileRefused) as refused:
        read(book(tmp_path, Towns=towns), (METRICS, PEOPLE))
    assert refused.value.status == "held"


def test_figures_without_days_stand_as_on_the_day_of_the_export_where_it_is_known():
    undated = replace(PEOPLE, period_of="", needs_period=False)
    for name, day in (("towns_1780563600000.csv", date(2026, 6, 4)), ("towns.csv", date(2026, 11, 1))):
        (frame,) = read("Town,Total\nBerlin,5\n", (undated,), name=name)
        assert frame["period_end"].tolist() == [day]
