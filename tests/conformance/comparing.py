"""Whether two engines hold the same rows, and bringing what models are made from to another engine.

Belongs here: comparing and copying. Not here: which tables; that stands in each test.
"""

import pandas as pd
from pandas.api import types

from smm_assets.budget.seed_tables import SEEDS
from smm_assets.sqlmodels import Model
from smm_assets.warehouse import Store
from smm_assets.warehouse.store import ReadOnlyStore

OWN = {("ops", "schema_version"), ("ops", "change"), ("ops", "model_build")}  # what each store says of itself
NINE_DIGITS = 1e-9


def rows_of(store: ReadOnlyStore, model: Model) -> pd.DataFrame:
    """Every row of a built model, in the order of its grain."""
    order = ", ".join(f'"{column}"' for column in model.grain)
    return store.read(f'SELECT * FROM "{model.layer}"."{model.name}" ORDER BY {order}')


def differences(one: pd.DataFrame, other: pd.DataFrame, *, typed: bool = True) -> list[str]:
    """What is not alike, in words: columns, their types, rows; ratios to nine digits, everything else exactly.

    typed: whether columns have declared types, so that these are to be the same.
    """
    if list(one.columns) != list(other.columns) or len(one) != len(other):
        return [f"{list(one.columns)} × {len(one)} beside {list(other.columns)} × {len(other)}"]
    found = []
    for name in one.columns:
        bad = _differing(one[name], other[name])
        if bad.any():
            found.append(f"{name}: {bad.sum()} rows, {one[name][bad].iloc[0]!r} beside {other[name][bad].iloc[0]!r}")
        if typed and str(one[name].dtype) != str(other[name].dtype):
            found.append(f"{name}: {one[name].dtype} beside {other[name].dtype}")
    return found


def _differing(one: pd.Series, other: pd.Series) -> pd.Series:
    neither = one.isna() & other.isna()
    if types.is_float_dtype(one):
        return ~(neither | ((one - other).abs() <= NINE_DIGITS * other.abs()))
    return ~(neither | (one == other).fillna(False).astype(bool))


def bring(source: Store, target: Store) -> None:
    """Give a store the raw rows, books and seeds of another one; its models are to be built from them."""
    with target.transaction():
        for schema in ("raw", "ops", "state"):
            for name in source.tables(schema):
                if (schema, name) not in OWN:
                    _bring(source, target, schema, name)
        for seed in SEEDS.values():
            rows = source.read(f'SELECT * FROM "{seed.schema}"."{seed.name}"')
            target.replace(seed.schema, seed.name, rows, seed.columns, seed.description)


def _bring(source: Store, target: Store, schema: str, name: str) -> None:
    rows = source.read(f'SELECT * FROM "{schema}"."{name}"')
    if len(rows):
        target.load(schema, name, rows)
