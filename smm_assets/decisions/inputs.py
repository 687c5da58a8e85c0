"""What a decision is made from, read from the published marts only, so that a preview sees what the run saw.

Belongs here: queries and their frozen result. Not here: arithmetic on money (period, bounds).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd

from smm_assets.decisions.cautions import Caution, read_cautions
from smm_assets.decisions.declared import EVENT_COLUMNS, declared
from smm_assets.decisions.demand import read_demand
from smm_assets.decisions.movable import no_other, read_other
from smm_assets.decisions.past import read_past
from smm_assets.decisions.reader import Reader
from smm_assets.settings import PROMOTION, Settings
from smm_assets.warehouse.values import day_or_none

RECENT_DAYS = 7
USUAL_DAYS = 14  # as marts.budget_adherence estimates days that are not reported yet
PRICED_DAYS = 28  # of these every day's spend must have its exchange rate


@dataclass(frozen=True, kw_only=True)
class ChannelState:
    """One channel on the morning of the decision; money per day in the reporting currency.

    current: mean spend of the last 7 known days; usual: of the last 14, for days not reported yet.
    data_through: last day with known spend, None when there is none; then both are the plan's daily rate.
    unpriced: days of the last 28 whose spend has no exchange rate, with the currency it lacks.
    quarantined_spend, quarantined_share: money of rows held back, and its share of the spend of the last 28 days.
    minimum_daily: least daily budget of its network; test_daily: its part of running tests a day. daily_overspend,
    overspend_window, window_budgets, learning_results: its network's rules, see `ingest.habits.Network`.
    """

    channel: str
    label: str
    current: float
    usual: float
    data_through: date | None
    low: float | None
    high: float | None
    frozen: bool
    patience_until: date | None
    unpriced: tuple[tuple[date, str], ...] = ()
    quarantined_spend: float | None = None
    quarantined_share: float | None = None
    minimum_daily: float | None = None
    test_daily: float | None = None
    daily_overspend: float | None = None
    overspend_window: str | None = None
    window_budgets: float | None = None
    learning_results: float | None = None


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Everything one recommendation needs, for one objective.

    history: date, channel, spend, result, completeness; one row per known day before as_of.
    plan: promotion lines that may be moved: plan_line, channel, item, period_start, period_end, amount, low_amount,
    high_amount (least and most for the line's period), locked.
    events: from, to, kind, channel, text of what was declared for days of the history, one row per run of days.
    silent: first and last day of channels whose results, as they are counted here, stopped while spend goes on.
    cautions: what makes results of the last weeks doubtful, of all channels and objectives.
    demand: date, organic_sessions: how many looked for it anyway, for days where web analytics tells.
    interval_scale: how much wider intervals are made, because those of earlier recommendations held too seldom.
    last_change: first day of the budgets approved last; in_force: those budgets by channel, as long as they are valid.
    idle: channels with limits of their own that nothing is
    decided about, having neither spend nor promotion money.
    other: plan lines of other kinds that smm.yaml lets move, see `movable`; kinds: all that may move;
    exploration_share: of the day's money, kept for tests.
    """

    as_of: date
    currency: str
    objective: str
    result_metric: str
    result_source: str
    channels: tuple[ChannelState, ...]
    history: pd.DataFrame
    plan: pd.DataFrame
    events: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(EVENT_COLUMNS)))
    demand: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"date": [], "organic_sessions": []}))
    silent: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()
    interval_scale: float = 1.0
    last_change: date | None = None
    in_force: Mapping[str, Decimal] = field(default_factory=dict)
    idle: tuple[ChannelState, ...] = ()
    other: pd.DataFrame = field(default_factory=no_other)
    kinds: tuple[str, ...] = (PROMOTION,)
    exploration_share: float = 0.0

    def names(self) -> list[str]:
        return [state.channel for state in self.channels]


