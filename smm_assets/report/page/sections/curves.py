"""What more or less money would bring, laid out: one curve per channel with today, the advice and what was never tried.

Belongs here: the picture of a curve with its axes, and its words. Not here: facts (`report/advice`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from smm_assets.language import gettext
from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.page.plots import TALL, WIDE, Tick, even_steps, height, nice_top, plot
from smm_assets.report.page.svg import line, polygon, polyline, rect, spot
from smm_assets.report.total_facts import CurvePoint, result_at
from smm_assets.report.verdict import agreed, brings, next_money
from smm_assets.report.words import AMOUNTS, UNKNOWN, Words, grouped, noun, quantity, status


@dataclass(frozen=True, kw_only=True)
class CurveView:
    """One channel's curve. kind: up, down or same; cost: what one more result costs there, "" when not told."""

    label: str
    now: str
    then: str
    kind: str
    expects: str
    likely: str
    brings: str
    cost: str
    beyond: str
    chart: Markup


@dataclass(frozen=True, kw_only=True)
class CurvesView:
    """The curves of one recommendation."""

    objective: str
    results_name: str
    next_money: str
    curves: tuple[CurveView, ...]


def curves_view(advice: Advice, words: Words) -> CurvesView:
    """Curves of all channels that have one, in the order of the advice."""
    return CurvesView(
        objective=status(advice.objective),
        results_name=noun(advice.metric, many=True),
        next_money=grouped(next_money(advice)),
        curves=tuple(_curve(line, advice, words) for line in advice.lines if advice.curves.get(line.channel)),
    )


def _curve(channel: AdviceLine, advice: Advice, words: Words) -> CurveView:
    points, metric = advice.curves[channel.channel], advice.metric
    now, then = float(channel.current), float(agreed(channel, advice))
    kind = "up" if then > now else "down" if then < now else "same"
    at = _between(points, then)
    cost = words.money(1 / channel.marginal) if channel.marginal and metric not in AMOUNTS else ""
    return CurveView(
        label=channel.label,
        now=words.money(now),
        then=words.money(then),
        kind=kind,
        expects=words.results(metric, at.result),
        likely=f"{_count(at.low, metric, words)}–{_count(at.high, metric, words)}",
        brings=bring if (bring := brings(channel, advice, words)) != UNKNOWN else "",
        cost=cost,
        beyond=_beyond(points, words),
        chart=_chart(points, channel.label, metric, words, now=now, then=then, kind=kind),
    )


def _count(value: float, metric: str, words: Words) -> str:
    return words.amount(value) if metric in AMOUNTS else quantity(value)


def _between(points: Sequence[CurvePoint], spend: float) -> CurvePoint:
    """The curve at a spend, on straight lines between its points."""

    def at(name: str) -> float:
        of = [
            CurvePoint(spend=p.spend, result=getattr(p, name), low=p.low, high=p.high, observed=p.observed)
            for p in points
        ]
        return result_at(of, spend)

    return CurvePoint(spend=spend, result=at("result"), low=at("low"), high=at("high"), observed=True)


def _beyond(points: Sequence[CurvePoint], words: Words) -> str:
    """Up to where the channel has been seen, in words."""
    seen = [point.spend for point in points if point.observed]
    if not seen:
        return gettext("Nothing near these amounts was ever spent: the whole curve is a guess.")
    if seen[-1] == points[-1].spend:
        return ""
    return gettext(
        "More than {amount} a day was never spent: beyond, the curve is a guess.", amount=words.money(seen[-1])
    )


def _chart(
    points: Sequence[CurvePoint], label: str, metric: str, words: Words, *, now: float, then: float, kind: str
) -> Markup:
    right = max(points[-1].spend, now, then) or 1.0
    top = nice_top(max(point.high for point in points))

    def place(spend: float, result: float) -> tuple[float, float]:
        return spend / right * WIDE, height(result, top)

    band = [place(p.spend, p.high) for p in points] + [place(p.spend, p.low) for p in reversed(points)]
    shapes = [
        rect("unseen", left / right * WIDE, 0, (end - left) / right * WIDE, TALL) for left, end in _unseen(points)
    ]
    shapes += [polygon("band", band), line("ground", 0, TALL, WIDE, TALL)]
    shapes.append(polyline("curve far", [place(p.spend, p.result) for p in points]))
    shapes.append(polyline("curve", [place(p.spend, p.result) for p in points if p.observed]))
    today, target = place(now, result_at(points, now)), place(then, result_at(points, then))
    shapes += [line("drop", target[0], target[1], target[0], TALL), spot("ring", *today), spot("hole", *today)]
    shapes.append(spot(kind, *target))
    says = _says(points, label, metric, words, now=now, then=then)
    return plot("curved", shapes, says, y=_results(top, metric, words), x=_money(right, words))


def _says(points: Sequence[CurvePoint], label: str, metric: str, words: Words, *, now: float, then: float) -> str:
    at = _between(points, then)
    return gettext(
        "{channel}: {results} a day expected at {then} a day, likely {low} to {high}; today {now} a day bring {before}",
        channel=label,
        results=words.results(metric, at.result),
        then=words.money(then),
        low=_count(at.low, metric, words),
        high=_count(at.high, metric, words),
        now=words.money(now),
        before=words.results(metric, result_at(points, now)),
    )


def _unseen(points: Sequence[CurvePoint]) -> list[tuple[float, float]]:
    """Spans of spend that were never seen: between two points of which one was not."""
    spans: list[tuple[float, float]] = []
    for one, other in pairwise(points):
        if one.observed and other.observed:
            continue
        if spans and spans[-1][1] == one.spend:
            spans[-1] = (spans[-1][0], other.spend)
        else:
            spans.append((one.spend, other.spend))
    return spans


def _money(right: float, words: Words) -> list[Tick]:
    amounts = even_steps(right, 5)
    exact = right < 3
    return [Tick(at=amount / right, text=words.money(amount, exact=exact)) for amount in amounts]


def _results(top: float, metric: str, words: Words) -> list[Tick]:
    amounts = even_steps(top, 3)[1:]
    return [Tick(at=amount / top, text=_count(amount, metric, words)) for amount in amounts]
