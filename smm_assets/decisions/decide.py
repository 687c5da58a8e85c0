"""One recommendation per objective: inputs → period → limits → optimum → words → record.

Belongs here: the order of those steps and what happens when there is nothing to decide. Not here: any of the steps.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pandas as pd

from smm_assets.allocation import InfeasibleBudget, Limits, Recommendation, recommend
from smm_assets.decisions.bounds import Scenario, build_limits, find_holds
from smm_assets.decisions.decision import Decision
from smm_assets.decisions.inputs import Inputs, Reader, read_inputs
from smm_assets.decisions.period import Period, choose_period, split_period, with_total
from smm_assets.decisions.record import record
from smm_assets.decisions.words import stop_rule, summarise
from smm_assets.settings import Project, Settings
from smm_assets.warehouse.store import Store

LINE_COLUMNS = (
    "channel", "current_spend", "recommended_spend", "change", "change_pct", "action", "expected_result_current",
    "expected_result_recommended", "uplift", "uplift_low", "uplift_high", "marginal_return_current",
    "marginal_return_recommended", "binding_constraint", "shadow_price", "trust", "reason",
)  # fmt: skip


def decide(project: Project, store: Store, as_of: date, now: datetime) -> list[Decision]:
    """Make and record the recommendations of the morning of `as_of`. The same inputs give the same record."""
    decisions = preview(project, store, as_of, now=now)
    record(store, decisions, as_of)
    return decisions


def preview(
    project: Project, reader: Reader, as_of: date, *, now: datetime, scenario: Scenario | None = None
) -> list[Decision]:
    """The recommendations under other terms, nothing written."""
    settings = project.settings
    found = read_inputs(reader, as_of, settings.currency)
    return [_decide_one(inputs, settings, scenario or Scenario(), now) for inputs in found]


def _decide_one(inputs: Inputs, settings: Settings, scenario: Scenario, now: datetime) -> Decision:
    period = choose_period(inputs)
    if scenario.total is not None:
        period = with_total(period, scenario.total)
    holds = find_holds(inputs, settings)
    limits = build_limits(inputs, settings, period.per_day, holds, scenario)
    kept = sum((Decimal(entry["current"]) for entry in limits.channels.values() if entry.get("frozen")), Decimal(0))
    if period.per_day <= 0:
        return _standstill(inputs, period, now, "No promotion money is left in this plan period")
    if kept > period.per_day or len(limits.channels) == len(holds):
        return _standstill(inputs, period, now, _why_all_held(holds, kept, period))
    try:
        answer = _recommend(inputs, limits, settings)
    except InfeasibleBudget as conflict:
        return _standstill(inputs, period, now, str(conflict))
    lines = _lines(answer.frame, holds)
    header: dict[str, object] = {
        "keep": bool(answer.keep),
        "uplift": float(answer.uplift),
        "uplift_low": float(answer.uplift_low),
        "uplift_high": float(answer.uplift_high),
        "probability_better": float(answer.probability_better),
    }
    return _assemble(inputs, period, now, header, lines, answer.curves)


def _recommend(inputs: Inputs, limits: Limits, settings: Settings) -> Recommendation:
    """Ask under the labels people know, so that the reasons speak of them; answer under channel names."""
    label = {state.channel: state.label for state in inputs.channels}
    name = {state.label: state.channel for state in inputs.channels}
    answer = recommend(
        inputs.history.assign(channel=inputs.history["channel"].map(label)),
        Limits(total=limits.total, channels={label[key]: value for key, value in limits.channels.items()}),
        as_of=inputs.as_of,
        profile=settings.decision.profile,
        seed=_seed(inputs),
    )
    frame = answer.frame.assign(channel=answer.frame["channel"].map(name))
    curves = answer.curves.assign(channel=answer.curves["channel"].map(name))
    return replace(answer, frame=frame, curves=curves)


def _why_all_held(holds: Mapping[str, str], kept: Decimal, period: Period) -> str:
    if holds and kept <= period.per_day:
        return " · ".join(sorted(set(holds.values())))
    return f"Held and frozen channels alone need {kept} a day; {period.per_day} is available"


def _lines(frame: pd.DataFrame, holds: Mapping[str, str]) -> pd.DataFrame:
    lines = frame.loc[:, list(LINE_COLUMNS)].copy()
    for column in ("action", "binding_constraint", "trust", "reason"):
        lines[column] = lines[column].astype(object)
    for channel, why in holds.items():
        row = lines["channel"] == channel
        lines.loc[row, ["action", "binding_constraint", "trust"]] = "hold"
        lines.loc[row, "reason"] = f"Don't touch: {why[:1].lower()}{why[1:]}."
    return lines


def _standstill(inputs: Inputs, period: Period, now: datetime, why: str) -> Decision:
    """Today's mix scaled to the money, every channel on hold with the same reason."""
    current = {state.channel: Decimal(str(round(state.current, 2))) for state in inputs.channels}
    weights = current if any(current.values()) else dict.fromkeys(current, Decimal(1))
    spend = split_period(period.per_day, weights)
    rows = [_held_row(name, current[name], spend[name], why) for name in inputs.names()]
    header: dict[str, object] = {
        "keep": True,
        "uplift": 0.0,
        "uplift_low": 0.0,
        "uplift_high": 0.0,
        "probability_better": 0.0,
    }
    return _assemble(inputs, period, now, header, pd.DataFrame(rows, columns=list(LINE_COLUMNS)), pd.DataFrame())


