"""What makes a recommendation be made anew on a morning: its review day, or something that happened to it.

Belongs here: each trigger as a question to the standing recommendation and this morning's data. Not here: making the
new one (`decide`) or writing down which trigger fired (`review`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from smm_assets.decisions.forecast import forecast, read_curve, scatter_of
from smm_assets.decisions.inputs import ChannelState, Inputs
from smm_assets.decisions.standing import Standing
from smm_assets.decisions.terms import Event, Terms, differences
from smm_assets.report.words import AMOUNTS, Words, noun, quantity, weekday

NAMES = ("first", "review", "budget", "tracking", "stopped", "event", "forecast")
STOPPED_DAYS = 2
FORECAST_DAYS = 3
SURE = 0.99  # of all channels and looks of a morning together


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """name: one of NAMES; detail: what happened, in words that go on after "because"."""

    name: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Morning:
    """What is known this morning. approved: line of the plan → amounts that approvals gave it."""

    inputs: Inputs
    events: Sequence[Event]
    terms: Terms
    approved: Mapping[str, set[str]]


def find_trigger(standing: Standing | None, morning: Morning) -> Trigger | None:
    """Why a new recommendation is due; None when the standing one goes on. What happened first in NAMES names it."""
    if standing is None:
        return Trigger(name="first", detail="it is the first one")
    if morning.inputs.as_of >= standing.review_on:
        return Trigger(name="review", detail=f"{weekday(standing.review_on)} was the day to look again")
    fired = [*_happened(standing, morning)]
    return Trigger(name=fired[0][0], detail="; ".join(words for _, words in fired)) if fired else None


def _happened(standing: Standing, morning: Morning) -> Iterator[tuple[str, str]]:
    inputs = morning.inputs
    labels = {state.channel: state.label for state in inputs.channels}
    if standing.terms is not None:
        said = differences(standing.terms, morning.terms, inputs.as_of, morning.approved, labels)
        yield from (("budget", words) for words in said)
    known = standing.terms.silent if standing.terms else []
    for channel in sorted(set(inputs.silent) - set(known)):
        first = inputs.silent[channel][0]
        yield (
            "tracking",
            f"{labels.get(channel, channel)} shows no {_noun(inputs)} since {weekday(first)} while it spends",
        )
    for state in inputs.channels:
        since = _stopped_since(state, standing, morning)
        if since is not None:
            yield "stopped", f"{state.label} has spent nothing since {weekday(since)}"
    yield from (("event", words) for words in _begun(standing, morning))
    for state in inputs.channels:
        words = _outside(state, standing, inputs)
        if words:
            yield "forecast", words


def _begun(standing: Standing, morning: Morning) -> Iterator[str]:
    """Events that began since, or that nobody had written down when the standing recommendation was made."""
    known = set(standing.terms.events) if standing.terms else set()
    for event in morning.events:
        touches = event.first_day <= morning.inputs.as_of and event.last_day >= standing.as_of
        if touches and event.kind != "note" and not (event.key in known and event.first_day <= standing.as_of):
            yield f"of an event since {weekday(event.first_day)}: {event.words}"


def _stopped_since(state: ChannelState, standing: Standing, morning: Morning) -> date | None:
    """First day without spend of a channel that spent before the standing recommendation and was to go on."""
    own = _known(morning.inputs, state.channel)
    lines = standing.lines[standing.lines["channel"] == state.channel]
    before, since = (own[[(day < standing.as_of) == early for day in own["date"]]] for early in (True, False))
    planned = len(lines) and float(lines["recommended_spend"].iloc[0]) > 0
    if not planned or len(since) < STOPPED_DAYS or before.empty or not float(before["spend"].iloc[-1]) > 0:
        return None
    silent = since[since["spend"].iloc[::-1].cumsum().iloc[::-1] == 0]
    off = any(event.is_off(state.channel, day) for event in morning.events for day in silent["date"])
    return None if len(silent) < STOPPED_DAYS or off else silent["date"].iloc[0]


def _outside(state: ChannelState, standing: Standing, inputs: Inputs) -> str:
    """In words, that results since the recommendation lie outside what it foretold for the money spent; else empty."""
    own = _known(inputs, state.channel)
    since = own[[standing.as_of <= day for day in own["date"]]].dropna(subset=["result"])
    curve = read_curve(standing.curves[standing.curves["channel"] == state.channel])
    if curve is None or len(since) < FORECAST_DAYS or state.channel in inputs.silent:
        return ""
    before = own[[day < standing.as_of for day in own["date"]]]["result"].dropna()
    scatter = scatter_of(list(before), is_count=inputs.result_metric not in AMOUNTS)
    told = forecast(curve, list(since["spend"]), list(since["completeness"]), scatter)
    low, high = told.interval(1 - (1 - SURE) / len(inputs.channels))
    came = float(since["result"].sum())
    if low <= came <= high:
        return ""
    words, is_money = Words(inputs.currency), inputs.result_metric in AMOUNTS
    low_said, high_said = (words.money(end) if is_money else quantity(end) for end in (max(low, 0.0), high))
    return (
        f"{state.label} brought {words.results(inputs.result_metric, came)} in {len(since)} days where "
        f"{low_said} to {high_said} were to be expected for what it spent"
    )


def _known(inputs: Inputs, channel: str) -> pd.DataFrame:
    return inputs.history[inputs.history["channel"] == channel].sort_values("date")


def _noun(inputs: Inputs) -> str:
    return noun(inputs.result_metric, many=True)
