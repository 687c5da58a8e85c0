"""A whole export through the engine: accounting, decisions for all rows, single bad rows, questions left open."""

from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smm_assets import schema
from smm_assets.errors import FileRefused

SAFE = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELLS = st.sampled_from(["5.00", "0", "", "-", "abc", "12.345678", "1e3", "999", "3.5"])
LINES = st.lists(
    st.tuples(
        st.sampled_from(["2026-06-01", "2026-06-02", "2026-02-30", ""]),
        st.sampled_from(["Tea", "tea ", "Кофе", "", "Tea, green"]),
        st.sampled_from(["1201", "1202", "", "1.2E+17"]),
        st.sampled_from(["10", "7", "1.5", "x", ""]),
        CELLS,
    ),
    min_size=1,
    max_size=25,
)


def lines(rows):
    return [f'{day},{day},"{name}",{number},{shown},{spent}' for day, name, number, shown, spent in rows]


def outcome(read, text, **known):
    try:
        return read(text, **known)
    except FileRefused as refused:
        return (refused.status, str(refused))


@SAFE
@given(LINES)
def test_every_record_is_accepted_rejected_or_skipped_and_nothing_else(read, export, rows):
    result = outcome(read, export(*lines(rows)))
    if isinstance(result, tuple):
        return
    assert result.summary.rows_read == len(rows)
    rejected = set(result.rejected["row_number"])
    assert len(result.frame) + len(rejected) + result.summary.rows_skipped_total == len(rows)
    assert not rejected & set(result.frame["row_number"])
    assert not rejected & set(result.summary.totals_rows)


@SAFE
@given(LINES, st.integers(1, 7))
def test_the_size_of_the_chunks_changes_nothing(read, export, rows, size):
    text = export(*lines(rows))
    whole, pieces = outcome(read, text), outcome(read, text, chunk_rows=size)
    if isinstance(whole, tuple):
        assert pieces == whole
        return
    pd.testing.assert_frame_equal(whole.frame, pieces.frame)
    pd.testing.assert_frame_equal(whole.rejected, pieces.rejected)
    assert whole.summary == pieces.summary


@SAFE
@given(LINES)
def test_sums_are_the_sums_of_the_accepted_rows_and_keys_are_unique(read, export, rows):
    result = outcome(read, export(*lines(rows)))
    if isinstance(result, tuple):
        return
    spent = [Decimal(value) for value in result.frame["spend_original"].dropna()]
    assert result.summary.sums.get("spend_original", Decimal(0)) == sum(spent)
    assert result.frame["row_key"].is_unique


def test_the_frame_has_the_canonical_columns_in_order_with_exact_types(read, export):
    frame = read(export("2026-06-01,2026-06-01,Tea,1201,10,5.00")).frame
    assert list(frame.columns) == [name for name in schema.AD_DELIVERY.names() if name not in ("file_id", "loaded_at")]
    assert str(frame["spend_original"].dtype) == "decimal128(18, 6)[pyarrow]"
    assert str(frame["impressions"].dtype) == "int64[pyarrow]"
    assert str(frame["period_start"].dtype) == "date32[day][pyarrow]"
    assert str(frame["campaign_name"].dtype) == "str"
    not_null = [column.name for column in schema.AD_DELIVERY.columns if not column.nullable]
    assert frame[[name for name in not_null if name in frame]].notna().all().all()


