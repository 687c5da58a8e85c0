"""One recommendation per objective: inputs → period → limits → optimum → words.

Belongs here: the order of those steps and what happens when there is nothing to decide. Not here: any of the steps.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pandas as pd

from smm_assets.allocation import InfeasibleBudget, Limits
from smm_assets.decisions.asked import asked_period, own_amounts
from smm_assets.decisions.asking import Question
from smm_assets.decisions.bounds import Scenario, find_holds
from smm_assets.decisions.cautions import warnings
from smm_assets.decisions.cents import cents
from smm_assets.decisions.changes import what_changes
from smm_assets.decisions.decision import Decision
from smm_assets.decisions.feasible import Misfit, misfit
from smm_assets.decisions.floors import floors_that_bind
from smm_assets.decisions.idle import refuse_idle_terms, standing_limits, still_channels
from smm_assets.decisions.inputs import Inputs, read_inputs
from smm_assets.decisions.lines import (
    LINE_COLUMNS,
    beyond_seen,
    dont_touch,
    too_many_channels,
    with_minimums,
    with_tests,
    with_words,
)
from smm_assets.decisions.own_spends import Bounded, price_own
from smm_assets.decisions.period import Period, review_day, split_period
from smm_assets.decisions.reader import Reader
from smm_assets.decisions.stepped import with_steps
from smm_assets.decisions.words import kept_money, other_money, standing_still, stop_rule, summarise
from smm_assets.errors import UsageError
from smm_assets.settings import Project, Settings

AS_IT_IS = Scenario()
NOTHING_FREE = "Ask for a total, or freeze fewer channels; smm recommend says what held ones wait for"


def preview(
    project: Project, reader: Reader, as_of: date, *, now: datetime, scenario: Scenario | None = None
) -> list[Decision]:
    """The recommendations under other terms, nothing written."""
    settings = project.settings
    found = read_inputs(reader, as_of, settings)
    terms = scenario or AS_IT_IS
    refuse_idle_terms(terms, found, settings)
    meant = [inputs for inputs in found if terms.objective in ("", inputs.objective) and _is_priced(terms, inputs)]
    made = [decide_one(inputs, settings, terms, now=now) for inputs in meant]
    weekday = settings.decision.review_weekday
    return [
        replace(one, header={**one.header, "review_on": review_day(as_of, weekday, one.header["period_end"])})  # type: ignore[arg-type]
        for one in made
    ]


def _is_priced(terms: Scenario, inputs: Inputs) -> bool:
    """Whether amounts to price are for channels of this objective; where none are given, all are meant."""
    return not terms.spends or any(name in terms.spends for name in inputs.names())


def decide_one(inputs: Inputs, settings: Settings, scenario: Scenario = AS_IT_IS, *, now: datetime) -> Decision:
    """The recommendation for one objective."""
    holds = find_holds(inputs, settings)
    question = Question(inputs=inputs, settings=settings, holds=holds, scenario=scenario)
    period, reached = asked_period(question)
    limits = question.limits(period.split_per_day)
    made = replace(_of_limits(question, period, limits, now), reached=reached)
    doubts = f"{made.header['warnings']} {standing_limits(inputs, settings, scenario)}".strip()
    made = replace(made, header={**made.header, "warnings": doubts})
    return with_steps(made, inputs, period, limits, settings, scenario)


def _of_limits(question: Question, period: Period, limits: Limits, now: datetime) -> Decision:
    """The optimum inside the limits in words, or why there is none."""
    inputs, scenario, holds = question.inputs, question.scenario, question.holds
    stuck, cure = _why_stuck(question, period, limits)
    answer = None
    try:
        answer = None if stuck else question.answer(limits)
    except InfeasibleBudget as conflict:  # limits of one channel cross, whatever the total
        stuck, cure = conflict.message, conflict.cure
    if stuck and scenario != AS_IT_IS:
        raise UsageError(stuck, cure=cure or NOTHING_FREE)
    if answer is None:
        return _standstill(inputs, period, now, holds, limits, f"{stuck}. {cure}" if cure else stuck)
    lines = with_words(answer, inputs, holds, floors_that_bind(inputs, limits))
    lines = with_tests(with_minimums(lines, inputs), inputs)
    header: dict[str, object] = {
        "keep": bool(answer.keep),
        "uplift": float(answer.uplift),
        "uplift_low": float(answer.uplift_low),
        "uplift_high": float(answer.uplift_high),
        "probability_better": float(answer.probability_better),
    }
    return _with_what_ifs(_assemble(inputs, period, now, header, lines, answer.curves), question, limits)


def _with_what_ifs(made: Decision, question: Question, limits: Limits) -> Decision:
    """The decision with what other totals, and the user's own amounts, would bring."""
    ground = question.ground(made.curves, made.lines, as_today=bool(made.header["keep"]))
    split = dict(zip(made.lines["channel"], made.lines["recommended_spend"], strict=True))
    own = None
    if question.scenario.spends:
        own = price_own(own_amounts(question), made.lines, ground, _bounded(question, limits))
    return replace(made, changes=_named(what_changes(split, ground), made), own=own)


