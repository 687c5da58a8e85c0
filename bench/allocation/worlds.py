"""Small simulated worlds with known truth, to judge recommendations by what they would really bring.

Belongs here: the finished world and the order of its making. Not here: its parts (draft, twists, damage), the method
and the scores.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bench.allocation.damage import AFTER, Cells
from bench.allocation.draft import Draft, counts, draft_world, expected, spend_as_planned
from bench.allocation.families import FAMILIES, Recipe
from bench.allocation.shapes import Curve
from bench.allocation.twists import BEFORE, START
from smm_assets.allocation import Limits
from smm_assets.allocation.limits import read_bounds
from smm_assets.allocation.mix import scaled_mix


@dataclass(frozen=True, kw_only=True)
class World:
    """history: date, channel, spend, result (and completeness); limits as a user writes them; curves: true results.

    base: today's mix scaled to the total, in cents; low, high: cents. sound: the result counts what is wanted.
    """

    family: str
    history: pd.DataFrame
    context: pd.DataFrame | None
    events: pd.DataFrame | None
    names: tuple[str, ...]
    limits: Limits
    base: np.ndarray
    low: np.ndarray
    high: np.ndarray
    curves: tuple[Curve, ...]
    sound: bool

    def truth(self, cents: np.ndarray) -> float:
        """Expected results per day at a split (channels,) in cents per day."""
        return float(sum(float(curve(np.array(x / 100.0))) for curve, x in zip(self.curves, cents, strict=True)))


def make_world(family: str, seed: int, recipe: Recipe | None = None) -> World:
    """World number `seed` of a family; the same numbers always give the same world."""
    recipe = recipe or FAMILIES[family]
    rng = np.random.default_rng([int.from_bytes(family.encode(), "big") % 2**32, seed])
    draft = draft_world(rng, recipe)
    for twist in recipe.twists:
        if twist in BEFORE:
            BEFORE[twist](draft)
    spend_as_planned(draft)
    cells: Cells = {"spend": draft.spend, "result": counts(draft, expected(draft))}
    for twist in recipe.twists:
        if twist in AFTER:
            AFTER[twist](draft, cells)
    return _finished(family, recipe, draft, cells)


def _finished(family: str, recipe: Recipe, draft: Draft, cells: Cells) -> World:
    names = tuple(f"channel_{c}" for c in range(len(draft.usual)))
    limits = _limits(draft, recipe, names)
    bounds = read_bounds(limits)
    return World(
        family=family,
        history=_rows(names, cells),
        context=draft.context,
        events=draft.events,
        names=names,
        limits=limits,
        base=scaled_mix(bounds),
        low=bounds.low,
        high=bounds.high,
        curves=tuple(draft.curve(c) for c in range(len(names))),
        sound=recipe.sound,
    )


def _rows(names: tuple[str, ...], cells: Cells) -> pd.DataFrame:
    count = len(cells["spend"])
    columns = {name: values.ravel() for name, values in cells.items()}
    days = np.repeat(pd.date_range(START, periods=count), len(names))
    frame = pd.DataFrame({"date": days, "channel": np.tile(np.array(names, dtype=object), count)} | columns)
    return frame[frame["spend"].notna()].reset_index(drop=True)


def _limits(draft: Draft, recipe: Recipe, names: tuple[str, ...]) -> Limits:
    """Steps of −30 % … +30 % or +8 % of the budget around the mean of the last week, scaled to the total."""
    current = np.nanmean(draft.spend[-7:], axis=0).round(2)
    scaled = current * recipe.total
    low, high = 0.7 * scaled, scaled + np.maximum(0.3 * scaled, 0.08 * scaled.sum())
    channels = {
        name: {"current": float(current[c]), "low": round(float(low[c]), 2), "high": round(float(high[c]), 2)}
        for c, name in enumerate(names)
    }
    if "frozen" in recipe.twists:
        for c in draft.rng.permutation(len(names))[: max(1, len(names) // 4)]:
            channels[names[c]]["frozen"] = True
        for c in draft.rng.permutation(len(names))[:2]:
            channels[names[c]]["low"] = round(0.95 * float(scaled[c]), 2)
    total = None if recipe.total == 1.0 else round(float(scaled.sum()), 2)
    return Limits(total=total, channels=channels)
