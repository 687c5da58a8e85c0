"""What `smm test` and `smm test plan` print.

Belongs here: lines and JSON from judged tests and plans. Not here: any figure (`smm_assets/effectiveness/referee`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pipelines.cli.layout import indented
from pipelines.cli.terminal import aligned
from smm_assets.effectiveness.referee.words import rough
from smm_assets.report.tables import certain_day
from smm_assets.report.words import SOURCES, UNKNOWN, Words, listed, noun, plural, quantity, share, short_day

if TYPE_CHECKING:
    from smm_assets.effectiveness.referee import Outlook
    from smm_assets.effectiveness.referee.usual import Usual

VERDICTS = {"pick": "pick", "drop": "drop", "cannot_tell_yet": "cannot tell yet"}
OFTEN = ("link_clicks", "sessions", "impressions", "video_views", "engagements")


def test_lines(rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str], currency: str) -> list[str]:
    """Every test with its channels, what came of their money, the verdict and why."""
    if not rows:
        return ["No test in tests.csv. What one can tell: smm test plan --channels A,B --budget 15"]
    lines: list[str] = []
    for _, group in groupby(rows, key=lambda row: row["test_id"]):
        lines += _test(list(group), labels, Words(currency))
    return lines


def _test(rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str], words: Words) -> list[str]:
    first = rows[0]
    metric, many = str(first["result_metric"]), noun(str(first["result_metric"]), many=True)
    days = " to ".join(short_day(certain_day(first[name])) for name in ("date_from", "date_to"))
    source = f"{many}, {SOURCES[first['result_source']]} (grade {first['comparability']})"
    head = ["", "spent", many, f"{many} per {words.money(100, exact=False)}", "likely", "best", "verdict"]
    table = aligned(head, [_row(row, labels, words, metric) for row in rows], right=(1, 2, 3, 4, 5))
    why = [f"{labels.get(row['channel'], row['channel'])}: {row['reason'] or UNKNOWN}" for row in rows]
    return [
        f"{first['test_id']} · {days} · {source}",
        *(f"  {line}" for line in table),
        *(line for text in why for line in indented(f"  {text}")),
    ]


def _row(row: Mapping[str, Any], labels: Mapping[str, str], words: Words, metric: str) -> list[str]:
    label = labels.get(row["channel"], row["channel"])
    low, high = (_per_hundred(row[name]) for name in ("rate_low", "rate_high"))
    return [
        str(label),
        words.amount(row["spend"], exact=True),
        UNKNOWN if row["results"] is None else quantity(float(row["results"])),
        _per_hundred(row["rate"]),
        UNKNOWN if low == UNKNOWN else f"{low}–{high}",
        share(row["probability_best"]),
        VERDICTS[row["verdict"]],
    ]


def _per_hundred(rate: float | None) -> str:
    return UNKNOWN if rate is None else quantity(100 * rate)


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The terms of a planned test. source: who counts: platform, analytics or crm."""

    budget: Decimal
    days: int
    currency: str
    metric: str
    source: str


def plan_lines(test: Planned, usual: Sequence["Usual"], outlook: "Outlook") -> list[str]:
    """One screen: what the money buys, what it can tell, what more would take."""
    words, metric, many = Words(test.currency), test.metric, noun(test.metric, many=True)
    terms = f"{words.money(test.budget)} in all, split evenly over {plural(test.days, 'day')}"
    head = ["", f"cost per {noun(metric)}", f"{many} to expect", "from"]
    rows = [_channel(one, results, words, metric) for one, results in zip(usual, outlook.results, strict=True)]
    return [
        f"Test of {listed([one.label for one in usual])}: {terms} · {many}, {SOURCES[test.source]}",
        *(f"  {line}" for line in aligned(head, rows, right=(1, 2))),
        "What it can tell",
        *(line for text in _can_tell(usual, outlook) for line in indented(f"  {text}")),
        "What an 80 % likely verdict would take, all channels together, in days of this size",
        *(f"  one channel {_times(ratio)} as good: {_sum(money, words)}" for ratio, money in outlook.needed.items()),
        *(line for text in _hints(test, usual) for line in indented(text)),
    ]


def _channel(one: "Usual", results: float, words: Words, metric: str) -> list[str]:
    history = {
        "own": f"its last 90 days: {words.results(metric, one.results)} for {words.money(one.spend, exact=False)}",
        "told": "--cost: it has no history of its own",
        "others": "all channels of the shop: it has no history of its own",
    }
    return [one.label, words.amount(Decimal(str(1 / one.rate)), exact=True), quantity(results), history[one.basis]]


def _can_tell(usual: Sequence["Usual"], outlook: "Outlook") -> list[str]:
    others = "the other" if len(usual) == 2 else "each of the others"
    least = outlook.detectable
    smallest = (
        f"It is likely (80 %) to find a channel {quantity(least)} times as good as {others}; less may go unseen."
        if least is not None
        else "Practically nothing: not even a channel fifty times as good would likely be found."
    )
    chances = [f"{_times(ratio)} as good: {_chance(value)}" for ratio, value in outlook.chances.items()]
    usually = f"if they do as usual: {_chance(outlook.as_usual)}"
    return [smallest, f"Chance of a verdict if one is {'; '.join(chances)}; {usually}."]


def _hints(test: Planned, usual: Sequence["Usual"]) -> list[str]:
    named = ",".join(one.channel for one in usual)
    hints = []
    if test.metric not in OFTEN:
        hints.append(
            "What comes more often tells more for the same money, though it says less about sales: "
            f"smm test plan --channels {named} --budget AMOUNT --result link_clicks"
        )
    if test.source == "platform":
        hints.append(
            "Networks count in their own ways: where windows or actions differ, there is no verdict (grade C, D)."
        )
    return hints


def _times(ratio: float) -> str:
    return {2.0: "twice", 1.5: "one and a half times"}[ratio]


def _chance(value: float) -> str:
    return "under 1 %" if value < 0.01 else "over 99 %" if value > 0.99 else share(value)


def _sum(money: float, words: Words) -> str:
    return f"about {words.money(rough(money), exact=money < 10)}"


def as_json(test: Planned, usual: Sequence["Usual"], outlook: "Outlook") -> dict[str, Any]:
    """The plan for other programs: chances and sums by how many times as good the best channel is."""
    return {
        "budget": test.budget,
        "days": test.days,
        "currency": test.currency,
        "result_metric": test.metric,
        "result_source": test.source,
        "channels": [
            {
                "channel": one.channel,
                "cost_per_result": 1 / one.rate,
                "basis": one.basis,
                "results_expected": results,
            }
            for one, results in zip(usual, outlook.results, strict=True)
        ],
        "smallest_difference": outlook.detectable,
        "chance_of_a_verdict": {"as_usual": outlook.as_usual, **_by_ratio(outlook.chances)},
        "budget_needed": _by_ratio(outlook.needed),
    }


def _by_ratio(values: Mapping[float, Any]) -> dict[str, Any]:
    return {f"{ratio:g}": value for ratio, value in values.items()}
