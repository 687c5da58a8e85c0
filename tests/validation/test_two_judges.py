"""The predicates judge every row; Great Expectations judges the rows that decide. Neither may be laxer than the other.

Frames here hold values that Hypothesis makes up, most of them at the edge of a rule. SMM_FRAMES: how many a table.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smm_assets import schema
from smm_assets.validation import Confirming, ConfirmingAfterwards, Disagreement, expectations, validate
from smm_assets.validation.columns import Columns
from smm_assets.validation.confirm import said_by_great_expectations
from smm_assets.validation.finding import Finding
from smm_assets.validation.rules import Rule, rules
from smm_assets.validation.validate import findings_on

NOW = datetime(2026, 11, 22, 6)
AD = schema.AD_DELIVERY
TABLES = tuple(schema.RAW_TABLES.values())
FRAMES = int(os.environ.get("SMM_FRAMES", "4"))
FREELY = settings(
    max_examples=FRAMES,
    deadline=None,
    derandomize=FRAMES < 10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
ROWS = 400
Rows = Callable[..., pd.DataFrame]

EDGES: dict[str, list[Any]] = {
    "text": ["", "x", "EUR", "eur", "EURO", "XXX", "EUR "],
    "day": [date(2003, 12, 31), date(2004, 1, 1), date(2026, 11, 23), date(2026, 11, 24)],
    "moment": [NOW + timedelta(days=1, microseconds=step) for step in (-1, 0, 1)],
    "share": [Decimal(text) for text in ("-0.000001", "0", "1", "1.0001", "1.000101")],
    "decimal": [Decimal(text) for text in ("-0.000001", "0", "0.000001", "1", "2", "3")],
    "count": [-1, 0, 1, 2, 3, 4, 2**53, 2**53 + 1],
    "flag": [True, False],
}
EDGES["money"] = EDGES["decimal"]
AMOUNTS = st.decimals(Decimal(-(10**11)), Decimal(10**11), places=6)
ANYTHING: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(max_size=4),
    "day": st.dates(),
    "moment": st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),
    "money": AMOUNTS,
    "decimal": AMOUNTS,
    "share": AMOUNTS,
    "count": st.integers(-(2**60), 2**60),
    "flag": st.booleans(),
}


@st.composite
def frames(draw: st.DrawFn, table: schema.RawTable) -> pa.Table:
    """Rows of all sorts: each column takes its values from up to three edges and a few others, or has none."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    others = {kind: draw(st.lists(values, max_size=3)) for kind, values in ANYTHING.items()}
    columns = {"row_number": pa.array(np.arange(2, ROWS + 2))}
    for column in table.columns:
        if column.name in ("file_id", "loaded_at", "row_number"):
            continue
        edges = EDGES[column.kind]
        pool = [edges[place] for place in chance.permutation(len(edges))[: chance.integers(0, 4)]]
        pool += others[column.kind] if chance.random() < 0.2 else []
        pool += [f"key {number}" for number in range(3 * ROWS)] if column.name == "row_key" else []
        places = chance.integers(0, max(1, len(pool)), ROWS)
        gaps = chance.random(ROWS) < (chance.choice([0, 0, 0.02, 0.5]) if pool else 1)
        values = pa.array([*pool, None], ARROW[column.kind])
        columns[column.name] = values.take(pa.array(np.where(gaps, len(pool), places)))
    return pa.table({name: columns[name] for name in table.names() if name in columns})


ARROW = {
    "text": pa.string(),
    "day": pa.date32(),
    "moment": pa.timestamp("us"),
    "money": pa.decimal128(18, 6),
    "decimal": pa.decimal128(18, 6),
    "share": pa.decimal128(18, 6),
    "count": pa.int64(),
    "flag": pa.bool_(),
}


def told(findings: Sequence[Finding]) -> list[tuple[str, str, bool, str, list[int]]]:
    return [(one.rule.rule, one.rule.column, one.success, one.observed, one.rows.tolist()) for one in findings]


