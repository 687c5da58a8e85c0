"""What `smm explain recommendation` prints: each channel's reason, a line for each kind of thing it says.

Belongs here: laying out one stored recommendation. Not here: reading it (`smm_assets/explain`), writing reasons
(`smm_assets/allocation/explain`) or other explanations (`explained`).
"""

import textwrap
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from pipelines.cli.terminal import page_width
from smm_assets.report.reasons import CHANGE, parts_of
from smm_assets.report.words import full_day, span, status

if TYPE_CHECKING:
    from smm_assets.explain.advice import StoredAdvice

ACTIONS = {"increase": "more", "decrease": "less", "keep": "the same", "hold": "don't touch", "test": "test"}
WORDS = {
    "seen": ("seen", ""),
    "left_out": ("left out", "Days left out: "),
    "counted_in": ("counted in", "Taken into account: "),
    "next": ("next", ""),
    "stopped": ("stopped by", "What stopped a larger move: "),
    "change": ("changes with", CHANGE),
}  # of a part of a reason: what it is told under, and what need not be said again
_ROOM = max(len(word) for word, _ in WORDS.values()) + 2


def recommendation_page(advice: "StoredAdvice", label: Callable[[str], str]) -> Iterator[str]:
    """A recommendation, line by line. label: the name people read of a channel."""
    head = advice.header
    days = span(head["period_start"], head["period_end"])
    yield f"{days} · {head['total_per_day']:,.2f} a day · {status(str(head['status']))} · {head['recommendation_id']}"
    yield from textwrap.wrap(str(head["summary"]), page_width())
    for line in advice.lines:
        yield ""
        yield from _channel(line, label(str(line["channel"])))
    if head["stop_if"] or head["review_on"]:
        yield ""
    if head["stop_if"]:
        yield from _told("stop if", str(head["stop_if"]).removeprefix("Go back if, "), room=_ROOM, indent="")
    if head["review_on"]:
        yield from _told("review", full_day(head["review_on"]), room=_ROOM, indent="")


def _channel(line: dict[str, Any], label: str) -> Iterator[str]:
    now, then, approved = line["current_spend"], line["recommended_spend"], line.get("approved_spend")
    said = [f"{now:,.2f} a day" if now == then else f"{now:,.2f} → {then:,.2f} a day"]
    if approved is not None and approved == approved:
        said.append(f"approved {approved:,.2f}")
    if line["trust"] == "direction_only":
        said.append("a direction, the amount is rough")
    yield f"{label}: {ACTIONS.get(line['action'], line['action'])}, {', '.join(said)}"
    for number, (kind, text) in enumerate(parts_of(str(line["reason"]))):
        head, begins = WORDS.get(kind, ("note" if number else "why", ""))
        yield from _told(head, text.removeprefix(begins) + (_price(line) if kind == "stopped" else ""))


def _price(line: dict[str, Any]) -> str:
    price = line["shadow_price"]
    if not isinstance(price, float) or price != price:
        return ""
    return f" One unit of money past that limit would bring {price:.3g} more."


def _told(head: str, text: str, room: int = _ROOM, indent: str = "  ") -> list[str]:
    first = f"{indent}{head:<{room}}"
    return textwrap.wrap(
        text, page_width(), initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False
    )
