"""A recommendation laid out for the HTML report: rows, totals and steps as text, charts as SVG with their words.

Belongs here: which cell of the advice holds what. Not here: other parts of the page (`views`), what is said
(`verdict`), shapes (`charts`).
"""

from dataclasses import dataclass

from markupsafe import Markup

from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.other_totals import TotalsView, totals_view
from smm_assets.report.page import charts
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
from smm_assets.report.words import Words, change, grouped, share, short_day, span, status


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
    reason: str
    trust: str
    kind: str
    chart: Markup


@dataclass(frozen=True, kw_only=True)
class AdviceView:
    """One recommendation."""

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


def advice_view(advice: Advice, words: Words, *, several: bool = False) -> AdviceView:
    """A recommendation in words and charts. several: whether it has to name its objective."""
    top = max((float(max(line.current, line.recommended)) for line in advice.lines), default=1.0) * 1.05
    moves = tuple(_move(line, advice, words, top) for line in advice.lines)
    dates = span(advice.period_start, advice.period_end)
    return AdviceView(
        title=f"{f'For {advice.objective} · ' if several else ''}{dates} · {words.money(agreed_per_day(advice))} a day",
        summary=advice.summary,
        gain=gain(advice, words),
        probability=share(advice.probability_better) if advice.probability_better and not advice.keep else "",
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
        now=why_now(advice),
        steps=tuple(steps_to_come(advice, words)),
        other_totals=totals_view(advice, words),
    )


def _move(line: AdviceLine, advice: Advice, words: Words, top: float) -> ChannelMove:
    amount = agreed(line, advice)
    now, then = words.money(line.current), words.money(amount)
    kind = "hold" if line.action == "hold" else "same"
    if kind == "same" and amount != line.current:
        kind = "up" if amount > line.current else "down"
    says = f"{line.label}: from {now} to {then} a day"
    return ChannelMove(
        label=line.label,
        now=now,
        then=then,
        change=change(line.change_pct) if line.recommended == amount != line.current else "",
        whole=words.money(agreed_amount(line, advice)),
        brings=brings(line, advice, words),
        verdict=verdict(line, advice),
        reason="Frozen by you." if line.constraint == "frozen" else line.reason,
        trust=status(line.trust),
        kind=kind,
        chart=charts.shift(now=float(line.current), then=float(amount), top=top, says=says),
    )


def _gain_chart(advice: Advice, words: Words) -> Markup | None:
    if advice.keep or advice.uplift is None or advice.uplift_low is None or advice.uplift_high is None:
        return None
    low, middle, high = advice.uplift_low, advice.uplift, advice.uplift_high
    says = f"Expected gain {change(middle)}, likely between {change(low)} and {change(high)}"
    return charts.interval(low=low, middle=middle, high=high, says=says)
