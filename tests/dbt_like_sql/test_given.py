"""Small shops told in YAML, and what the marts must say of them: `given/*.yml`, figures worked out by hand.

A file holds `about`, `files` (of the project folder), `exports` (arguments of `World.export`; a row with `days: [first,
last]` stands for one a day) and `expect`: table, `where` (column: value, which rows must have), `rows`. A row is
found by its columns that are no figures; the table holds no other rows there unless `others: true`.
"""

import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from smm_assets.effectiveness.referee import judge_all
from smm_assets.sqlmodels import build
from tests.dbt_like_sql.conftest import AS_OF
from tests.dbt_like_sql.shops import CASES, give


def _built(world: Any, tables: list[str]) -> Any:
    """What answers SQL once the tables are built; the referee judges small tests between the models, as in a run."""
    read = world.build(*tables)
    if "test_comparison" in tables:
        judge_all(world.store, AS_OF, "EUR")
        build(world.store, models=world.models, select=["test_comparison"])
    return read


def _plain(value: Any) -> Any:
    """A value of a store as YAML would tell it: days, texts, flags, numbers, null."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same(told: Any, found: Any) -> bool:
    if _is_figure(told) and _is_figure(found):
        return found == pytest.approx(told, rel=1e-6, abs=1e-9)
    return bool(told == found)


def _differences(read: Any, expected: dict[str, Any]) -> list[str]:
    table, where, rows = expected["table"], expected.get("where", {}), expected["rows"]
    columns = list(dict.fromkeys(name for row in (where, *rows) for name in row))
    frame = read(f"SELECT {', '.join(f'{chr(34)}{name}{chr(34)}' for name in columns)} FROM marts.{table}")
    found = [{name: _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]
    found = [row for row in found if all(_same(value, row[name]) for name, value in where.items())]
    wrong = []
    for row in rows:
        named = {name: value for name, value in row.items() if not _is_figure(value) and value is not None}
        close = [one for one in found if all(_same(value, one[name]) for name, value in named.items())]
        if not any(all(_same(value, one[name]) for name, value in row.items()) for one in close):
            wrong.append(f"{table}: expected {row}, found {close or found}")
    if not expected.get("others") and len(found) != len(rows):
        wrong.append(f"{table}: expected {len(rows)} rows where {where}, found {len(found)}: {found}")
    return wrong


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_marts_say_of_a_small_shop_what_a_hand_works_out(world: Any, case: Path) -> None:
    told = give(world, case)
    read = _built(world, list(dict.fromkeys(expected["table"] for expected in told["expect"])))
    wrong = [line for expected in told["expect"] for line in _differences(read, expected)]
    assert not wrong, "\n".join(wrong)
