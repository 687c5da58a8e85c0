"""Levels never count twice and never hide delivery, whatever mix of exports of one day was loaded."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

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
    whole_export_of,
)

ACCOUNTS = 25  # accounts of one example: building tables costs more than the rows in them
SEEDS = st.integers(0, 2**63)
Case = tuple[list[Leaf], list[Export]]
LAWS = settings(  # shrinking would build the tables hundreds of times; a failure names the account's case instead
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[list[Case]], pd.DataFrame]]:
    """Rows of ad_daily of one account for each case."""

    def built(cases: list[Case]) -> pd.DataFrame:
        world = World(tmp_path_factory.mktemp("levels"))
        for number, (delivery, shown) in enumerate(cases):
            for export in shown:
                shape, rank = export.shape()
                account = f"a{number}"
                rows = [{**row, "row_key": f"{account} {export.row_key(row)}"} for row in export.rows(delivery)]
                if rows:
                    world.export(rows, exported=export.exported, shape=shape, rank=rank, account=account)
        try:
            return world.build("ad_daily")("SELECT * FROM marts.ad_daily")
        finally:
            world.closing.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(smm_assets.networks, "networks", lambda: NETWORKS)
        yield built


def totals(rows: pd.DataFrame) -> dict[str, Amounts]:
    found = rows.groupby("account_id")[list(MEASURES)].sum()
    return {str(account): (Decimal(line[0]), int(line[1]), int(line[2])) for account, *line in found.itertuples()}


def any_case(luck: Random) -> Case:
    delivery = delivery_of(luck)
    return delivery, [export_of(luck, delivery) for _ in range(luck.randint(1, 5))]


def told_case(luck: Random) -> Case:
    """A case with an export that shows everything and is at least as recent as the others."""
    delivery, shown = any_case(luck)
    shown.insert(luck.randint(0, len(shown)), whole_export_of(luck, delivery, day=14))
    return delivery, shown


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
