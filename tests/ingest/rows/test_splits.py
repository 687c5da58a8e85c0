"""Columns that must not split rows, rows that are no whole days, and tables two reports share.

Belongs here: those options of a report, on small reports of its own. Not here: networks (`tests/networks`).
"""

from datetime import datetime

import pytest

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, FileContext, Report, Signature
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows.apply import read_part

KNOWN = FileContext(name="a.csv", arrived_at=datetime(2026, 7, 15, 6))
ADVICE = {"again": "again", "day": "day", "unsupported": "without it"}


def report(*fields, **options):
    return Report(
        network="test",
        report="organic_metric",
        name="one",
        title="One",
        table=schema.ACCOUNT_METRIC,
        fields=(*fields, Field(to="metric", names=("metric",)), Field(to="value", names=("value",))),
        signature=Signature(needs=("metric", "value")),
        needs_currency=False,
        advice=ADVICE,
        **options,
    )


def parts(text, one):
    return examine("a.csv", text.encode(), reports=(one,)).parts


def read(text, one, chunk_rows=100):
    (part,) = parts(text, one)
    return list(read_part(part, KNOWN, chunk_rows=chunk_rows).batches())


PLACED = report(Field(to="day", names=("day",)), Field(to="unsupported", names=("place",), if_several=True))


def test_a_column_of_one_value_splits_nothing():
    (batch,) = read("day,place,metric,value\n2026-06-01,a,likes,1\n2026-06-02,a,likes,2\n", PLACED)
    assert batch.rows_accepted == 2


@pytest.mark.parametrize("second", ["b", ""])
@pytest.mark.parametrize("chunk_rows", [1, 100])
def test_a_column_of_several_values_is_refused(second, chunk_rows):
    text = f"day,place,metric,value\n2026-06-01,a,likes,1\n2026-06-01,{second},likes,2\n"
    with pytest.raises(FileRefused, match="split by 'place'") as caught:
        read(text, PLACED, chunk_rows)
    assert (caught.value.status, caught.value.cure) == ("unrecognised", "without it")


def test_a_column_declared_as_not_read_is_refused_whatever_it_holds():
    plain = report(Field(to="day", names=("day",)), Field(to="unsupported", names=("place",)))
    with pytest.raises(FileRefused, match="split by 'place'"):
        read("day,place,metric,value\n2026-06-01,a,likes,1\n", plain)


@pytest.mark.parametrize(("clock", "fine"), [("", True), ("utc", True), ("midnight", False)])
def test_times_of_day_are_refused_only_where_they_mean_hours(clock, fine):
    text = "day,metric,value\n2026-06-01 00:00,likes,1\n2026-06-01 07:00,saves,1\n"
    one = report(Field(to="day", names=("day",), clock=clock))
    if fine:
        assert read(text, one)[0].rows_accepted == 2
    else:
        with pytest.raises(FileRefused, match="whole days"):
            read(text, one)


def _told(word):
    def reshape(records):
        kept = [(line, cells) for line, cells in records[1:] if cells[1].startswith(word)]
        return records[0][1], kept

    return reshape


DAY = Field(to="day", names=("day",))
SHARED = report(DAY, reshape=_told("l"), beside=(report(DAY, reshape=_told("s")),))


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (("likes", "saves"), [("", [2]), ("One", [3])]),
        (("likes", "likes of others"), [("", [2, 3])]),
        (("saves", "shares"), [("One", [2, 3])]),
    ],
)
def test_two_reports_share_a_table_and_each_record_has_one_of_them(rows, lines):
    text = "day,metric,value\n" + "".join(f"2026-06-01,{row},1\n" for row in rows)
    found = [
        (part.part, [int(line) for batch in read_part(part, KNOWN).batches() for line in batch.frame["row_number"]])
        for part in parts(text, SHARED)
    ]
    assert found == lines