def read_inputs(reader: Reader, as_of: date, settings: Settings) -> list[Inputs]:
    """One `Inputs` per objective that has a channel with spend or with promotion money, in order of objective."""
    history, named, unpriced = _history(reader, as_of)
    channels = reader.read("SELECT * FROM marts.channel ORDER BY channel")
    plan, kinds = _plan(reader), settings.decision.reallocate
    other = read_other(reader, kinds, as_of)
    silent = _silent(reader, as_of)
    doubts = reader.read("SELECT kind, channel, evidence FROM marts.decision_caution ORDER BY kind, channel")
    cautions, demand = read_cautions(doubts), read_demand(reader, as_of)
    found = []
    for objective, group in channels.groupby("objective", sort=True):
        names = set(group["channel"]) & (named | set(plan["channel"].dropna()))
        if names:
            members = group[group["channel"].isin(names)]
            inputs = _inputs(str(objective), members, history, plan, as_of, settings.currency, unpriced)
            past = read_past(reader, inputs.objective, as_of)
            found.append(
                replace(
                    inputs,
                    silent=silent.get(_counted_by(inputs), {}),
                    cautions=cautions,
                    demand=demand,
                    interval_scale=past.interval_scale,
                    last_change=past.last_change,
                    in_force=past.in_force,
                    other=other[other["channel"].isin(names)].reset_index(drop=True),
                    kinds=kinds,
                    exploration_share=settings.decision.exploration_share,
                )
            )
    return _with_idle(found, channels, plan)


def _with_idle(found: list[Inputs], channels: pd.DataFrame, plan: pd.DataFrame) -> list[Inputs]:
    """Every channel with limits that nothing is decided about goes to its objective, else to the first one."""
    decided = {name for inputs in found for name in inputs.names()}
    limited = channels[channels["low"].notna() | channels["high"].notna()]
    idle: dict[str, list[ChannelState]] = {}
    for row in limited[~limited["channel"].isin(decided)].to_dict("records"):
        own = next((one.objective for one in found if one.objective == row["objective"]), None)
        state = _state(row, pd.DataFrame(columns=["channel", "spend", "date"]), plan, found[0].as_of) if found else None
        if state is not None:
            idle.setdefault(own or found[0].objective, []).append(state)
    return [replace(one, idle=tuple(idle.get(one.objective, ()))) for one in found]


def _counted_by(inputs: Inputs) -> str:
    """The check that tells when the results of the objective stopped; empty where none does."""
    if inputs.result_source == "platform":
        return "conversions_vanished" if inputs.result_metric in ("conversions", "conversion_value") else ""
    return "orders_vanished" if inputs.result_metric in ("orders", "new_customers", "revenue") else ""


def _silent(reader: Reader, as_of: date) -> dict[str, dict[str, tuple[date, date]]]:
    """Days without results by check and channel. What an event other than a tracking fault explains is no silence."""
    rows = reader.read(
        "SELECT as_of, channel, check_name, first_day, last_day, event FROM marts.anomaly "
        "WHERE check_name IN ('conversions_vanished', 'orders_vanished')"
    )
    found: dict[str, dict[str, tuple[date, date]]] = {}
    for row in rows.to_dict("records"):
        event = "" if pd.isna(row["event"]) else str(row["event"])
        first, last = day_or_none(row["first_day"]), day_or_none(row["last_day"])
        if day_or_none(row["as_of"]) == as_of and first and last and (not event or event.startswith("tracking")):
            found.setdefault(str(row["check_name"]), {})[str(row["channel"])] = (first, last)
    return found


def _inputs(
    objective: str,
    members: pd.DataFrame,
    history: pd.DataFrame,
    plan: pd.DataFrame,
    as_of: date,
    currency: str,
    unpriced: Mapping[str, tuple[tuple[date, str], ...]],
) -> Inputs:
    names = list(members["channel"])
    own = history[history["channel"].isin(names) & (history["objective"] == objective)]
    known = own.dropna(subset=["result_metric"])
    first = members.iloc[0]
    return Inputs(
        as_of=as_of,
        currency=currency,
        objective=objective,
        result_metric=str(known["result_metric"].iloc[-1] if len(known) else first["result_metric"]),
        result_source=str(known["result_source"].iloc[-1] if len(known) else first["result_source"]),
        channels=tuple(
            replace(_state(row, own, plan, as_of), unpriced=unpriced.get(str(row["channel"]), ()))
            for row in members.to_dict("records")
        ),
        history=own[["date", "channel", "spend", "result", "completeness"]].reset_index(drop=True),
        plan=plan[plan["channel"].isin(names)].reset_index(drop=True),
        events=declared(own),
    )


