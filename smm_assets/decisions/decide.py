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
from smm_assets.decisions.lines import LINE_COLUMNS, dont_touch, with_words
from smm_assets.decisions.period import Period, choose_period, split_period, with_total
from smm_assets.decisions.record import record
from smm_assets.decisions.words import standing_still, stop_rule, summarise
from smm_assets.errors import UsageError
from smm_assets.settings import Project, Settings
from smm_assets.warehouse.store import Store

CENT = Decimal("0.01")


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
        if scenario.total <= 0:
            raise UsageError("a budget of 0 leaves nothing to split", cure="Name an amount above 0, in money per day")
        period = with_total(period, scenario.total)
    holds = find_holds(inputs, settings)
    limits = build_limits(inputs, settings, period.per_day, holds, scenario)
    stuck = _why_stuck(inputs, period, holds, limits)
    answer = None
    try:
        answer = None if stuck else _recommend(inputs, limits, settings)
    except InfeasibleBudget as conflict:
        if scenario != Scenario():
            raise UsageError(str(conflict), cure="Change the scenario's total or its limits") from None
        stuck = str(conflict)
    if answer is None:
        return _standstill(inputs, period, now, holds, limits, stuck)
    lines = with_words(answer, inputs, holds)
    header: dict[str, object] = {
        "keep": bool(answer.keep),
        "uplift": float(answer.uplift),
        "uplift_low": float(answer.uplift_low),
        "uplift_high": float(answer.uplift_high),
        "probability_better": float(answer.probability_better),
    }
    return _assemble(inputs, period, now, header, lines, answer.curves)


def _why_stuck(inputs: Inputs, period: Period, holds: Mapping[str, str], limits: Limits) -> str:
    """Why there is nothing to split, in words; empty when there is."""
    kept = sum((Decimal(entry["current"]) for entry in limits.channels.values() if entry.get("frozen")), Decimal(0))
    free = [name for name, entry in limits.channels.items() if not entry.get("frozen")]
    if period.per_day <= 0:
        gone = f"{period.spent + period.estimated:,.2f} of {period.planned:,.2f} {inputs.currency}"
        return f"The plan's promotion money is used up: {gone} spent or under way"
    if kept > period.per_day:
        need, have = f"{kept} {inputs.currency} a day", f"{period.per_day} {inputs.currency} a day"
        return f"Held and frozen channels alone spend {need}, but only {have} is there"
    return "" if free else "Every channel is held or frozen, so there is nothing to split"


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
        events=inputs.events.assign(channel=inputs.events["channel"].map(label).astype(object)),
    )
    frame = answer.frame.assign(channel=answer.frame["channel"].map(name))
    curves = answer.curves.assign(channel=answer.curves["channel"].map(name))
    return replace(answer, frame=frame, curves=curves)


def _standstill(
    inputs: Inputs, period: Period, now: datetime, holds: Mapping[str, str], limits: Limits, why: str
) -> Decision:
    """Nothing can be split: every channel goes on as it does today, and says why. The total is what that costs."""
    current = {state.channel: Decimal(str(round(state.current, 2))).quantize(CENT) for state in inputs.channels}
    rows = [_held_row(name, current[name], holds, limits, why) for name in inputs.names()]
    per_day = sum(current.values(), Decimal(0))
    today = replace(period, per_day=per_day, total=per_day * period.days, basis="stuck")
    header: dict[str, object] = {
        "keep": True,
        "uplift": 0.0,
        "uplift_low": 0.0,
        "uplift_high": 0.0,
        "probability_better": 0.0,
    }
    lines = pd.DataFrame(rows, columns=list(LINE_COLUMNS))
    return _assemble(inputs, today, now, header, lines, pd.DataFrame(), stuck=why)


def _held_row(name: str, current: Decimal, holds: Mapping[str, str], limits: Limits, why: str) -> dict[str, object]:
    frozen = bool(limits.channels[name].get("frozen")) and name not in holds
    row: dict[str, object] = dict.fromkeys(LINE_COLUMNS)
    return row | {
        "channel": name,
        "current_spend": current,
        "recommended_spend": current,
        "change": Decimal(0),
        "change_pct": 0.0 if current else None,
        "action": "hold",
        "binding_constraint": "frozen" if frozen else "hold" if name in holds else "conflict",
        "trust": "hold",
        "reason": dont_touch(holds[name]) if name in holds else f"{why}.",
    }


def _assemble(
    inputs: Inputs,
    period: Period,
    now: datetime,
    header: Mapping[str, object],
    lines: pd.DataFrame,
    curves: pd.DataFrame,
    stuck: str = "",
) -> Decision:
    amounts = split_period(period.total, dict(zip(lines["channel"], lines["recommended_spend"], strict=True)))
    digest = _digest(inputs, period, lines)
    name = f"{inputs.as_of:%Y-%m-%d}-{inputs.objective}-{digest[:8]}"
    labels = {state.channel: state.label for state in inputs.channels}
    through = {state.channel: state.data_through for state in inputs.channels}
    lines = lines.assign(
        recommendation_id=name,
        period_amount=lines["channel"].map(amounts).astype(object),
        data_through=lines["channel"].map(through).astype(object),
    )
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
        "summary": standing_still(inputs, period, stuck) if stuck else summarise(inputs, period, header, lines, labels),
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
        inputs.events.to_csv(index=False),
        f"{period.start}{period.end}{period.total}",
        lines.to_csv(index=False),
    ])  # fmt: skip
    return hashlib.sha256(text.encode()).hexdigest()
