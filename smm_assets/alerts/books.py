"""What is known of matters and who was told, kept in state.alert and state.alert_delivery.

Belongs here: reading and writing these tables. Not here: what stands in them (`memory`).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from smm_assets.alerts.matter import Matter, Standing, Told
from smm_assets.alerts.memory import Name
from smm_assets.report.tables import Reader, Tables, money, text, whole
from smm_assets.warehouse.store import Store

_THIS = "key = :key AND first_seen = :first_seen"


def still_open(reader: Reader) -> list[Standing]:
    """Matters that are not resolved, the oldest first."""
    rows = Tables(reader).rows(
        "state.alert", "SELECT * FROM state.alert WHERE resolved_at IS NULL ORDER BY first_seen, key"
    )
    return [_standing(row) for row in rows]


def told_of(reader: Reader) -> dict[str, dict[Name, Told]]:
    """What each target was told of the matters that are not resolved, by target."""
    rows = Tables(reader).rows(
        "state.alert_delivery",
        "SELECT d.* FROM state.alert_delivery AS d INNER JOIN state.alert AS a ON a.key = d.key "
        "AND a.first_seen = d.first_seen WHERE a.resolved_at IS NULL",
    )
    found: dict[str, dict[Name, Told]] = {}
    for row in rows:
        found.setdefault(text(row["target"]), {})[text(row["key"]), row["first_seen"]] = _told(row)
    return found


def keep(store: Store, standing: Iterable[Standing]) -> None:
    """Write down how everything stands that was not resolved before; when somebody was last told stays."""
    with store.transaction():
        rows = Tables(store).rows("state.alert", "SELECT * FROM state.alert WHERE resolved_at IS NULL")
        sent = {(row["key"], row["first_seen"]): row["sent_at"] for row in rows}
        store.execute("DELETE FROM state.alert WHERE resolved_at IS NULL")
        found = [_row(one, sent.get(one.name)) for one in standing]
        if found:
            store.load("state", "alert", pd.DataFrame(found))


def keep_told(store: Store, told: Iterable[tuple[Standing, Told]]) -> None:
    """Write down what a target was told, or that it could not be."""
    with store.transaction():
        for one, what in told:
            this = {"key": one.matter.key, "first_seen": one.first_seen}
            store.execute(
                f"DELETE FROM state.alert_delivery WHERE {_THIS} AND target = :target",  # noqa: S608 the condition is ours
                this | {"target": what.target},
            )
            store.load("state", "alert_delivery", pd.DataFrame([_delivery(one, what)]))
            if not what.error:
                mark = f"UPDATE state.alert SET sent_at = :at WHERE {_THIS}"  # noqa: S608 the condition is ours
                store.execute(mark, this | {"at": what.at})


def _row(one: Standing, sent_at: datetime | None) -> dict[str, Any]:
    matter = one.matter
    return {
        "key": matter.key,
        "event": matter.event,
        "first_seen": one.first_seen,
        "last_seen": one.last_seen,
        "sent_at": sent_at,
        "resolved_at": one.resolved_at,
        "level": matter.level,
        "amount": matter.amount,
        "text": matter.what,
        "more": matter.more,
        "cure": matter.cure,
        "place": matter.place,
    }


def _delivery(one: Standing, told: Told) -> dict[str, Any]:
    return {
        "key": one.matter.key,
        "first_seen": one.first_seen,
        "target": told.target,
        "told_at": told.at,
        "told_level": told.level,
        "told_amount": told.amount,
        "tried_at": told.tried_at,
        "failures": told.failures,
        "error": told.error,
    }


def _standing(row: Mapping[str, Any]) -> Standing:
    matter = Matter(
        key=text(row["key"]),
        event=text(row["event"]),
        level=whole(row["level"]),
        amount=money(row["amount"]),
        what=text(row["text"]),
        more=text(row["more"]),
        cure=text(row["cure"]),
        place=text(row["place"]),
    )
    return Standing(
        matter=matter, first_seen=row["first_seen"], last_seen=row["last_seen"], resolved_at=row["resolved_at"]
    )


def _told(row: Mapping[str, Any]) -> Told:
    return Told(
        target=text(row["target"]),
        at=row["told_at"],
        level=whole(row["told_level"]),
        amount=money(row["told_amount"]),
        tried_at=row["tried_at"],
        failures=whole(row["failures"]),
        error=text(row["error"]),
    )