@pytest.mark.parametrize(
    ("line", "rule", "column", "value"),
    [
        ("2026-06-01,2026-06-01,Tea,1202,10,abc", "not_a_number", "Amount spent (EUR)", "abc"),
        ("2026-06-01,2026-06-01,Tea,1202,1.5,5", "not_a_whole_number", "Impressions", "1.5"),
        ("2026-06-31,2026-06-31,Tea,1202,10,5", "impossible_date", "Reporting starts", "2026-06-31"),
        ("2026-06-02,2026-06-01,Tea,1202,10,5", "impossible_period", "Reporting ends", "2026-06-01"),
        ("2026-06-01,2026-06-01,Tea,1.2E+17,10,5", "damaged_id", "Campaign ID", "1.2E+17"),
        ("2026-06-01,2026-06-01,Tea,1201,10,5", "duplicate_key", "", ""),
        ("2026-06-01,2026-06-01,Tea,1202,10,5,extra", "wrong_cell_count", "", ""),
        ("2026-06-01,2026-06-01,Tea", "wrong_cell_count", "", ""),
    ],
)
def test_one_bad_row_is_rejected_with_its_reason_and_the_others_load(read, export, line, rule, column, value):
    good = [f"2026-06-{day:02d},2026-06-{day:02d},Tea,1201,10,5.00" for day in range(1, 6)]
    result = read(export(*good, line, "2026-06-06,2026-06-06,Tea,1201,10,5.00"))
    first = result.rejected.iloc[0]
    assert (first["row_number"], first["rule"], first["column"], first["value"]) == (7, rule, column, value)
    assert first["reason"]
    assert first["severity"] == "error"
    assert list(result.frame["row_number"]) == [2, 3, 4, 5, 6, 8]


def test_rows_of_one_day_are_day_rows_and_others_period_rows(read, export):
    result = read(export("2026-06-01,2026-06-01,Tea,1201,1,1", "2026-06-01,2026-06-30,Tea,1201,1,1"))
    assert list(result.frame["grain"]) == ["day", "period"]
    assert result.summary.grain == "mixed"
    assert (result.summary.period_start, result.summary.period_end) == (date(2026, 6, 1), date(2026, 6, 30))


def test_a_control_total_that_does_not_hold_is_a_finding_and_drops_nothing(read, export):
    result = read(
        export(
            "2026-06-01,2026-06-02,,,30,11.00",
            "2026-06-01,2026-06-02,Tea,1201,10,5.00",
            "2026-06-01,2026-06-02,Milk,1202,20,5.00",
        )
    )
    assert result.summary.totals_rows == [2]
    assert result.summary.control_difference == Decimal("-1")
    (problem,) = result.summary.problems
    assert problem.severity == "warning"
    assert "spend_original" in problem.where
    assert len(result.frame) == 2


def test_a_control_total_within_rounding_is_no_finding(read, export):
    header = "Reporting starts,Reporting ends,Campaign name,Campaign ID,Impressions,Amount spent (EUR)"
    rows = [f"2026-06-01,2026-06-02,Tea {number},12{number},1,3.33" for number in range(10, 13)]
    result = read(export("2026-06-01,2026-06-02,,,3,10.00", *rows, header=header))
    assert result.summary.control_difference == Decimal("-0.01")
    assert result.summary.problems == []


def test_a_missing_row_shows_in_counts_even_when_money_agrees(read, export):
    rows = [f"2026-06-01,2026-06-02,Tea {number},12{number},7,0" for number in range(10, 20)]
    result = read(export("2026-06-01,2026-06-02,,,77,0", *rows))
    assert [problem.where.split(", ")[-1] for problem in result.summary.problems] == ["impressions"]


@pytest.mark.parametrize(
    ("header", "line", "known", "question"),
    [
        (
            "Reporting starts,Reporting ends,Campaign name,Impressions,Amount spent",
            "2026-06-01,2026-06-01,Tea,1,5.25",
            {},
            "currency",
        ),
        ("Campaign name,Impressions,Amount spent (EUR)", "Tea,1,5.25", {}, "which days"),
        ("Day,Campaign name,Impressions,Amount spent (EUR)", "03/04/2026,Tea,1,5.25", {}, "day/month or month/day"),
        ("Tag,Kampagnenname,Ausgegebener Betrag (EUR)", '2026-06-01,Tee,"1,234"', {}, "thousand or a fraction"),
        ("Day,Campaign name,Currency,Amount spent", "2026-06-01,Tea,XQZ,5.25", {}, "no currency known"),
    ],
)
def test_what_the_file_leaves_open_is_asked_and_not_guessed(read, export, header, line, known, question):
    with pytest.raises(FileRefused) as refused:
        read(export(line, header=header), **known)
    assert refused.value.status == "held"
    assert question in refused.value.message
    assert refused.value.cure