def _bounded(question: Question, limits: Limits) -> Bounded:
    still = still_channels(question.inputs, question.settings, question.scenario)
    return Bounded(
        limits=limits,
        own=question.own,
        floors=floors_that_bind(question.inputs, limits),
        still={name: one.why.split(":")[0] for name, one in still.items()},
    )


def _named(rows: pd.DataFrame, made: Decision) -> pd.DataFrame:
    """Rows with the recommendation they belong to."""
    rows = rows.copy()
    for name in ("recommendation_id", "as_of", "objective"):
        rows[name] = pd.Series([made.header[name]] * len(rows), index=rows.index, dtype=object)
    return rows


def _why_stuck(question: Question, period: Period, limits: Limits) -> tuple[str, str]:
    """Why there is nothing to split and what to do, in words; empty when there is something."""
    kept = sum((Decimal(entry["current"]) for entry in limits.channels.values() if entry.get("frozen")), Decimal(0))
    currency = question.inputs.currency
    if period.per_day <= 0:
        gone = f"{period.spent + period.estimated:,.2f} of {period.planned:,.2f} {currency}"
        return f"The plan's promotion money is used up: {gone} spent or under way", ""
    if all(entry.get("frozen") for entry in limits.channels.values()):
        return "Every channel is held or frozen, so there is nothing to split", ""
    against = misfit(question.limits, period.split_per_day, question.labels)
    if against is None:
        return "", ""
    if kept > period.split_per_day:
        need, have = f"{kept} {currency} a day", f"{period.split_per_day} {currency} a day"
        return f"Held and frozen channels alone spend {need}, but only {have} is there", against.cure
    return against.said, _other_ways(against)


def _other_ways(against: Misfit) -> str:
    limit = "least amount" if against.side == "least" else "most"
    return against.cure if against.nearest is None else f"{against.cure}; or loosen a {limit} or freeze fewer channels"


def _standstill(
    inputs: Inputs, period: Period, now: datetime, holds: Mapping[str, str], limits: Limits, why: str
) -> Decision:
    """Nothing can be split: every channel goes on as it does today, and says why. The total is what that costs."""
    current = {state.channel: cents(state.current) for state in inputs.channels}
    rows = [_held_row(name, current[name], holds, limits, why) for name in inputs.names()]
    per_day = sum(current.values(), Decimal(0))
    total = per_day * period.days
    short = max(Decimal(0), total - period.total) if period.basis == "plan" else Decimal(0)
    today = replace(period, per_day=per_day, total=total, basis="stuck", kept=Decimal(0), other={}, short=short)
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
    amounts = split_period(
        period.total - period.kept_total, dict(zip(lines["channel"], lines["recommended_spend"], strict=True))
    )
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
        "kept_for_tests": period.kept,
        "kept_for_tests_period": period.kept_total,
        "status": "proposed",
        "decided_at": None,
        "note": None,
        "review_on": inputs.as_of + timedelta(days=7),
        "stop_if": stop_rule(inputs.result_metric, inputs.currency, lines, labels),
        "warnings": _warnings(inputs, lines, labels),
        "summary": _summary(inputs, period, header, lines, labels, stuck),
        "created_at": now.astimezone(UTC).replace(tzinfo=None),
        "inputs_hash": digest,
        "interval_scale": inputs.interval_scale,
    }
    curves = curves.assign(recommendation_id=name, as_of=inputs.as_of, objective=inputs.objective)
    return Decision(header=full, lines=lines, curves=curves)


def _warnings(inputs: Inputs, lines: pd.DataFrame, labels: Mapping[str, str]) -> str:
    return warnings(
        inputs.cautions,
        metric=inputs.result_metric,
        source=inputs.result_source,
        results={str(name): float(days.sum()) for name, days in inputs.history.groupby("channel")["result"]},
        labels=labels,
        beyond=beyond_seen(lines, inputs),
    )


def _summary(
    inputs: Inputs,
    period: Period,
    header: Mapping[str, object],
    lines: pd.DataFrame,
    labels: Mapping[str, str],
    stuck: str,
) -> str:
    said = standing_still(inputs, period, stuck) if stuck else summarise(inputs, period, header, lines, labels)
    money = [] if stuck else [other_money(inputs, period), kept_money(inputs, period)]
    return " ".join(text for text in (said, *money, too_many_channels(inputs, period.split_per_day)) if text)


def _digest(inputs: Inputs, period: Period, lines: pd.DataFrame) -> str:
    text = "|".join([
        inputs.history.to_csv(index=False),
        inputs.plan.to_csv(index=False),
        inputs.events.to_csv(index=False),
        inputs.demand.to_csv(index=False),
        f"{period.start}{period.end}{period.total}",
        lines.to_csv(index=False),
    ])  # fmt: skip
    return hashlib.sha256(text.encode()).hexdigest()
