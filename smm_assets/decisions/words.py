"""The summary and the stop rule of a recommendation, in plain words.

Belongs here: sentences about the whole. Not here: a channel's reason (`allocation` writes it with its evidence).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
from babel.numbers import format_currency, format_decimal

from smm_assets.decisions.cents import cents
from smm_assets.decisions.inputs import Inputs
from smm_assets.decisions.movable import kind_words
from smm_assets.decisions.period import Period
from smm_assets.report.words import AMOUNTS, Words, listed, noun, short_day
from smm_assets.settings import PROMOTION

LOCALE = "en"
COST_RISE = 1.5
SAME = 0.002  # of the day's money; less is no move to speak of
MOST_NAMED = 4  # channels a sentence names on one side; of more the table tells
CHEAP = 0.1  # money per result; below, a thousand of them are told


def summarise(
    inputs: Inputs, period: Period, header: Mapping[str, object], lines: pd.DataFrame, labels: Mapping[str, str]
) -> str:
    """What to do, what it should bring and for which days; one to three sentences."""
    days = _days(period)
    money = _money(period.per_day, inputs.currency)
    moved = lines[[value in ("increase", "decrease") for value in lines["action"]]]
    if bool(header["keep"]) or moved.empty:
        return f"Keep today's split for {days}: {money} a day. {_why_keep(header, lines)}".strip()
    ups, downs = ([labels[name] for name in names] for names in _shifted(lines))
    return f"{_move(ups, downs)} for {days}, {money} a day in total. {_gain(inputs, period, header, lines)}"


def _move(ups: Sequence[str], downs: Sequence[str]) -> str:
    """Between which channels money moves, where they are few enough for a sentence."""
    if not ups or not downs or max(len(ups), len(downs)) > MOST_NAMED:
        return "Change the amounts as listed"
    return f"Move money from {listed(list(downs))} to {listed(list(ups))}"


def _shifted(lines: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Channels whose share of the money that may move grows, and those whose share shrinks.

    Amounts alone do not tell: with less money in all a channel may get less and still more than its share.
    """
    open_ones = lines[lines["action"] != "hold"]
    now, then = (open_ones[name].astype(float) for name in ("current_spend", "recommended_spend"))
    scale = then.sum() / now.sum() if now.sum() > 0 else 1.0
    beside = then - now * scale
    told = SAME * then.sum()
    return list(open_ones.loc[beside > told, "channel"]), list(open_ones.loc[beside < -told, "channel"])


def other_money(inputs: Inputs, period: Period) -> str:
    """Which money moves beside promotion's; empty where only promotion may."""
    if len(inputs.kinds) < 2:
        return ""
    told = {kind: cents(amount / period.days) for kind, amount in sorted(period.other.items())}
    parts = [f"{_money(amount, inputs.currency)} is {kind_words(kind)}" for kind, amount in told.items() if amount]
    named = listed([kind_words(kind) for kind in inputs.kinds if kind != PROMOTION])
    if not parts:
        return f"By your settings {named} may move too, but the plan has none left for these channels and days."
    return f"Of the day's money, {listed(parts)} of the plan, which your settings let move."


def kept_money(inputs: Inputs, period: Period) -> str:
    """What is kept for tests outside the channels' amounts, or why nothing is; empty without an exploration share."""
    if not period.wanted:
        return ""
    wanted, tests = (_money(amount, inputs.currency) for amount in (period.wanted, period.in_tests))
    beside = f", beside {tests} in running tests" if period.in_tests else ""
    if period.kept:
        kept, split = (_money(amount, inputs.currency) for amount in (period.kept, period.split_per_day))
        less = (
            ""
            if period.kept + period.in_tests >= period.wanted
            else f" (less than the {wanted} you set: no more is free)"
        )
        return f"{kept} a day of it is kept for trying something new{beside}{less}; {split} is for the channels."
    if period.in_tests >= period.wanted:
        return f"The {wanted} a day for trying something new is in running tests ({tests} a day)."
    return f"The {wanted} a day for trying something new cannot be kept: held channels and your least amounts need it."


def standing_still(inputs: Inputs, period: Period, why: str) -> str:
    """Why nothing is recommended, what going on as today costs, and how far that goes beyond the plan."""
    said = f"{why}. Going on as today costs {_money(period.per_day, inputs.currency)} a day."
    if not period.short:
        return said
    return f"{said} In all that is {_money(period.short, inputs.currency)} more than the plan has left for these days."


def stop_rule(metric: str, currency: str, lines: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """When to go back: the cost of a result, or the return, of a raised channel that would contradict the advice."""
    raised = lines[lines["action"] == "increase"]
    rules = [
        rule for row in raised.to_dict("records") if (rule := _too_dear(metric, currency, row, labels[row["channel"]]))
    ]
    if not rules:
        return ""
    return f"Go back if, over the next 7 days, {' or '.join(rules)}"


def _too_dear(metric: str, currency: str, row: Mapping[Any, Any], label: str) -> str:
    """What a raised channel must not come to: a result that costs so much, or so little revenue for the money."""
    result, spend = row["expected_result_recommended"], float(row["recommended_spend"])
    if not result or pd.isna(result) or float(result) <= 0 or spend <= 0:
        return ""
    if metric in AMOUNTS:
        least = _money(float(result) / spend / COST_RISE, currency)
        return f"{label} brings less than {least} of {noun(metric)} for each {_money(1, currency)} spent"
    limit = COST_RISE * spend / float(result)
    if limit < CHEAP:
        many = noun(metric, many=True)
        return f"a thousand {many} from {label} cost more than {_money(1000 * limit, currency)}"
    return f"{_an(noun(metric))} from {label} costs more than {_money(limit, currency)}"


def _gain(inputs: Inputs, period: Period, header: Mapping[str, object], lines: pd.DataFrame) -> str:
    """Results with the advice and with today's split of the same money, over the period."""
    then = _total(lines["expected_result_recommended"]) * period.days
    base = then / (1 + float(str(header["uplift"])))
    if base <= 0:
        return ""
    low, high = (base * float(str(header[key])) for key in ("uplift_low", "uplift_high"))
    many = noun(inputs.result_metric, many=True)
    told = (
        f"{_amount(then, inputs)} of {many}" if inputs.result_metric in AMOUNTS else f"{_amount(then, inputs)} {many}"
    )
    return (
        f"About {told} instead of {_amount(base, inputs)} with today's split of "
        f"the same money (likely between {_signed(low, inputs)} and {_signed(high, inputs)})."
    )


def _why_keep(header: Mapping[str, object], lines: pd.DataFrame) -> str:
    if (lines["action"] == "hold").all():
        return str(lines["reason"].iloc[0])
    return "No change is sure enough to bring more than it risks."


def _days(period: Period) -> str:
    return f"{short_day(period.start)} to {short_day(period.end)}"


def _money(amount: Decimal | float, currency: str) -> str:
    return str(format_currency(amount, currency, locale=LOCALE))


def _amount(value: float, inputs: Inputs) -> str:
    """So many results, without their noun: money where they are an amount."""
    if inputs.result_metric in AMOUNTS:
        return Words(inputs.currency).money(value, exact=abs(value) < 100)
    return str(format_decimal(round(value), locale=LOCALE)) if abs(value) >= 10 else f"{value:.1f}"


def _signed(value: float, inputs: Inputs) -> str:
    return ("+" if value >= 0 else "−") + _amount(abs(value), inputs)


def _total(values: pd.Series) -> float:
    return float(pd.to_numeric(values, errors="coerce").sum())


def _an(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
