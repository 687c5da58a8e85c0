"""The recommendation in force on a morning: the one the last earlier morning ended with.

Belongs here: finding it in the state tables with its lines, curves and terms. Not here: whether it still holds
(`triggers`).

Only earlier mornings count, so that a morning that is run again decides the same again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from smm_assets.decisions.terms import Event, Terms
from smm_assets.warehouse.store import Store
from smm_assets.warehouse.values import day_of


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A recorded recommendation. terms: None where it was recorded without."""

    header: dict[str, Any]
    lines: pd.DataFrame
    curves: pd.DataFrame
    terms: Terms | None

    @property
    def recommendation_id(self) -> str:
        return str(self.header["recommendation_id"])

    @property
    def as_of(self) -> date:
        return day_of(self.header["as_of"])

    @property
    def review_on(self) -> date:
        return day_of(self.header["review_on"])


def find_standing(store: Store, objective: str, as_of: date) -> Standing | None:
    """What the last morning before `as_of` ended with; None when nothing was recommended before."""
    known = {"objective": objective, "as_of": as_of}
    found = store.read(
        "SELECT recommendation_id FROM state.recommendation_review WHERE objective = :objective AND as_of < :as_of "
        "ORDER BY as_of DESC LIMIT 1",
        known,
    )
    if found.empty:
        found = store.read(
            "SELECT recommendation_id FROM state.recommendation WHERE objective = :objective AND as_of < :as_of "
            "ORDER BY as_of DESC, CASE WHEN status = 'superseded' THEN 1 ELSE 0 END, created_at DESC LIMIT 1",
            known,
        )
    return None if found.empty else _read(store, str(found["recommendation_id"].iloc[0]))


def decided_today(store: Store, objective: str, as_of: date) -> bool:
    """Whether somebody approved or declined this morning's recommendation already."""
    found = store.read(
        "SELECT recommendation_id FROM state.recommendation WHERE objective = :objective AND as_of = :as_of "
        "AND status IN ('approved', 'declined')",
        {"objective": objective, "as_of": as_of},
    )
    return not found.empty


def read_events(store: Store, channels: Sequence[str]) -> list[Event]:
    """Events of these channels or of all."""
    rows = store.read("SELECT * FROM staging.seed_event ORDER BY event_line")
    texts = rows.astype(object).where(rows.notna(), "")
    return [
        Event(
            first_day=day_of(row["date_from"]),
            last_day=day_of(row["date_to"]),
            channel=str(row["channel"]),
            kind=str(row["kind"]),
            text=str(row["text"]),
            spend_factor=None if row["spend_factor"] == "" else float(row["spend_factor"]),
        )
        for row in texts.to_dict("records")
        if row["channel"] in ("", *channels)
    ]


def _read(store: Store, name: str) -> Standing:
    own = {"id": name}
    header = store.read("SELECT * FROM state.recommendation WHERE recommendation_id = :id", own).iloc[0].to_dict()
    said = header.get("terms_json")
    return Standing(
        header={str(key): value for key, value in header.items()},
        lines=store.read(
            "SELECT * FROM state.budget_recommendation WHERE recommendation_id = :id ORDER BY channel", own
        ),
        curves=store.read(
            "SELECT * FROM state.response_curve WHERE recommendation_id = :id ORDER BY channel, spend", own
        ),
        terms=Terms(**json.loads(said)) if isinstance(said, str) else None,
    )
