"""A recommendation laid out for the HTML report: rows, totals and steps as text, charts as SVG with their words.

Belongs here: which cell of the advice holds what. Not here: other parts of the page (`views`), what is said
(`verdict`), shapes (`charts`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from smm_assets.language import gettext
from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.facts import Need
from smm_assets.report.other_totals import TotalsView, totals_view
from smm_assets.report.page import charts
from smm_assets.report.reasons import Reason, reason_of
from smm_assets.report.verdict import (
    agreed,
    agreed_amount,
    agreed_per_day,
    agreed_total,
    brings,
    gain,
    next_money,
    steps_to_come,
    verdict,
    why_now,
)
from smm_assets.report.words import Words, change, grouped, listed, quantity, share, short_day, span, status

FROZEN = "You froze this channel."


SAID_AT_ONCE = ("Made anew because ", "Weekly review.")  # what a stored summary begins with where it says why now


@dataclass(frozen=True, kw_only=True)
class ChannelMove:
    """One row of the advice."""

    label: str
    now: str
    then: str
    change: str
    whole: str
    brings: str
    verdict: str
    reason: Reason
    unlocks: str
    trust: str
    kind: str
    chart: Markup


@dataclass(frozen=True, kw_only=True)
class AdviceView:
    """One recommendation. approve: the command that approves it, "" when there is nothing left to approve;
    changes: what would change our mind, with the channels it is said of.
    """

    name: str
    title: str
    summary: str
    gain: str
    probability: str
    chart: Markup | None
    next_money: str
    moves: tuple[ChannelMove, ...]
    held: tuple[ChannelMove, ...]
    total_now: str
    total: str
    whole_total: str
    kept: str
    kept_total: str
    stop_if: str
    warnings: str
    review: str
    status: str
    now: str
    steps: tuple[str, ...]
    other_totals: TotalsView | None
    approve: str
    changes: tuple[tuple[str, str], ...]


def advice_view(advice: Advice, words: Words, *, several: bool = False, needs: Sequence[Need] = ()) -> AdviceView:
    """A recommendation in words and charts. several: whether it has to name its objective; needs: what unlocks what."""
    top = max((float(max(line.current, line.recommended)) for line in advice.lines), default=1.0) * 1.05
    moves = tuple(_move(line, advice, words, top, needs) for line in advice.lines)
    dates = span(advice.period_start, advice.period_end)
    money = gettext("{money} a day", money=words.money(agreed_per_day(advice)))
    objective = [gettext("For {objective}", objective=status(advice.objective))] if several else []
    return AdviceView(
        name=advice.recommendation_id,
        title=" · ".join((*objective, dates, money)),
        summary=advice.summary,
        gain=gain(advice, words),
        probability=_likelihood(advice.probability_better) if advice.probability_better and not advice.keep else "",
        chart=_gain_chart(advice, words),
        next_money=grouped(next_money(advice)),
        moves=moves,
        held=tuple(move for move in moves if move.kind == "hold"),
        total_now=words.money(advice.current_total),
        total=words.money(agreed_per_day(advice)),
        kept=words.money(advice.kept) if advice.kept else "",
        kept_total=words.money(advice.kept_total),
        whole_total=words.money(agreed_total(advice)),
        stop_if=advice.stop_if,
        warnings=advice.warnings,
        review=short_day(advice.review_on) if advice.review_on else "",
        status=status(advice.status),
        now=_now(advice),
        steps=tuple(steps_to_come(advice, words)),
        other_totals=totals_view(advice, words),
        approve=f"smm approve {advice.recommendation_id}" if advice.status == "proposed" and not advice.keep else "",
        changes=_changes(moves),
    )


def _likelihood(share_of_cases: float) -> str:
    """How often the advice is better: never told as certain, for it is not."""
    return f">{share(0.99)}" if share_of_cases >= 0.995 else share(share_of_cases)


def _now(advice: Advice) -> str:
    """Why the advice is new or since when it stands, unless its summary begins with just that."""
    is_told = advice.summary.startswith(SAID_AT_ONCE) and not advice.is_standing
    return "" if is_told else why_now(advice)


def _changes(moves: Sequence[ChannelMove]) -> tuple[tuple[str, str], ...]:
    """What would change our mind and of which channels that may move, each told once, in the order of the channels."""
    found: dict[str, list[str]] = {}
    for move in moves:
        if move.reason.change and move.kind != "hold":
            found.setdefault(move.reason.change, []).append(move.label)
    return tuple((listed(labels), change) for change, labels in found.items())


def _move(line: AdviceLine, advice: Advice, words: Words, top: float, needs: Sequence[Need]) -> ChannelMove:
    amount = agreed(line, advice)
    now, then = words.money(line.current), words.money(amount)
    kind = "hold" if line.action == "hold" else "same"
    if kind == "same" and amount != line.current:
        kind = "up" if amount > line.current else "down"
    says = gettext("{channel}: from {now} to {then} a day", channel=line.label, now=now, then=then)
    return ChannelMove(
        label=line.label,
        now=now,
        then=then,
        change=change(line.change_pct) if line.recommended == amount != line.current else "",
        whole=words.money(agreed_amount(line, advice)),
        brings=brings(line, advice, words),
        verdict=verdict(line, advice),
        reason=_reason(line),
        unlocks=_unlocks(line, needs),
        trust=status(line.trust),
        kind=kind,
        chart=charts.shift(now=float(line.current), then=float(amount), top=top, says=says),
    )


def _reason(line: AdviceLine) -> Reason:
    found = reason_of(line.reason)
    return replace(found, short=FROZEN) if line.constraint == "frozen" else found


def _unlocks(line: AdviceLine, needs: Sequence[Need]) -> str:
    """What has to be done so that a held channel can be advised on: the cure of the need that names it."""
    if line.action != "hold" or line.constraint == "frozen":
        return ""
    for one in needs:
        if line.channel in one.channels:
            return f"{one.what}. {one.cure}" if one.where == line.label else f"{one.where}: {one.cure}"
    return ""


def _gain_chart(advice: Advice, words: Words) -> Markup | None:
    if advice.keep or advice.uplift is None or advice.uplift_low is None or advice.uplift_high is None:
        return None
    low, middle, high = advice.uplift_low, advice.uplift, advice.uplift_high
    labels = _gain_labels(advice, words) or (change(low), change(middle), change(high))
    says = gettext(
        "Expected gain {middle}, likely between {low} and {high}", middle=labels[1], low=labels[0], high=labels[2]
    )
    return charts.interval(low=low, middle=middle, high=high, says=says, labels=labels)


def _gain_labels(advice: Advice, words: Words) -> tuple[str, str, str] | None:
    """Results more than with today's split, at the low end, expected and at the high end."""
    if not advice.results_then or advice.uplift is None:
        return None
    mix = advice.results_then / (1 + advice.uplift)
    low, high = (_signed(mix * (edge or 0.0)) for edge in (advice.uplift_low, advice.uplift_high))
    middle = words.results(advice.metric, mix * advice.uplift)
    return low, middle if middle.startswith("−") else f"+{middle}", high


def _signed(count: float) -> str:
    shown = quantity(count)
    return f"+{shown}" if count > 0 and shown != "0" else shown
