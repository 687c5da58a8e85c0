"""Records of several facts: one row each, loaded or held back whole, with the unit the registry gives each metric."""

from decimal import Decimal

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature, Totals
from smm_assets.schema.metrics import METRICS


def of_day(metric, *names):
    return Field(to="value", fact={"metric": metric}, names=names)


REPORT = Report(
    network="youtube",
    report="organic_metric",
    name="days",
    title="Days",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("Date",)),
        of_day("reach", "Reach"),
        of_day("likes", "Likes"),
        of_day("watch_seconds", "Seconds"),
        of_day("earnings", "Revenue"),
    ),
    signature=Signature(needs=("day",)),
    totals=Totals(label="^total$"),
    missing=("", "-"),
    needs_currency=False,
)
TEXT = (
    "Date,Reach,Likes,Seconds,Revenue (EUR)\nTotal,90,7,12.5,1.75\n2026-06-01,50,3,10,1.5\n2026-06-02,40,4,2.5,0.25\n"
)


def facts(found, *columns):
    return list(found.frame[["row_number", "metric", *columns]].itertuples(index=False, name=None))


def test_every_column_becomes_a_row_in_the_order_of_records_and_fields(read_as):
    found = read_as(REPORT, TEXT)
    assert [fact[:2] for fact in facts(found)] == [
        (line, metric) for line in (3, 4) for metric in ("reach", "likes", "watch_seconds", "earnings")
    ]
    assert [Decimal(value) for value in found.frame["value"]] == [
        Decimal(text) for text in ("50", "3", "10", "1.5", "40", "4", "2.5", "0.25")
    ]
    assert (found.summary.rows_read, found.summary.rows_skipped_total, found.summary.rows_accepted) == (3, 1, 2)


def test_unit_and_additivity_are_those_of_the_metric_and_money_has_the_currency_of_its_header(read_as):
    found = read_as(REPORT, TEXT)
    told = {metric: (unit, additive) for _, metric, unit, additive in facts(found, "unit", "is_additive")}
    assert told["earnings"] == ("EUR", True)
    for metric in ("reach", "likes", "watch_seconds"):
        assert told[metric] == (METRICS[metric].unit, METRICS[metric].is_additive)


def test_people_are_never_added_up(read_as):
    summary = read_as(REPORT, TEXT).summary
    assert summary.sums == {"likes": 7, "watch_seconds": Decimal("12.5"), "earnings": Decimal("1.75")}
    assert "reach" not in summary.control
    assert all(control.holds for control in summary.controls)


def test_a_fault_of_one_fact_holds_the_whole_record_back(read_as):
    text = TEXT.replace("Total,90,7,12.5,1.75\n", "").replace("2026-06-02,40,4,", "2026-06-02,40,four,") + (
        "2026-06-03,30,5,1,1\n2026-06-04,30,5,1,1\n2026-06-05,30,5,1,1\n"
    )
    for chunk_rows in (1, 100):
        found = read_as(REPORT, text, chunk_rows=chunk_rows)
        assert sorted(set(found.frame["row_number"])) == [2, 4, 5, 6]
        assert list(found.rejected[["row_number", "rule", "value"]].itertuples(index=False, name=None)) == [
            (3, "not_a_number", "four")
        ]
        assert (found.summary.rows_accepted, found.summary.rows_rejected) == (4, 1)


def test_a_second_record_of_the_same_day_is_held_back_whole(read_as):
    found = read_as(REPORT, TEXT + "2026-06-01,60,9,1,1\n")
    assert sorted(set(found.frame["row_number"])) == [3, 4]
    assert set(found.rejected["rule"]) == {"duplicate_key"}
    assert set(found.rejected["row_number"]) == {5}


def test_what_is_not_reported_is_null_and_no_zero(read_as):
    found = read_as(REPORT, "Date,Reach,Likes,Seconds,Revenue (EUR)\n2026-06-01,-,3,,0\n")
    assert found.frame["value"].isna().tolist() == [True, False, True, False]
    assert found.summary.sums == {"likes": 3, "earnings": 0}


def test_keys_tell_the_facts_of_a_record_apart_whatever_the_chunk(read_as):
    whole, single = read_as(REPORT, TEXT), read_as(REPORT, TEXT, chunk_rows=1)
    assert whole.frame["row_key"].is_unique
    assert whole.frame.astype("str").equals(single.frame.astype("str"))