def test_the_account_supplies_the_currency_the_file_lacks(read, export):
    header = "Reporting starts,Reporting ends,Campaign name,Impressions,Amount spent"
    result = read(export("2026-06-01,2026-06-01,Tea,1,5.25", header=header), currency="PLN", account_id="act-7")
    assert list(result.frame["currency"]) == ["PLN"]
    assert list(result.frame["account_id"]) == ["act-7"]


def test_a_currency_other_than_declared_is_used_and_told(read, export):
    result = read(export("2026-06-01,2026-06-01,Tea,1201,1,5.25"), currency="USD")
    assert list(result.frame["currency"]) == ["EUR"]
    assert "declared in USD" in result.summary.problems[0].seen


def test_other_columns_settle_a_doubtful_amount(read, export):
    header = "Day,Campaign name,CTR (all),Amount spent (EUR)"
    point = read(export('2026-06-01,Tea,0.75,"1,234"', header=header))
    assert point.summary.sums["spend_original"] == 1234
    semicolons = "Day;Campaign name;CTR (all);Amount spent (EUR)\n2026-06-01;Tea;0,75;1,234\n"
    assert read(semicolons).summary.sums["spend_original"] == Decimal("1.234")


def test_several_account_names_are_several_accounts_and_one_is_a_label(read, export):
    header = "Day,Account name,Campaign name,Amount spent (EUR)"
    several = read(export("2026-06-01,Shop A,Tea,1.5", "2026-06-01,Shop  B,Tea,2.5", header=header))
    assert list(several.frame["account_id"]) == ["meta:shop a", "meta:shop b"]
    one = read(export("2026-06-01,Shop A,Tea,1.5", "2026-06-02,Shop A,Tea,2.5", header=header))
    assert set(one.frame["account_id"]) == {"meta:default"}
    assert set(one.frame["account_name"]) == {"Shop A"}
    stated = read(export("2026-06-01,977,Tea,1.5", header="Day,Account ID,Campaign name,Amount spent (EUR)"))
    assert list(stated.frame["account_id"]) == ["977"]


@pytest.mark.parametrize(
    ("name", "moment", "basis"),
    [
        ("export.csv", datetime(2026, 6, 4), "period_end"),
        ("export_2026-06-05_07_16_32.csv", datetime(2026, 6, 5, 7, 16, 32), "file_name"),
        ("export_1780617600000.csv", datetime(2026, 6, 5), "file_name"),
    ],
)
def test_the_moment_of_export_is_known_as_well_as_the_file_tells(read, export, name, moment, basis):
    lines_of_days = [f"2026-06-0{day},2026-06-0{day},Tea,1201,1,1" for day in (3, 1, 2)]
    result = read(export(*lines_of_days), name=name)
    assert (result.summary.exported_at, result.summary.exported_at_basis) == (moment, basis)
    assert set(result.frame["exported_at"]) == {pd.Timestamp(moment)}


def test_dates_of_a_re_saved_file_are_read_in_the_order_the_column_proves(read):
    text = "Day;Campaign name;Impressions;Amount spent (EUR)\n3/4/2026;Tea;1.234;1.234,50\n25/4/2026;Tea;10;0,75\n"
    result = read(text)
    assert list(result.frame["period_start"]) == [date(2026, 4, 3), date(2026, 4, 25)]
    assert result.summary.sums == {"impressions": 1244, "spend_original": Decimal("1235.25")}
    assert "decimal ','" in result.summary.evidence["Amount spent (EUR)"]


