"""Expenses laid out: one bar of classes, the lines that are not justified, those who are paid.

Belongs here: cells and words of this section. Not here: facts (`report/sections/expenses`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from smm_assets.language import gettext, mark
from smm_assets.report.page.plots import TALL, WIDE, plot
from smm_assets.report.page.svg import rect
from smm_assets.report.sections.expenses import CLASSES, ExpenseLine, Expenses, Provider
from smm_assets.report.words import UNKNOWN, Words, grouped, noun, share, span

NAMES = {
    "proven": mark("proven"),
    "on_test": mark("on test"),
    "maintenance": mark("upkeep"),
    "unproven": mark("unproven"),
    "wasted": mark("wasted"),
}
MEANINGS = {
    "proven": mark("results came below their target cost, luck allowed for"),
    "on_test": mark("spent on a test that tests.csv declares"),
    "maintenance": mark("content and upkeep within the plan"),
    "unproven": mark("too little to tell, or no target cost to hold it against"),
    "wasted": mark("three targets spent without a result, or shown to people outside the target audience"),
}
WHO = {
    "in_house": mark("in house"),
    "freelancer": mark("freelancer"),
    "agency": mark("agency"),
    "self": mark("yourself"),
}
SHOWN = 6


@dataclass(frozen=True, kw_only=True)
class ClassCell:
    """One class of expenses. kind: of its colour."""

    kind: str
    name: str
    meaning: str
    amount: str
    share: str


@dataclass(frozen=True, kw_only=True)
class LineCell:
    """One line that is not justified. evidence: as the table tells it."""

    name: str
    label: str
    kind: str
    amount: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class ProviderRow:
    """Somebody who is paid, as cells."""

    name: str
    who: str
    cost: str
    posts: str
    per_post: str
    per_result: str


@dataclass(frozen=True, kw_only=True)
class ExpensesView:
    """The whole section. lines: those shown at once; more: those folded away."""

    total: str
    days: str
    classes: tuple[ClassCell, ...]
    chart: Markup
    lines: tuple[LineCell, ...]
    more: tuple[LineCell, ...]
    providers: tuple[ProviderRow, ...]


def expenses_view(one: Expenses, words: Words) -> ExpensesView:
    """Expenses of the window."""
    classes = tuple(_class(kind, one, words) for kind in CLASSES if kind in one.amounts)
    lines = tuple(_line(line, words) for line in one.unjustified)
    return ExpensesView(
        total=words.money(one.total, exact=False),
        days=span(one.first, one.last) if one.first and one.last else "",
        classes=classes,
        chart=_bar(one, classes),
        lines=lines[:SHOWN],
        more=lines[SHOWN:],
        providers=tuple(_provider(provider, words) for provider in one.providers),
    )


def _class(kind: str, one: Expenses, words: Words) -> ClassCell:
    amount = one.amounts[kind]
    part = float(amount / one.total)
    return ClassCell(
        kind=kind,
        name=gettext(NAMES[kind]),
        meaning=gettext(MEANINGS[kind]),
        amount=words.money(amount, exact=False),
        share=share(part, 0 if part >= 0.01 else 1),
    )


def _bar(one: Expenses, classes: Sequence[ClassCell]) -> Markup:
    shapes, x = [], 0.0
    for cell in classes:
        wide = float(one.amounts[cell.kind] / one.total) * WIDE
        shapes.append(rect(f"class-{cell.kind}", x, 0, max(wide - 2, 1.0), TALL))
        x += wide
    says = ", ".join(f"{cell.name} {cell.amount} ({cell.share})" for cell in classes)
    return plot("classes", shapes, gettext("Expenses by class: {classes}", classes=says))


def _line(line: ExpenseLine, words: Words) -> LineCell:
    return LineCell(
        name=line.name,
        label=line.label or line.vendor,
        kind=line.expense_class,
        amount=words.money(line.amount, exact=False),
        evidence=line.evidence,
    )


def _provider(one: Provider, words: Words) -> ProviderRow:
    posts = UNKNOWN if one.posts is None else grouped(one.posts)
    if one.posts is not None and one.posts_planned is not None:
        posts = gettext("{posts} of {planned} planned", posts=posts, planned=grouped(one.posts_planned))
    who = gettext(WHO[one.who]) if one.who in WHO else one.who
    each = UNKNOWN
    if one.cost_per_result is not None:
        each = gettext(
            "{cost} each ({results})", cost=words.money(one.cost_per_result), results=noun(one.metric, many=True)
        )
    return ProviderRow(
        name=one.vendor or who,
        who=who if one.vendor else "",
        cost=words.money(one.cost, exact=False),
        posts=posts,
        per_post=words.money(one.cost_per_post, exact=False),
        per_result=each,
    )
