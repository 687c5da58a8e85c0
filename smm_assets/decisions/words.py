"""The summary and the stop rule of a recommendation, in plain words.

Belongs here: sentences about the whole. Not here: a channel's reason (`allocation` writes it with its evidence).
"""

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd
from babel.numbers import format_currency, format_decimal

from smm_assets.decisions.cents import cents
from smm_assets.decisions.inputs import Inputs
from smm_assets.decisions.movable import kind_words
from smm_assets.decisions.period import Period
from smm_assets.report.words import listed, noun, short_day
from smm_assets.settings import PROMOTION

LOCALE = "en"
COST_RISE = 1.5


def summarise(
    inputs: Inputs, period: Period, header: Mapping[str, object], lines: pd.DataFrame, labels: Mapping[str, str]
) -> str:
    """What to do, what it should bring and for which days; one to three sentences."""
    days = _days(period)
    money = _money(period.per_day, inputs.currency)
    moved = lines[[value in ("increase", "decrease") for value in lines["action"]]]
    if bool(header["keep"]) or moved.empty:
        return f"Keep today's split for {days}: {money} a day. {_why_keep(header, lines)}".strip()
    ups = [labels[name] for name in moved.loc[moved["action"] == "increase", "channel"]]
    downs = [labels[name] for name in moved.loc[moved["action"] == "decrease", "channel"]]
    move = f"Move money from {listed(downs)} to {listed(ups)}" if ups and downs else "Change the amounts as listed"
    return f"{move} for {days}, {money} a day in total. {_gain(inputs, period, header, lines)}"


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
    """Why nothing is recommended, and what going on as today costs."""
    return f"{why}. Going on as today costs {_money(period.per_day, inputs.currency)} a day."


def stop_rule(metric: str, currency: str, lines: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """When to go back: the cost per result of a raised channel that would contradict the advice."""
    raised = lines[lines["action"] == "increase"]
    rules = []
    for row in raised.to_dict("records"):
        result = row["expected_result_recommended"]
        if result and not pd.isna(result) and float(result) > 0 and metric not in ("revenue", "conversion_value"):
            limit = COST_RISE * float(row["recommended_spend"]) / float(result)
            unit = noun(metric)
            rules.append(f"{_an(unit)} from {labels[row['channel']]} costs more than {_money(limit, currency)}")
    if not rules:
        return ""
    return f"Go back if, over the next 7 days, {' or '.join(rules)}"


def _gain(inputs: Inputs, period: Period, header: Mapping[str, object], lines: pd.DataFrame) -> str:
    """Results with the advice and with today's split of the same money, over the period."""
    then = _total(lines["expected_result_recommended"]) * period.days
    base = then / (1 + float(str(header["uplift"])))
    if base <= 0:
        return ""
    low, high = (base * float(str(header[key])) for key in ("uplift_low", "uplift_high"))
    many = noun(inputs.result_metric, many=True)
    return (
        f"About {_number(then)} {many} instead of {_number(base)} with today's split of "
        f"the same money (likely between {_signed(low)} and {_signed(high)})."
    )


def _why_keep(header: Mapping[str, object], lines: pd.DataFrame) -> str:
    if (lines["action"] == "hold").all():
        return str(lines["reason"].iloc[0])
    return "No change is sure enough to bring more than it risks."


def _days(period: Period) -> str:
    return f"{short_day(period.start)} to {short_day(period.end)}"


def _money(amount: Decimal | float, currency: str) -> str:
    return str(format_currency(amount, currency, locale=LOCALE))


def _number(value: float) -> str:
    return str(format_decimal(round(value), locale=LOCALE)) if abs(value) >= 10 else f"{value:.1f}"


def _signed(value: float) -> str:
    return ("+" if value >= 0 else "−") + _number(abs(value))


def _total(values: pd.Series) -> float:
    return float(pd.to_numeric(values, errors="coerce").sum())


def _an(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
