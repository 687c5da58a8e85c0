"""What a recommendation knew of plan, limits and events, kept with it, and what differs from that on a later morning.

Belongs here: noting these terms and telling differences in words. Not here: what a difference leads to (`triggers`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal

import pandas as pd

from smm_assets.decisions.inputs import ChannelState, Inputs
from smm_assets.report.words import short_day

LIMITS = {"low": "least a day", "high": "most a day"}
Key = tuple[str, date, date]


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of events.csv that touches the channels of a recommendation."""

    first_day: date
    last_day: date
    channel: str
    kind: str
    text: str
    spend_factor: float | None = None

    def is_off(self, channel: str, day: date) -> bool:
        """Whether it says that nothing is to be spent in the channel on the day."""
        return self.spend_factor == 0 and self.channel in ("", channel) and self.first_day <= day <= self.last_day

    @property
    def key(self) -> str:
        return f"{self.first_day}|{self.last_day}|{self.channel}|{self.kind}|{self.text}"

    @property
    def words(self) -> str:
        said = self.kind.replace("_", " ")
        return f"{said} ({self.text})" if self.text else said


@dataclass(frozen=True, kw_only=True)
class Terms:
    """plan: "channel|first day|last day" → amounts as written; limits: channel → bounds; events: keys; silent: channels
    whose results had stopped; money: what the settings say of the day's money. Lines of other kinds end in "|kind".
    """

    plan: dict[str, str] = field(default_factory=dict)
    limits: dict[str, dict[str, str]] = field(default_factory=dict)
    events: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    money: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def terms_of(inputs: Inputs, events: Sequence[Event]) -> Terms:
    """What is known this morning."""
    lines: dict[str, list[str]] = {}
    for line in inputs.plan.to_dict("records"):
        if line["period_end"] >= inputs.as_of:
            lines.setdefault("|".join(map(str, _key(line))), []).append(_line(line))
    for line in inputs.other.to_dict("records"):
        if line["period_end"] >= inputs.as_of:
            lines.setdefault("|".join(map(str, (*_key(line), line["kind"]))), []).append(_money(line["amount"]))
    return Terms(
        plan={key: "; ".join(found) for key, found in sorted(lines.items())},
        limits={state.channel: _limits(state) for state in inputs.channels},
        events=sorted(event.key for event in events if event.last_day >= inputs.as_of),
        silent=sorted(inputs.silent),
        money={
            "money that may move": ", ".join(inputs.kinds),
            "kept for tests": f"{100 * inputs.exploration_share:g} %",
        },
    )


def differences(
    then: Terms, now: Terms, as_of: date, approved: Mapping[str, set[str]], labels: Mapping[str, str]
) -> list[str]:
    """What became other in plan and limits, in words; an amount that was approved since is no difference.

    approved: line → amounts as written that approvals gave it.
    """
    said = []
    for key in sorted({*then.plan, *now.plan}):
        old, new = then.plan.get(key), now.plan.get(key)
        over = date.fromisoformat(key.split("|")[2]) < as_of
        if old != new and not over and not _is_approved(old, new, approved.get(key, set())):
            said.append(f"{_line_words(key, labels)} is now {new or 'gone'} (before: {old or 'not planned'})")
    for channel in sorted({*then.limits} & {*now.limits}):
        was, limits = then.limits[channel], now.limits[channel]
        for name in sorted({*was, *limits}):
            if was.get(name) != limits.get(name):
                now_said, before = limits.get(name, "not set"), was.get(name, "not set")
                said.append(f"{labels.get(channel, channel)}: {name} is now {now_said} (before: {before})")
    told = [(name, then.money[name], value) for name, value in now.money.items() if name in then.money]
    return said + [f"{name} is now {value} (before: {was})" for name, was, value in told if was != value]


def _is_approved(old: str | None, new: str | None, amounts: set[str]) -> bool:
    """Whether a line only has an amount that was approved since, all else as it was."""
    amount, _, rest = (new or "").partition(", ")
    return amount in amounts and (old is None or old.partition(", ")[2] == rest)


def line_key(channel: str, first_day: date, last_day: date) -> str:
    """How a line of the plan is named in terms."""
    return f"{channel}|{first_day}|{last_day}"


def _key(line: Mapping[object, object]) -> tuple[object, ...]:
    return line["channel"], line["period_start"], line["period_end"]


def _line(line: Mapping[object, object]) -> str:
    """Amounts of a plan line as the user wrote them; without rates, so that they do not change by themselves."""
    written = line.get("amount_original")
    amount = line["amount"] if written is None or pd.isna(written) else written  # type: ignore[call-overload]
    bounds = [(name, line.get(column)) for name, column in (("min", "low_amount"), ("max", "high_amount"))]
    said = [amount_words(amount, line.get("currency"))]
    said += [f"{name} {_money(value)}" for name, value in bounds if value is not None and not pd.isna(value)]  # type: ignore[call-overload]
    locked = line.get("locked")
    return ", ".join([*said, *(["locked"] if locked is not None and not pd.isna(locked) and bool(locked) else [])])  # type: ignore[call-overload]


def amount_words(amount: object, currency: object) -> str:
    """ "1260.00 EUR"."""
    return f"{_money(amount)} {currency}" if isinstance(currency, str) else _money(amount)


def _money(value: object) -> str:
    return f"{Decimal(str(value)):.2f}"


def _limits(state: ChannelState) -> dict[str, str]:
    found = {words: _money(getattr(state, name)) for name, words in LIMITS.items() if getattr(state, name) is not None}
    return found | ({"frozen": "yes"} if state.frozen else {})


def _line_words(key: str, labels: Mapping[str, str]) -> str:
    channel, start, end, *kind = key.split("|", 3)
    days = " to ".join(short_day(date.fromisoformat(day)) for day in (start, end))
    return f"the {' '.join(['plan', *kind])} of {labels.get(channel, channel)} for {days}"