def _state(row: Mapping[Any, Any], history: pd.DataFrame, plan: pd.DataFrame, as_of: date) -> ChannelState:
    own = history[(history["channel"] == row["channel"]) & history["spend"].notna()].sort_values("date")
    recent = own.tail(RECENT_DAYS)
    recent = (
        recent[recent["date"] >= (recent["date"].max() - timedelta(days=2 * RECENT_DAYS))] if len(recent) else recent
    )
    planned = 0.0 if len(own) else _planned_rate(plan, str(row["channel"]), as_of)
    return ChannelState(
        channel=str(row["channel"]),
        label=str(row["label"]),
        current=float(recent["spend"].mean()) if len(recent) else planned,
        usual=float(own["spend"].tail(USUAL_DAYS).mean()) if len(own) else planned,
        data_through=own["date"].max() if len(own) else None,
        low=_number(row["low"]),
        high=_number(row["high"]),
        frozen=bool(row["frozen"]),
        patience_until=day_or_none(row["patience_until"]),
        quarantined_spend=_number(row.get("quarantined_spend")),
        quarantined_share=_number(row.get("quarantined_share")),
        minimum_daily=_number(row.get("minimum_daily")),
        test_daily=_number(row.get("test_daily")),
        daily_overspend=_number(row.get("daily_overspend")),
        overspend_window=None if pd.isna(row.get("overspend_window")) else str(row["overspend_window"]),
        window_budgets=_number(row.get("window_budgets")),
        learning_results=_number(row.get("learning_results")),
    )


def _planned_rate(plan: pd.DataFrame, channel: str, as_of: date) -> float:
    """Money a day of the channel's running plan lines: the best guess where no export tells what it spends."""
    rate = 0.0
    for line in plan[plan["channel"] == channel].to_dict("records"):
        if line["period_start"] <= as_of <= line["period_end"]:
            rate += float(line["amount"]) / ((line["period_end"] - line["period_start"]).days + 1)
    return rate


def _history(reader: Reader, as_of: date) -> tuple[pd.DataFrame, set[str], dict[str, tuple[tuple[date, str], ...]]]:
    """Known days before as_of, every channel an export names in them, known or not, and days that lack a rate."""
    frame = reader.read("SELECT * FROM marts.decision_history ORDER BY channel, date")
    frame["date"] = [day_or_none(value) for value in frame["date"]]
    frame = frame.loc[pd.Series([value < as_of for value in frame["date"]], index=frame.index, dtype=bool)]
    for column in ("spend", "result", "completeness"):
        frame[column] = pd.to_numeric(frame[column], errors="coerce").astype(float)
    waiting = frame[frame["unpriced_currency"].notna() & (frame["date"] >= as_of - timedelta(days=PRICED_DAYS))]
    unpriced = {
        str(channel): tuple(zip(days["date"], days["unpriced_currency"], strict=True))
        for channel, days in waiting.groupby("channel")
    }
    known = frame[frame["spend"].notna()].reset_index(drop=True)
    return known, {str(name) for name in frame["channel"]}, unpriced


def _plan(reader: Reader) -> pd.DataFrame:
    frame = reader.read(
        "SELECT plan_line, channel, item, period_start, period_end, amount + carried_over + flight_amount AS amount, "
        "low_amount, high_amount, locked, amount_original, currency FROM marts.plan "
        "WHERE category = 'promotion' AND channel IS NOT NULL AND channel <> '' "
        "AND (item IS NULL OR LOWER(item) IN ('', 'ads')) ORDER BY channel, period_start, plan_line"
    )
    for column in ("period_start", "period_end"):
        frame[column] = [day_or_none(value) for value in frame[column]]
    return frame


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[call-overload,arg-type]
