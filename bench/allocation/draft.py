"""A world under construction: drawn from a recipe, then turned into daily results.

Belongs here: how audiences, budgets, response, carry-over and noise come together. Not here: special situations
(twists) and the finished world (worlds).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from bench.allocation.families import Recipe
from bench.allocation.plans import chasing, planned
from bench.allocation.shapes import Curve, draw_shape
from bench.allocation.surroundings import demand, smoothed


@dataclass(kw_only=True)
class Draft:
    """usual, audience, level, carry: (channels,); plan, spend, drift: (days, channels); demand: (days,).

    level: results per day at usual spend; kernel: weights of today's and earlier spend, used where given, else the
    geometric carry-over; base: results per day without spend; completeness and context as handed to the method.
    """

    rng: np.random.Generator
    recipe: Recipe
    days: int
    usual: np.ndarray
    audience: np.ndarray
    shapes: list[Curve]
    level: np.ndarray
    demand: np.ndarray
    plan: np.ndarray
    drift: np.ndarray
    carry: np.ndarray
    kernel: np.ndarray | None = None
    base: np.ndarray = field(default_factory=lambda: np.zeros(0))
    spend: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))
    unit: float = 1.0
    context: pd.DataFrame | None = None
    events: pd.DataFrame | None = None

    def curve(self, c: int) -> Curve:
        """Expected results per day of a channel at steady spend and recent demand."""
        shape, size, level, usual = self.shapes[c], self.audience[c], self.level[c], self.usual[c]
        top, rest = float(shape(np.array(usual / size))), self.base[c]
        return lambda x: self.unit * (rest + level * shape(np.asarray(x, dtype=float) / size) / top)


def draft_world(rng: np.random.Generator, recipe: Recipe) -> Draft:
    """Everything of a plain world but its results."""
    days, count = int(rng.integers(*recipe.days)), int(rng.integers(*recipe.channels))
    usual = np.exp(rng.normal(0.0, 0.7, count)) * np.exp(rng.uniform(np.log(8.0), np.log(200.0)))
    worth = rng.normal(0.0, recipe.efficiency, count)
    audience = usual / np.exp(rng.normal(*recipe.fill, count) + recipe.lean * worth)
    shapes = [draw_shape(rng, str(rng.choice(recipe.shapes))) for _ in range(count)]
    level = np.exp(worth) * audience
    level *= [float(shape(np.array(u / a))) for shape, u, a in zip(shapes, usual, audience, strict=True)]
    total = np.exp(rng.uniform(*np.log(recipe.results)))
    around = demand(rng, days, walk=recipe.walk, season=recipe.season, shock=recipe.shock, weekday=recipe.weekday)
    walk = np.cumsum(rng.normal(0.0, recipe.drift, (days, count)), axis=0)
    plan = planned(rng, days, count, recipe.steps, recipe.jitter)
    return Draft(
        rng=rng,
        recipe=recipe,
        days=days,
        usual=usual,
        audience=audience,
        shapes=shapes,
        level=level * total / level.sum(),
        demand=around,
        plan=plan * smoothed(around)[:, None] ** recipe.follow,
        drift=np.exp(walk - walk[-1]),
        carry=rng.uniform(*recipe.carry, count),
        base=np.zeros(count),
    )


def spend_as_planned(draft: Draft) -> None:
    """Fill in spend in money."""
    draft.spend = (draft.plan * draft.usual).round(2)


def chase_returns(draft: Draft) -> None:
    """Let budgets follow returns week by week, as dashboards suggest."""
    spend_as_planned(draft)
    seen = draft.rng.poisson(expected(draft)) / np.maximum(draft.spend, 0.01)
    draft.plan = chasing(draft.rng, draft.plan, seen, draft.rng.uniform(0.2, 0.5))


def expected(draft: Draft) -> np.ndarray:
    """Mean results per day (days, channels) from the spend so far, demand, drift and carry-over; unit left out."""
    felt = _felt(draft)
    columns = [draft.curve(c)(felt[:, c]) / draft.unit for c in range(len(draft.usual))]
    return np.column_stack(columns) * draft.demand[:, None] * draft.drift


def _felt(draft: Draft) -> np.ndarray:
    spend = np.nan_to_num(draft.spend)
    if draft.kernel is not None:
        padded = np.vstack([np.repeat(spend[:1], len(draft.kernel) - 1, axis=0), spend])
        return np.column_stack([np.convolve(column, draft.kernel, mode="valid") for column in padded.T])
    out = np.empty_like(spend)
    before = spend[:14].mean(axis=0)
    for day, own in enumerate(spend):
        before = out[day] = (1.0 - draft.carry) * own + draft.carry * before
    return out


def counts(draft: Draft, mean: np.ndarray) -> np.ndarray:
    """Counts or revenue with the recipe's scatter around `mean`."""
    rng, scatter = draft.rng, draft.recipe.scatter
    noisy = mean * rng.gamma(1.0 / scatter, scatter, mean.shape) if scatter else mean
    orders = rng.poisson(noisy)
    if draft.unit == 1.0:
        return orders.astype(float)
    return _baskets(rng, orders, draft.unit)


def _baskets(rng: np.random.Generator, orders: np.ndarray, unit: float) -> np.ndarray:
    """Revenue: every order a basket with a heavy tail (log-normal, sd 1.1), mean `unit`."""
    draw: Callable[[int], float] = lambda n: float(rng.lognormal(np.log(unit) - 0.605, 1.1, n).sum())  # noqa: E731
    return np.round([[draw(int(n)) for n in row] for row in orders], 2)