def _held_row(name: str, current: Decimal, spend: Decimal, why: str) -> dict[str, object]:
    change = spend - current
    row: dict[str, object] = dict.fromkeys(LINE_COLUMNS)
    return row | {
        "channel": name,
        "current_spend": current,
        "recommended_spend": spend,
        "change": change,
        "change_pct": float(change / current) if current else None,
        "action": "hold",
        "binding_constraint": "hold",
        "trust": "hold",
        "reason": f"{why}.",
    }


def _assemble(
    inputs: Inputs,
    period: Period,
    now: datetime,
    header: Mapping[str, object],
    lines: pd.DataFrame,
    curves: pd.DataFrame,
) -> Decision:
    amounts = split_period(period.total, dict(zip(lines["channel"], lines["recommended_spend"], strict=True)))
    digest = _digest(inputs, period, lines)
    name = f"{inputs.as_of:%Y-%m-%d}-{inputs.objective}-{digest[:8]}"
    labels = {state.channel: state.label for state in inputs.channels}
    lines = lines.assign(recommendation_id=name, period_amount=lines["channel"].map(amounts).astype(object))
    full = dict(header) | {
        "recommendation_id": name,
        "as_of": inputs.as_of,
        "objective": inputs.objective,
        "result_metric": inputs.result_metric,
        "result_source": inputs.result_source,
        "period_start": period.start,
        "period_end": period.end,
        "total": period.total,
        "total_per_day": period.per_day,
        "total_period": period.total,
        "status": "proposed",
        "decided_at": None,
        "note": None,
        "review_on": inputs.as_of + timedelta(days=7),
        "stop_if": stop_rule(inputs, lines, labels),
        "summary": summarise(inputs, period, header, lines, labels),
        "created_at": now.astimezone(UTC).replace(tzinfo=None),
        "inputs_hash": digest,
    }
    curves = curves.assign(recommendation_id=name, as_of=inputs.as_of, objective=inputs.objective)
    return Decision(header=full, lines=lines, curves=curves)


def _seed(inputs: Inputs) -> int:
    return inputs.as_of.toordinal()


def _digest(inputs: Inputs, period: Period, lines: pd.DataFrame) -> str:
    text = "|".join([
        inputs.history.to_csv(index=False),
        inputs.plan.to_csv(index=False),
        f"{period.start}{period.end}{period.total}",
        lines.to_csv(index=False),
    ])  # fmt: skip
    return hashlib.sha256(text.encode()).hexdigest()
