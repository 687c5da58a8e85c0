"""The scorecard of earlier recommendations, made again each morning from what spend and results say by now.

Belongs here: which recommendations and days are judged, and keeping the rows. Not here: the judgement (`outcome`) or
what the share of intervals that held leads to (`past`).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from smm_assets.decisions.forecast import read_curve
from smm_assets.decisions.outcome import Outcome, came, followed
from smm_assets.warehouse.store import Store
from smm_assets.warehouse.values import day_of

AMOUNTS = ("revenue", "conversion_value")
SETTLED = 0.95  # completeness from which a result counts as final
UPLIFT = ("uplift", "uplift_low", "uplift_high")
NUMBERS = ("spend", "result", "completeness")
Row = dict[str, Any]


def score(store: Store, as_of: date) -> int:
    """Judge every recommendation whose days have begun by the morning and replace what was kept; returns rows."""
    headers = store.read("SELECT * FROM state.recommendation WHERE period_start < :as_of", {"as_of": as_of})
    if headers.empty:
        return 0
    lines = store.read("SELECT * FROM state.budget_recommendation ORDER BY recommendation_id, channel")
    curves = store.read("SELECT * FROM state.response_curve ORDER BY recommendation_id, channel, spend")
    history = _history(store)
    rows = []
    for header, first, last in _windows(headers):
        own, points = (frame[frame["recommendation_id"] == header["recommendation_id"]] for frame in (lines, curves))
        for line in own.to_dict("records"):
            of_channel = points[points["channel"] == line["channel"]]
            rows.append(_row(line, header, (first, last), history, of_channel, as_of))
    with store.transaction():
        store.execute("DELETE FROM state.recommendation_scorecard")
        store.load("state", "recommendation_scorecard", pd.DataFrame(rows, dtype=object))
    return len(rows)


def _windows(headers: pd.DataFrame) -> list[tuple[Row, date, date]]:
    """Recommendations with their days: until the next one of the objective, at most to the end of their period.

    Of several of one morning the one in force counts, else the one made last.
    """
    ordered = headers.assign(replaced=headers["status"] == "superseded").sort_values(
        ["objective", "as_of", "replaced", "created_at", "recommendation_id"],
        ascending=[True, True, True, False, True],
        kind="stable",
    )
    chosen = ordered.drop_duplicates(["objective", "as_of"]).to_dict("records")
    found = []
    for place, header in enumerate(chosen):
        first, last = (day_of(header[name]) for name in ("period_start", "period_end"))
        after = chosen[place + 1] if place + 1 < len(chosen) else None
        if after is not None and after["objective"] == header["objective"]:
            last = min(last, day_of(after["as_of"]) - timedelta(days=1))
        found.append(({str(key): value for key, value in header.items()}, first, last))
    return found


def _history(store: Store) -> pd.DataFrame:
    frame = store.read(
        "SELECT channel, objective, date, spend, result, completeness FROM marts.decision_history "
        "WHERE spend IS NOT NULL ORDER BY channel, objective, date"
    )
    days = pd.Series([day_of(day) for day in frame["date"]], index=frame.index, dtype=object)
    numbers = {name: pd.to_numeric(frame[name], errors="coerce").astype(float) for name in NUMBERS}
    return frame.assign(date=days, **numbers)


def _row(
    line: Mapping[Any, Any],
    header: Row,
    window: tuple[date, date],
    history: pd.DataFrame,
    points: pd.DataFrame,
    as_of: date,
) -> Row:
    first, last = window
    own = history[(history["channel"] == line["channel"]) & (history["objective"] == header["objective"])]
    days = own[[first <= day <= last and day < as_of for day in own["date"]]]
    known = [None if pd.isna(line[name]) else float(line[name]) for name in UPLIFT]
    outcome = Outcome(
        former=float(line["current_spend"]),
        recommended=float(line["recommended_spend"]),
        uplift=None if None in known else tuple(known),  # type: ignore[arg-type]
        days=days,
        before=list(own[[day < first for day in own["date"]]]["result"].dropna()),
        curve=read_curve(points),
        is_count=header["result_metric"] not in AMOUNTS,
    )
    settled = days.dropna(subset=["result"])
    over = last < as_of and len(settled) == (last - first).days + 1
    return {
        "recommendation_id": header["recommendation_id"],
        "channel": line["channel"],
        "first_day": first,
        "last_day": last,
        "days_known": len(days),
        "data_through": days["date"].max() if len(days) else None,
        "mean_spend": float(days["spend"].mean()) if len(days) else None,
        **followed(outcome),
        **came(outcome),
        "is_final": bool(over and (settled["completeness"] >= SETTLED).all()),
    }
