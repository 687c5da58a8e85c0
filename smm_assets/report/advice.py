"""Facts about the recommendation: who gets how much, what it should bring, what is held and why.

Belongs here: the recommendations of one morning with their lines and curves. Not here: making them (`decisions`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.labels import Labels
from smm_assets.report.step_facts import BudgetStep
from smm_assets.report.tables import Row, Tables, certain_day, day, money, number, text
from smm_assets.report.total_facts import CurvePoint, OtherTotal

Loose = Mapping[Any, Any]
NOTHING = Decimal(0)


def collect_advice(tables: Tables, labels: Labels, as_of: date) -> tuple[Advice, ...]:
    """The recommendations in force on a morning."""
    return tuple(_stored(tables, header, labels) for header in in_force(tables, as_of))


def in_force(tables: Tables, as_of: date) -> list[dict[str, Any]]:
    """Headers of the recommendations a morning's review names, else of the latest that were not superseded."""
    reviewed = tables.rows(
        "marts.recommendation_review",
        "SELECT r.*, v.is_new AS made_today FROM marts.recommendation_review AS v "
        "INNER JOIN marts.recommendation AS r ON r.recommendation_id = v.recommendation_id "
        "WHERE v.as_of = :as_of ORDER BY r.total DESC NULLS LAST, r.objective",
        {"as_of": as_of},
    )
    return reviewed or tables.rows(
        "marts.recommendation",
        "SELECT * FROM marts.recommendation WHERE as_of = (SELECT max(as_of) FROM marts.recommendation "
        "WHERE as_of <= :as_of) AND status <> 'superseded' ORDER BY total DESC NULLS LAST, objective",
        {"as_of": as_of},
    )


def _stored(tables: Tables, header: Row, labels: Labels) -> Advice:
    name = {"id": header["recommendation_id"]}
    lines = tables.rows(
        "marts.budget_recommendation",
        "SELECT * FROM marts.budget_recommendation WHERE recommendation_id = :id "
        "ORDER BY current_spend DESC NULLS LAST, channel",
        name,
    )
    curves = tables.rows(
        "marts.response_curve",
        "SELECT * FROM marts.response_curve WHERE recommendation_id = :id ORDER BY channel, spend",
        name,
    )
    steps = tables.rows(
        "marts.recommendation_step",
        "SELECT * FROM marts.recommendation_step WHERE recommendation_id = :id AND is_change ORDER BY date, channel",
        name,
    )
    totals = tables.rows(
        "marts.budget_scenario",
        "SELECT * FROM marts.budget_scenario WHERE recommendation_id = :id ORDER BY change_pct",
        name,
    )
    return advice(header, lines, curves, labels, steps, totals=totals)


def advice(
    header: Row,
    lines: Iterable[Loose],
    curves: Iterable[Loose],
    labels: Labels,
    steps: Iterable[Loose] = (),
    *,
    totals: Iterable[Loose] = (),
) -> Advice:
    """One recommendation from its header, lines, points of curves, changes of its budgets and other totals."""
    start, end = certain_day(header["period_start"]), certain_day(header["period_end"])
    rows = sorted(lines, key=lambda row: (-(money(row["current_spend"]) or NOTHING), text(row["channel"])))
    days = (end - start).days + 1
    per_day = sum((money(row["recommended_spend"]) or NOTHING for row in rows), NOTHING)
    return Advice(
        recommendation_id=text(header["recommendation_id"]),
        as_of=certain_day(header["as_of"]),
        objective=text(header["objective"]),
        metric=text(header["result_metric"]),
        period_start=start,
        period_end=end,
        total=money(header["total"]) or NOTHING,
        per_day=per_day,
        current_total=sum((money(row["current_spend"]) or NOTHING for row in rows), NOTHING),
        keep=bool(header["keep"]),
        uplift=number(header["uplift"]),
        uplift_low=number(header["uplift_low"]),
        uplift_high=number(header["uplift_high"]),
        probability_better=number(header["probability_better"]),
        results_now=_over(rows, "expected_result_current", days),
        results_then=_over(rows, "expected_result_recommended", days),
        status=text(header["status"]),
        review_on=day(header["review_on"]),
        stop_if=text(header["stop_if"]),
        warnings=text(header.get("warnings") or ""),
        summary=text(header["summary"]),
        lines=tuple(_line(row, labels) for row in rows),
        curves=_curves(curves),
        steps=_steps(steps, labels),
        other_totals=tuple(_other_total(row) for row in totals),
        trigger=text(header.get("trigger_name")),
        trigger_detail=text(header.get("trigger_detail")),
        kept=money(header.get("kept_for_tests")) or NOTHING,
        kept_total=money(header.get("kept_for_tests_period")) or NOTHING,
        is_standing=header.get("made_today") is not None and not header["made_today"],
    )


def _steps(rows: Iterable[Loose], labels: Labels) -> tuple[BudgetStep, ...]:
    """Changes of daily budgets by the day they are due."""
    found: dict[date, dict[str, Decimal]] = {}
    for row in rows:
        if row["is_change"]:
            found.setdefault(certain_day(row["date"]), {})[labels.channel(text(row["channel"]))] = (
                money(row["daily_budget"]) or NOTHING
            )
    return tuple(BudgetStep(day=on, budgets=budgets) for on, budgets in sorted(found.items()))


def _other_total(row: Loose) -> OtherTotal:
    return OtherTotal(
        change_pct=int(row["change_pct"]),
        total=money(row["total_per_day"]) or NOTHING,
        results=_known(row["expected_result"]),
        low=_known(row["low"]),
        high=_known(row["high"]),
        cost=_known(row["cost_per_result"]),
        next_money=int(row["next_money"]),
        next_results=_known(row["next_results"]),
        difference=text(row["difference"]),
        beyond=text(row["beyond_seen"]),
        note=text(row["note"]),
    )


def _known(value: Any) -> float | None:
    """A number of a frame, where what is unknown may be NaN."""
    return None if value is None or value != value else float(value)


def _line(row: Loose, labels: Labels) -> AdviceLine:
    channel = text(row["channel"])
    return AdviceLine(
        channel=channel,
        label=labels.channel(channel),
        current=money(row["current_spend"]) or NOTHING,
        recommended=money(row["recommended_spend"]) or NOTHING,
        period_amount=money(row.get("period_amount")),
        change_pct=number(row["change_pct"]),
        action=text(row["action"]),
        marginal=number(row["marginal_return_recommended"]),
        constraint=text(row["binding_constraint"]),
        trust=text(row["trust"]),
        reason=text(row["reason"]),
        approved=money(row.get("approved_spend")),
        kept=money(row.get("kept_spend")),
    )


def _over(rows: Sequence[Loose], column: str, days: int) -> float | None:
    known = [number(row[column]) for row in rows]
    found = [value for value in known if value is not None]
    return sum(found) * days if found else None


def _curves(rows: Iterable[Loose]) -> dict[str, tuple[CurvePoint, ...]]:
    found: dict[str, list[CurvePoint]] = {}
    for row in rows:
        found.setdefault(text(row["channel"]), []).append(_point(row))
    return {channel: tuple(points) for channel, points in found.items()}


def _point(row: Any) -> CurvePoint:
    return CurvePoint(
        spend=float(row["spend"]),
        result=float(row["expected_result"]),
        low=float(row["low"]),
        high=float(row["high"]),
        observed=bool(row["is_observed_range"]),
    )