def test_a_part_can_be_read_twice_with_the_same_result(read, export):
    result = read(export("2026-06-01,2026-06-01,Tea,1201,1,5.25"))
    from smm_assets.ingest.contract import FileContext
    from smm_assets.ingest.rows.apply import read_part

    reading = read_part(result.part, FileContext(name="export.csv", arrived_at=datetime(2026, 7, 15, 6)))
    for _ in range(2):
        (batch,) = reading.batches()
        pd.testing.assert_frame_equal(batch.frame, result.frame)
        assert reading.summary.rows_read == 1


@pytest.mark.parametrize("cell", ['"1,234"', "1.234"])
def test_an_english_export_that_was_not_saved_again_writes_a_decimal_point(read, export, cell):
    result = read(export(f"2026-06-01,Tea,{cell}", header="Day,Campaign name,Amount spent (EUR)"))
    assert result.summary.sums["spend_original"] == (Decimal("1.234") if "." in cell else 1234)
    with pytest.raises(FileRefused):
        read(f"Day;Campaign name;Amount spent (EUR)\n2026-06-01;Tea;{cell}\n")


def test_a_writer_that_leaves_blank_cells_off_is_understood_whatever_the_chunks(read, export):
    lines_of_days = [f"2026-06-0{day},2026-06-0{day},Tea,120{day},5" for day in range(1, 7)]
    text = export("2026-06-01,2026-06-01,Milk,1300,5,2.25", *lines_of_days, "2026-06-01,2026-06-01,Oat,1400,5,1.25")
    for size in (1, 2, 100):
        result = read(text, chunk_rows=size)
        assert (len(result.frame), result.summary.rows_rejected) == (8, 0)


def test_a_stated_period_is_the_period_even_where_no_row_reports(read):
    text = (
        'Campaign report\n"June 1, 2026 - June 30, 2026"\nCampaign,Day,Campaign type,Impr.,Currency code,Cost\n'
        "Tea,2026-06-03,Search,10,EUR,1.25\n"
    )
    result = read(text)
    assert (result.summary.period_start, result.summary.period_end) == (date(2026, 6, 1), date(2026, 6, 30))
    assert result.summary.exported_at == datetime(2026, 7, 1)
    assert list(result.frame["period_start"]) == [date(2026, 6, 3)]


@SAFE
@given(st.data())
def test_a_file_with_random_damage_is_read_or_refused_but_never_breaks(read, export, data):
    rows = [f'2026-06-{day:02d},2026-06-{day:02d},"Tea, {day}",120{day},{day * 10},{day}.25' for day in range(1, 13)]
    raw = bytearray(export(*rows).encode(data.draw(st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1251"]))))
    for _ in range(data.draw(st.integers(1, 6))):
        position = data.draw(st.integers(0, len(raw) - 1))
        raw[position : position + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    result = outcome(read, bytes(raw[: data.draw(st.integers(1, len(raw)))]))
    if not isinstance(result, tuple):
        summary = result.summary
        assert summary.rows_read == summary.rows_accepted + summary.rows_rejected + summary.rows_skipped_total


def test_marks_of_missing_values_become_nulls_and_never_zero(read, export):
    cells = ["", "-", "--", "—", "N/A", "NAN", "undefined", "< 1%", "<1%", "null"]
    lines_of_days = [f"2026-06-{day:02d},2026-06-{day:02d},Tea,1201,,{cell}" for day, cell in enumerate(cells, start=1)]
    result = read(export(*lines_of_days, "2026-06-20,2026-06-20,Tea,1201,0,0"))
    assert result.frame["spend_original"].isna().tolist() == [True] * 10 + [False]
    assert result.rejected.empty


def test_a_doubtful_column_is_settled_by_other_columns_whatever_the_chunks(read):
    head = "Tag;Kampagnenname;CTR (alle);Ausgegebener Betrag (EUR)\n"
    text = head + "".join(f"{day}.06.2026;Tee;0,{day};1.234\n" for day in range(14, 20))
    for size in (1, 3, 100):
        assert read(text, chunk_rows=size).summary.sums["spend_original"] == 6 * 1234
