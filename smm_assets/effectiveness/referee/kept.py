"""The verdicts of a morning: read what the models counted, judge every test, keep it in state.test_verdict.

Belongs here: queries and their conversion. Not here: judging (`judge`).
"""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd

from smm_assets.effectiveness.referee.judge import judge, rows
from smm_assets.effectiveness.referee.terms import Counted, Terms
from smm_assets.warehouse.store import Store
from smm_assets.warehouse.values import day_of

_TESTS = """
SELECT t.test_id, t.channel, t.date_from, t.date_to, t.test_budget, t.benchmark, m.result_metric, m.comparability,
    c.label
FROM staging.seed_test AS t
INNER JOIN intermediate.int_test_measure AS m ON m.test_id = t.test_id
LEFT JOIN staging.seed_channel AS c ON c.channel = t.channel
ORDER BY t.test_line, t.test_id, t.channel
"""
_DAYS = """
SELECT test_id, channel, date, is_test, spend, result, completeness
FROM intermediate.int_test_day
ORDER BY test_id, date, channel
"""


def judge_all(store: Store, as_of: dt.date, currency: str) -> int:
    """Judge every test of tests.csv as of a morning and replace what was kept of that morning; returns rows."""
    tests = store.read(_TESTS)
    days = store.read(_DAYS) if len(tests) else pd.DataFrame()
    found: list[dict[str, object]] = []
    for test_id, lines in tests.groupby("test_id", sort=False):
        own = days[days["test_id"] == test_id]
        terms = _terms(lines)
        labels = dict(zip(lines["channel"], lines["label"].fillna(lines["channel"]), strict=True))
        test, before = (_counted(own[own["is_test"].astype(bool) == flag], terms.channels) for flag in (True, False))
        found += rows(judge(terms, test, before, as_of, currency=currency, labels=labels), terms, as_of)
    with store.transaction():
        store.execute("DELETE FROM state.test_verdict WHERE as_of = :as_of", {"as_of": as_of})
        if found:
            store.load("state", "test_verdict", pd.DataFrame(found))
    return len(found)


def _terms(lines: pd.DataFrame) -> Terms:
    first = lines.iloc[0]
    return Terms(
        test_id=str(first["test_id"]),
        channels=tuple(str(name) for name in lines["channel"]),
        first_day=day_of(first["date_from"]),
        last_day=day_of(first["date_to"]),
        result_metric=str(first["result_metric"]),
        comparability=str(first["comparability"]),
        budget=_amount(first["test_budget"]),
        benchmark=_amount(first["benchmark"]),
    )


def _counted(days: pd.DataFrame, channels: tuple[str, ...]) -> Counted:
    """Days × channels; days on which a channel has no row are unknown."""
    row, _ = pd.factorize(days["date"], sort=True)
    place = pd.Index(channels).get_indexer(pd.Index(days["channel"]))
    tables = {}
    for name in ("spend", "completeness", "result"):
        tables[name] = np.full((row.max(initial=-1) + 1, len(channels)), np.nan)
        tables[name][row, place] = pd.to_numeric(days[name], errors="coerce").astype(float)
    spend, completeness, results = tables.values()
    return Counted(spend=spend, exposure=spend * completeness, results=results)


def _amount(value: object) -> Decimal | None:
    return None if value is None or pd.isna(value) else Decimal(str(value))  # type: ignore[call-overload]
