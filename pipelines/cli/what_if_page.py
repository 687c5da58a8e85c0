"""What-ifs in words on the terminal: other totals, a target cost reached, the user's own amounts.

Belongs here: lines. Not here: figures (`smm_assets/decisions`).
"""

import textwrap
from typing import TYPE_CHECKING

from pipelines.cli.layout import block
from pipelines.cli.terminal import WIDTH, aligned
from smm_assets.report.advice_facts import Advice
from smm_assets.report.other_totals import totals_view
from smm_assets.report.words import AMOUNTS, Words, grouped, listed, noun, quantity

if TYPE_CHECKING:
    from smm_assets.decisions.own_spends import OwnSpends
    from smm_assets.decisions.target import Reached


def step_lines(advice: Advice, words: Words) -> list[str]:
    """A row per total: what it would bring a day, and who takes the difference."""
    view = totals_view(advice, words)
    if view is None:
        return []
    lines = ["OTHER TOTALS", *(f"  {line}" for line in aligned(view.heads, view.rows, right=range(1, 6)))]
    lines += ["  * more than was ever spent there: a guess"] if view.has_guesses else []
    return [
        *lines,
        *(line for note in view.notes for line in textwrap.wrap(f"  {note}", WIDTH, subsequent_indent="    ")),
    ]


def reached_lines(reached: "Reached | None", advice: Advice, words: Words) -> list[str]:
    """How a target cost was met, and how surely."""
    if reached is None:
        return []
    what = f"{'the next' if reached.target.marginal else 'one'} {noun(advice.metric)}"
    if advice.metric in AMOUNTS:
        what = f"{'the next ' if reached.target.marginal else ''}{words.money(1)} of {noun(advice.metric)}"
    head = f"{words.money(reached.total)} a day is the largest total looked at where {what} costs "
    head += f"{words.money(reached.target.cost)} or less ({words.money(reached.cost)})."
    if reached.exact:
        how = f"Exact to a cent: one more a day costs too much. Looked at from {words.money(reached.lowest)} to "
        how += f"{words.money(reached.highest)} a day, every {words.money(reached.step)}."
    else:
        how = "Not exact: what was looked at ends there, as nothing like more was seen or your limits end there."
    return block("TARGET", textwrap.wrap(f"{head} {how}", WIDTH))


def own_lines(own: "OwnSpends | None", advice: Advice, words: Words) -> list[str]:
    """What the user's own amounts would bring beside the advice for the same money."""
    if own is None:
        return []
    labels = {line.channel: line.label for line in advice.lines}
    spends = ", ".join(
        f"{labels.get(name, name)} {words.amount(spend, exact=True)}" for name, spend in own.spends.items()
    )
    found, best = own.brings, own.advised
    brought = words.results(advice.metric, found.expected)
    is_money = advice.metric in AMOUNTS
    low, high = (words.money(end) if is_money else quantity(end) for end in (found.low, found.high))
    lines = [f"{spends}: about {brought} a day, likely {low} to {high}"]
    if found.cost is not None:
        lines[0] += f", {words.money(found.cost)} {f'for each {words.money(1)} of it' if is_money else 'each'}"
    lines.append(_beside(own, advice.metric, words, best.expected))
    if own.outside:
        lines.append(f"Outside the limits: {'; '.join(own.outside)}")
    if own.beyond:
        lines.append(f"More than was ever spent in {listed(own.beyond)}: a guess")
    if own.unpriced:
        lines.append(f"Left out, because nothing can be expected of it yet: {listed(own.unpriced)}")
    return block("YOURS", [part for line in lines for part in textwrap.wrap(line + ".", WIDTH - 2)])


def _beside(own: "OwnSpends", metric: str, words: Words, best: float) -> str:
    advised = f"The advice for the same total brings about {words.results(metric, best)} a day"
    if best <= 0 or abs(own.behind) < 0.001 * best:
        return f"{advised}: no difference"
    share = f"{grouped(100 * abs(own.behind) / best, 1)} %"
    more = f"{words.results(metric, abs(own.behind))} a day ({share})"
    if own.behind > 0:
        return f"{advised}: yours bring {more} {'less' if metric in AMOUNTS else 'fewer'}"
    return f"{advised}, the surer figure; yours are expected to bring {more} more"
