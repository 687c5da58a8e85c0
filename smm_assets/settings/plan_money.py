"""Which money of the plan may move between channels, as smm.yaml names it: a category, or a category and an item.

Belongs here: the names, their checks, which lines they mean. Not here: the money of lines (`decisions/movable`).
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, get_args

from pydantic import AfterValidator

from smm_assets.settings.kinds import Category

PROMOTION = "promotion"
CATEGORIES: tuple[str, ...] = get_args(Category)


def _kind(value: str) -> str:
    category, slash, item = (part.strip() for part in value.partition("/"))
    if category not in CATEGORIES:
        known = f"{', '.join(CATEGORIES)}, or one with an item of the plan, such as promotion/contest"
        raise ValueError(f"'{value}' is no kind of plan money; Known: {known}")
    if slash and not item:
        raise ValueError(f"'{value}' names no item; Write one, such as {category}/contest, or leave the / out")
    if category == PROMOTION and item.casefold() == "ads":
        raise ValueError(f"'{value}' is what promotion means; Write promotion")
    return f"{category}/{item}" if item else category


PlanMoney = Annotated[str, AfterValidator(_kind)]


def with_promotion(value: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds, promotion among them, each once."""
    if PROMOTION not in value:
        raise ValueError("promotion is missing, which is what ads are paid from; Add it, or freeze channels instead")
    for kind in value:
        if sum(kind.casefold() == other.casefold() for other in value) > 1:
            raise ValueError(f"'{kind}' is named twice; Keep one")
        if "/" in kind and kind.partition("/")[0] != PROMOTION and kind.partition("/")[0] in value:
            raise ValueError(f"'{kind}' is part of {kind.partition('/')[0]}; Keep one of them")
    return value


def unused(kinds: Sequence[str], plan: Sequence[Mapping[Any, Any]]) -> list[str]:
    """Kinds no line of a channel in the plan is of, so that nothing of them can move."""
    return [
        kind for kind in kinds if kind != PROMOTION and not any(line["channel"] and is_of(kind, line) for line in plan)
    ]


def is_of(kind: str, line: Mapping[Any, Any]) -> bool:
    """Whether a line is of the kind: all lines of a category, or those of its item. Money for ads is no other kind."""
    category, _, item = kind.partition("/")
    own = str(line["item"] or "").casefold()
    if category != line["category"] or (category == PROMOTION and own in ("", "ads")):
        return False
    return not item or own == item.casefold()
