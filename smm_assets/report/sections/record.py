"""Facts about past recommendations: what was decided, whether spend followed, what was foretold and what came.

Belongs here: the record, newest first, and how many promises were kept. Not here: back-tests (`report/backtests`).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from smm_assets.report.labels import Labels
from smm_assets.report.tables import Row, Tables, certain_day, number, text

SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class RecordLine:
    """One channel of a past recommendation, over its known days. followed, kept: None while unknown.

    change_pct: what was advised; foretold with low and high: results for the money that was spent; came: results.
    """

    channel: str
    label: str
    change_pct: float | None
    followed: bool | None
    foretold: float | None
    low: float | None
    high: float | None
    came: float | None
    kept: bool | None
    is_final: bool


@dataclass(frozen=True, kw_only=True)
class PastAdvice:
    """One past recommendation. status: proposed, approved, declined or superseded; keep: it moved nothing."""

    recommendation_id: str
    as_of: date
    objective: str
    metric: str
    status: str
    keep: bool
    note: str
    summary: str
    lines: tuple[RecordLine, ...]

    @property
    def known(self) -> tuple[RecordLine, ...]:
        """Lines of which both is known: what was foretold and what came."""
        return tuple(one for one in self.lines if one.foretold is not None and one.came is not None)

    @property
    def foretold(self) -> tuple[float, float, float] | None:
        """Results of all known channels with their likely range; channels are taken as independent of each other."""
        if not self.known:
            return None
        middle = sum(one.foretold or 0.0 for one in self.known)
        down = math.hypot(*((one.foretold or 0.0) - (one.low or 0.0) for one in self.known))
        up = math.hypot(*((one.high or one.foretold or 0.0) - (one.foretold or 0.0) for one in self.known))
        return middle - down, middle, middle + up

    @property
    def came(self) -> float | None:
        """Results of the channels `foretold` speaks of."""
        return sum(one.came or 0.0 for one in self.known) if self.known else None


@dataclass(frozen=True, kw_only=True)
class Record:
    """The record. kept, judged: promises (a channel of a recommendation) whose days are over, known and settled."""

    kept: int
    judged: int
    advice: tuple[PastAdvice, ...]


def collect_record(tables: Tables, labels: Labels, as_of: date) -> Record | None:
    """Recommendations before this morning; None while there is none."""
    headers = tables.rows(
        "marts.recommendation",
        "SELECT * FROM marts.recommendation WHERE as_of < :as_of ORDER BY as_of DESC, objective, recommendation_id",
        {"as_of": as_of},
    )
    if not headers:
        return None
    scored = tables.rows("marts.recommendation_scorecard", "SELECT * FROM marts.recommendation_scorecard")
    advised = tables.rows("marts.budget_recommendation", "SELECT * FROM marts.budget_recommendation")
    changes = {(row["recommendation_id"], row["channel"]): number(row.get("change_pct")) for row in advised}
    judged = [row for row in scored if row.get("is_final") and row.get("in_interval") is not None]
    return Record(
        kept=sum(bool(row["in_interval"]) for row in judged),
        judged=len(judged),
        advice=tuple(_past(header, scored, changes, labels) for header in headers[:SHOWN]),
    )


def _past(
    header: Row, scored: Sequence[Row], changes: dict[tuple[object, object], float | None], labels: Labels
) -> PastAdvice:
    name = header["recommendation_id"]
    return PastAdvice(
        recommendation_id=text(name),
        as_of=certain_day(header["as_of"]),
        objective=text(header["objective"]),
        metric=text(header.get("result_metric")),
        status=text(header["status"]),
        keep=bool(header.get("keep")),
        note=text(header.get("note")),
        summary=text(header.get("summary")),
        lines=tuple(
            _line(row, changes.get((name, row["channel"])), labels)
            for row in sorted(scored, key=lambda one: text(one["channel"]))
            if row["recommendation_id"] == name
        ),
    )


def _line(row: Row, change_pct: float | None, labels: Labels) -> RecordLine:
    return RecordLine(
        channel=text(row["channel"]),
        label=labels.channel(text(row["channel"])),
        change_pct=change_pct,
        followed=_flag(row.get("followed")),
        foretold=number(row.get("expected")),
        low=number(row.get("expected_low")),
        high=number(row.get("expected_high")),
        came=number(row.get("observed")),
        kept=_flag(row.get("in_interval")),
        is_final=bool(row.get("is_final")),
    )


def _flag(value: object) -> bool | None:
    return None if value is None else bool(value)