def by_great_expectations(rows: pa.Table, table: schema.RawTable, asked: Sequence[Rule]) -> list[Finding]:
    return said_by_great_expectations(rows, table, asked, "all rows")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@FREELY
@given(data=st.data())
def test_every_row_is_judged_as_great_expectations_judges_it(table: schema.RawTable, data: st.DataObject) -> None:
    rows = data.draw(frames(table))
    found = findings_on(Columns(rows, table), rules(table, NOW))
    assert told(found) == told(by_great_expectations(rows, table, [one.rule for one in found]))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@FREELY
@given(data=st.data())
def test_great_expectations_refuses_the_rows_that_decide_whenever_it_would_refuse_all_rows(
    table: schema.RawTable, data: st.DataObject
) -> None:
    """Without rows drawn by lot, without those the predicates call broken: by the witnesses of each rule alone."""
    rows = data.draw(frames(table))
    found = findings_on(Columns(rows, table), rules(table, NOW))
    asked = [one.rule for one in found]
    few = rows.take(pa.array(np.unique(np.concatenate([one.witnesses for one in found]))))
    on_all, on_few = by_great_expectations(rows, table, asked), by_great_expectations(few, table, asked)
    assert [one.success for one in on_few] == [one.success for one in on_all]
    assert len(few) < ROWS / 2


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@FREELY
@given(data=st.data())
def test_the_two_judges_agree_on_the_evidence_of_several_batches(table: schema.RawTable, data: st.DataObject) -> None:
    rows = data.draw(frames(table))
    keys = pa.array([f"own key {position}" for position in range(ROWS)])
    rows = rows.set_column(rows.column_names.index("row_key"), "row_key", keys)
    confirming = Confirming()
    found = [validate(batch, table, None, now=NOW).evidence for batch in (rows.slice(0, 150), rows.slice(150))]
    for one in found:
        confirming.add(one)
    confirming.finish()
    assert confirming.rows == len(found[0].rows) + len(found[1].rows) >= 150 + 200


def test_a_rule_the_predicates_took_for_kept_is_found_broken(make_rows: Rows) -> None:
    found = validate(make_rows(AD, 5, clicks={3: 1001}), AD, None, now=NOW).evidence
    blind = replace(found, broken=tuple(False for _ in found.broken))
    confirming = Confirming()
    confirming.add(blind)
    with pytest.raises(Disagreement, match="clicks_exceed_impressions on clicks: 1 of 5 rows by Great Expectations"):
        confirming.finish()


def test_a_rule_the_predicates_took_for_broken_must_be_broken_by_a_row_of_the_evidence(make_rows: Rows) -> None:
    found = validate(make_rows(AD, 5), AD, None, now=NOW).evidence
    confirming = Confirming()
    confirming.add(replace(found, broken=tuple(True for _ in found.broken)))
    with pytest.raises(Disagreement, match="two ways of checking rows disagree"):
        confirming.finish()


def test_one_key_in_two_batches_of_a_part_is_no_part_to_load(make_rows: Rows) -> None:
    confirming = Confirming()
    for _ in range(2):
        confirming.add(validate(make_rows(AD, 3), AD, None, now=NOW).evidence)
    with pytest.raises(Disagreement, match="duplicate_key on row_key: 3 of 6 rows"):
        confirming.finish()


def test_one_key_in_two_parts_is_a_row_told_twice_and_no_fault(make_rows: Rows) -> None:
    together: ConfirmingAfterwards[str] = ConfirmingAfterwards()
    for part in ("one", "another"):
        together.add(part, validate(make_rows(AD, 3), AD, None, now=NOW).evidence)
    assert together.finish() == {}
    assert together.finish() == {}


def test_of_parts_judged_together_those_are_named_that_differ(make_rows: Rows) -> None:
    together: ConfirmingAfterwards[str] = ConfirmingAfterwards()
    for part in ("good", "twice", "blind", "left out", "also good"):
        found = validate(make_rows(AD, 3, clicks={1: 1001} if part == "blind" else {}), AD, None, now=NOW).evidence
        blind = replace(found, broken=tuple(False for _ in found.broken))
        together.add(part, blind if part in ("blind", "left out") else found)
        if part == "twice":
            together.add(part, found)
    together.add("left out", replace(found, broken=tuple(True for _ in found.broken)))
    together.forget("left out")
    told = together.finish()
    assert sorted(told) == ["blind", "twice"]
    assert "clicks_exceed_impressions" in told["blind"].message
    assert "duplicate_key on row_key: 3 of 6 rows" in told["twice"].message


