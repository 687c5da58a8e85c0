"""Levels never count twice and never hide delivery, whatever mix of exports of one day was loaded."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import smm_assets.networks
from tests.dbt_like_sql.conftest import NETWORKS, World
from tests.dbt_like_sql.deliveries import (
    MEASURES,
    Amounts,
    Export,
    Leaf,
    amounts,
    delivery_of,
    export_of,
    restated,
    whole_export_of,
)

ACCOUNTS = 60  # accounts of one example: building tables costs more than the rows in them
SEEDS = st.integers(0, 2**63)
Case = tuple[list[Leaf], list[Export]]
TAKEN_BACK = Decimal("0.25")  # thresholds.restatement_share as it is by default
LAWS = settings(  # shrinking would build the tables hundreds of times; a failure names the account's case instead
    max_examples=2,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def build(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[[list[Case]], pd.DataFrame]]:
    """Rows of ad_daily of one account for each case. changing: the network restates figures from day to day."""
    server = request.getfixturevalue("postgres_server") if request.param == "postgres" else None

    def built(cases: list[Case], *, changing: bool = False) -> pd.DataFrame:
        kept_in = server.store() if server else "embedded"
        world = World(tmp_path_factory.mktemp("levels"), kept_in)
        for number, (delivery, shown) in enumerate(cases):
            for export in shown:
                shape, rank = export.shape()
                account = f"a{number}"
                rows = export.rows(restated(delivery, export.day) if changing else delivery)
                rows = [{**row, "row_key": f"{account} {export.row_key(row)}"} for row in rows]
                if rows:
                    world.export(rows, exported=export.exported, shape=shape, rank=rank, account=account)
        try:
            return world.build("ad_daily")("SELECT * FROM marts.ad_daily")
        finally:
            world.closing.close()
            if server:
                server.drop(kept_in)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(smm_assets.networks, "networks", lambda: NETWORKS)
        yield built


def totals(rows: pd.DataFrame, *by: str) -> dict[Any, Amounts]:
    found = rows.groupby(["account_id", *by] if by else "account_id")[list(MEASURES)].sum()
    return {key: (Decimal(line[0]), int(line[1]), int(line[2])) for key, *line in found.itertuples()}


def any_case(luck: Random) -> Case:
    delivery = delivery_of(luck)
    return delivery, [export_of(luck, delivery) for _ in range(luck.randint(1, 5))]


def told_case(luck: Random) -> Case:
    """A case with an export that shows everything and is at least as recent as the others."""
    delivery, shown = any_case(luck)
    shown.insert(luck.randint(0, len(shown)), whole_export_of(luck, delivery, day=14))
    return delivery, shown


def id_case(luck: Random) -> Case:
    """A case whose exports all carry ids, parents too, and whose newest shows every campaign."""
    delivery, shown = any_case(luck)
    shown = [replace(export, by_id=True, parents=True) for export in shown if export.level != "account"]
    whole = replace(whole_export_of(luck, delivery, day=14), level="campaign", by_id=True, parents=True)
    return delivery, [*shown, whole]


def many(seed: int, case: Callable[[Random], Case]) -> list[Case]:
    luck = Random(seed)
    return [case(luck) for _ in range(ACCOUNTS)]


def wrong(given: list[Case], rows: pd.DataFrame, holds: Callable[[Case, Amounts], bool]) -> list[tuple[Case, Amounts]]:
    """Cases for which the law does not hold, with the amounts the tables have."""
    found = totals(rows)
    each = [(case, found.get(f"a{number}", (Decimal(0), 0, 0))) for number, case in enumerate(given)]
    return [(case, seen) for case, seen in each if not holds(case, seen)]


@LAWS
@given(seed=SEEDS)
def test_with_one_complete_recent_export_the_day_is_exactly_what_happened(build, seed):
    cases = many(seed, told_case)
    assert wrong(cases, build(cases), lambda case, seen: seen == amounts(case[0])) == []


@LAWS
@given(seed=SEEDS)
def test_no_mix_of_exports_counts_more_than_happened_or_hides_what_one_of_them_tells(build, seed):
    def holds(case: Case, seen: Amounts) -> bool:
        delivery, shown = case
        plain = [export for export in shown if not export.broken]
        newest = max((export.day for export in plain), default=0)
        for export in plain:
            told = amounts([leaf for leaf in delivery if export.shows(leaf)])
            least = told[0] if export.day == newest else told[0] * (1 - TAKEN_BACK)
            if seen[0] < least:
                return False
        return all(found <= happened for found, happened in zip(seen, amounts(delivery), strict=True))

    cases = many(seed, any_case)
    assert wrong(cases, build(cases), holds) == []


@LAWS
@given(seed=SEEDS)
def test_restated_figures_stay_between_the_newest_export_and_the_most_ever_told(build, seed):
    def holds(case: Case, seen: Amounts) -> bool:
        days = [amounts(restated(case[0], day)) for day in (11, 12, 13, 14)]
        most = amounts(
            [max((restated([leaf], day)[0] for day in (11, 14)), key=lambda one: one.cents) for leaf in case[0]]
        )
        return days[-1][0] <= seen[0] <= most[0]

    cases = many(seed, told_case)
    assert wrong(cases, build(cases, changing=True), holds) == []


@LAWS
@given(seed=SEEDS)
def test_rows_of_every_campaign_add_up_to_what_the_campaign_export_tells(build, seed):
    cases = many(seed, id_case)
    found = totals(build(cases), "campaign_key")
    for number, (delivery, _) in enumerate(cases):
        for campaign in {leaf.campaign for leaf in delivery}:
            happened = amounts([leaf for leaf in delivery if leaf.campaign == campaign])
            assert found[f"a{number}", campaign] == happened, cases[number]


@LAWS
@given(seed=SEEDS)
def test_a_breakdown_beside_other_exports_changes_nothing(build, seed):
    def unbroken(case: Case) -> Case:
        return case[0], [export for export in case[1] if not export.broken]

    cases = many(seed, told_case)
    luck = Random(seed)
    broken = [(leaves, [*shown, replace(export_of(luck, leaves), broken=True)]) for leaves, shown in cases]
    assert totals(build(broken)) == totals(build([unbroken(case) for case in cases]))