def test_rules_that_only_some_batches_were_asked_are_confirmed_for_those(make_rows: Rows) -> None:
    """The orders of the first batch have no number and are not judged for it; one of the second lacks its own."""
    first = make_rows(schema.OUTCOME, 3, order_id=dict.fromkeys(range(3)), row_key={0: "a", 1: "b", 2: "c"})
    confirming = Confirming()
    for frame in (first, make_rows(schema.OUTCOME, 3, order_id={1: None})):
        verdict = validate(frame, schema.OUTCOME, None, now=NOW)
        assert verdict.rejected.empty
        confirming.add(verdict.evidence)
    confirming.finish()
    assert confirming.rows == 6


def test_a_table_and_a_frame_with_dictionaries_are_judged_alike(make_rows: Rows) -> None:
    frame = make_rows(AD, 6, spend_original={2: Decimal(-1)}, row_key={5: "key 0"}, currency={3: "???"})
    plain = pa.Table.from_pandas(frame, preserve_index=False)
    coded = pa.table(
        {
            name: plain[name].dictionary_encode() if pa.types.is_string(plain[name].type) else plain[name]
            for name in plain.column_names
        }
    )
    expected = validate(frame, AD, None, now=NOW)
    for rows in (plain, coded):
        verdict = validate(rows, AD, None, now=NOW)
        pd.testing.assert_frame_equal(verdict.rejected, expected.rejected)
        pd.testing.assert_frame_equal(verdict.results, expected.results)
        assert verdict.good["row_number"].to_pylist() == expected.good["row_number"].tolist() == [2, 3, 6]
        assert verdict.evidence.rows.equals(expected.evidence.rows)


def test_a_batch_of_several_chunks_is_judged_as_one(make_rows: Rows) -> None:
    whole = pa.Table.from_pandas(make_rows(AD, 6, row_key={5: "key 0"}, clicks={4: 5000}), preserve_index=False)
    pieces = pa.concat_tables([whole.slice(0, 3), whole.slice(3)])
    assert pieces["row_key"].num_chunks == 2
    assert validate(pieces, AD, None, now=NOW).good["row_number"].to_pylist() == [2, 3, 4, 5]


def test_the_evidence_of_many_rows_is_few_rows(make_rows: Rows) -> None:
    verdict = validate(make_rows(AD, 5000, clicks=dict.fromkeys(range(0, 5000, 2), 2000)), AD, None, now=NOW)
    assert verdict.results["unexpected_count"].max() == 2500
    assert len(verdict.evidence.rows) < 500


def test_parts_of_one_table_are_judged_together_whatever_network_wrote_them(
    make_rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that are asked whether a value is missing are not asked together with those that have none at all."""
    asked: list[int] = []
    check = expectations.check

    def counting(view: pd.DataFrame, rules: Sequence[Rule], suite: str) -> list[Finding]:
        asked.append(len(view))
        return check(view, rules, suite)

    monkeypatch.setattr(expectations, "check", counting)
    together: ConfirmingAfterwards[str] = ConfirmingAfterwards()
    nowhere = dict.fromkeys(range(3))
    parts = {
        "meta": make_rows(schema.OUTCOME, 3),
        "google": make_rows(schema.OUTCOME, 4, order_id={1: None}),
        "tiktok": make_rows(schema.OUTCOME, 3, order_id=nowhere, row_key={0: "a", 1: "b", 2: "c"}),
    }
    for name, frame in parts.items():
        found = validate(frame, schema.OUTCOME, None, now=NOW).evidence
        together.add(name, replace(found, suite=f"raw.outcome {name}"))
    assert together.finish() == {}
    assert sorted(asked) == [3, 7]
