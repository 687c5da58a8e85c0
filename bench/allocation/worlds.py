"""Small simulated worlds with known truth, by family, to judge recommendations by what they would really bring.

Belongs here: how spend, demand, response and noise are made. Not here: the method, the scores (run).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

Curve = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, kw_only=True)
class World:
    """history: date, channel, spend, result; current, low, high: money per day; curves: true results per day now."""

    family: str
    history: pd.DataFrame
    names: tuple[str, ...]
    current: np.ndarray
    low: np.ndarray
    high: np.ndarray
    curves: tuple[Curve, ...]

    def truth(self, spend: np.ndarray) -> float:
        """Expected results per day at a split (channels,) in money per day."""
        return float(sum(float(curve(np.array(x))) for curve, x in zip(self.curves, spend, strict=True)))


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Knobs of a family; each default is a plain, friendly world."""

    days: tuple[int, int] = (90, 240)
    channels: tuple[int, int] = (3, 7)
    shape: str = "any"
    half: tuple[float, float] = (0.3, 0.9)
    results: tuple[float, float] = (15.0, 120.0)
    steps: float = 0.25
    jitter: float = 0.1
    walk: float = 0.01
    season: float = 0.1
    confounded: float = 0.0
    carry: tuple[float, float] = (0.0, 0.0)
    overdispersion: float = 0.1
    spread: float = 0.45
    twist: str = ""


FAMILIES: dict[str, Recipe] = {
    "mixed": Recipe(),
    "power": Recipe(shape="power"),
    "logarithm": Recipe(shape="log"),
    "hill": Recipe(shape="hill"),
    "hard_cap": Recipe(shape="cap"),
    "s_shape": Recipe(shape="s"),
    "carry_over": Recipe(carry=(0.4, 0.8)),
    "thin_days": Recipe(days=(30, 31), results=(8.0, 60.0)),
    "low_counts": Recipe(results=(1.5, 6.0)),
    "season": Recipe(season=0.35, confounded=0.8, walk=0.02),
    "steady_spend": Recipe(steps=0.06, jitter=0.05),
    "already_best": Recipe(twist="already_best"),
    "saturated_best": Recipe(twist="saturated_best"),
    "hidden_gem": Recipe(twist="hidden_gem"),
    "dead_channel": Recipe(twist="dead_channel"),
    "gaps_and_typos": Recipe(twist="gaps_and_typos"),
    "change_point": Recipe(twist="change_point"),
    "tiny_test": Recipe(twist="tiny_test"),
    "revenue": Recipe(twist="revenue"),
    "many_channels": Recipe(channels=(10, 16), days=(120, 365)),
}


@dataclass(kw_only=True)
class Draft:
    """A world under construction: arrays (days, channels) and (channels,)."""

    rng: np.random.Generator
    days: int
    base: np.ndarray
    spend: np.ndarray
    level: np.ndarray
    shapes: list[Curve]
    drift: np.ndarray
    carry: np.ndarray
    notes: dict[str, Any] = field(default_factory=dict)


def make_world(family: str, seed: int) -> World:
    """World number `seed` of a family; the same numbers always give the same world."""
    recipe = FAMILIES[family]
    rng = np.random.default_rng([sorted(FAMILIES).index(family), seed])
    demand, draft = _draft(rng, recipe)
    _twist(draft, recipe.twist)
    result = _results(draft, demand, recipe)
    return _finished(family, draft, result, recipe)


def _draft(rng: np.random.Generator, recipe: Recipe) -> tuple[np.ndarray, Draft]:
    days, count = int(rng.integers(*recipe.days)), int(rng.integers(*recipe.channels))
    base = np.exp(rng.normal(0, 0.7, count)) * rng.uniform(20, 150)
    demand = _demand(rng, days, recipe)
    spend = base * _plan(rng, days, count, recipe) * (demand**recipe.confounded)[:, None]
    shapes = [_shape(rng, recipe, usual) for usual in base]
    total = rng.uniform(*recipe.results)
    level = base**0.9 * np.exp(rng.normal(0, recipe.spread, count))
    return demand, Draft(
        rng=rng,
        days=days,
        base=base,
        spend=spend,
        level=level * total / level.sum(),
        shapes=shapes,
        drift=np.exp(_walks(rng, days, count, 0.3 * recipe.walk)),
        carry=rng.uniform(*recipe.carry, count),
    )


def _demand(rng: np.random.Generator, days: int, recipe: Recipe) -> np.ndarray:
    t = np.arange(days)
    weekday = rng.normal(0, 0.12, 7)[t % 7]
    season = recipe.season * np.sin(2 * np.pi * (t / rng.uniform(40, 160) + rng.random()))
    log_demand = weekday + season + _walks(rng, days, 1, recipe.walk)[:, 0]
    return np.asarray(np.exp(log_demand - log_demand[-28:].mean()))


def _walks(rng: np.random.Generator, days: int, count: int, step: float) -> np.ndarray:
    walk = np.cumsum(rng.normal(0, step, (days, count)), axis=0)
    return np.asarray(walk - walk[-1])


def _plan(rng: np.random.Generator, days: int, count: int, recipe: Recipe) -> np.ndarray:
    """Budgets are set for some weeks, delivery wobbles around them."""
    plan = np.empty((days, count))
    for c in range(count):
        length = int(rng.integers(7, 29))
        blocks = np.exp(rng.normal(0, recipe.steps, days // length + 2))
        plan[:, c] = np.repeat(blocks, length)[:days]
    return plan * np.exp(rng.normal(0, recipe.jitter, (days, count)))


def _shape(rng: np.random.Generator, recipe: Recipe, usual: float) -> Curve:
    kind = recipe.shape if recipe.shape != "any" else str(rng.choice(["power", "log", "hill", "exp"]))
    half = usual * np.exp(rng.normal(*recipe.half))
    power, steep = rng.uniform(0.2, 0.95), rng.uniform(1.3, 2.2)
    curves: dict[str, Curve] = {
        "power": lambda x: x**power,
        "log": lambda x: np.log1p(x / half),
        "hill": lambda x: x / (x + half),
        "exp": lambda x: -np.expm1(-x / half),
        "cap": lambda x: np.minimum(x, 0.9 * half),
        "s": lambda x: x**steep / (x**steep + half**steep),
    }
    return _normal(curves[kind], usual)


def _normal(curve: Curve, usual: float) -> Curve:
    top = float(curve(np.array(usual)))
    return lambda x: curve(np.asarray(x, dtype=float)) / top


def _twist(draft: Draft, twist: str) -> None:
    rng, count = draft.rng, len(draft.base)
    pick = int(rng.integers(count))
    if twist == "saturated_best":
        draft.level[pick] = 2.0 * (draft.level / draft.base).max() * draft.base[pick]
        draft.shapes[pick] = _normal(lambda x: np.minimum(x, 0.6 * draft.base[pick]), draft.base[pick])
    elif twist == "hidden_gem":
        draft.base[pick] *= 0.25
        draft.spend[:, pick] *= 0.25
        draft.level[pick] = 1.8 * np.median(draft.level / draft.base) * draft.base[pick]
        draft.shapes[pick] = _normal(lambda x: np.log1p(x / (6 * draft.base[pick])), draft.base[pick])
    elif twist == "dead_channel":
        draft.level[pick] *= 0.02
    elif twist == "change_point":
        day = int(rng.uniform(0.4, 0.85) * draft.days)
        draft.drift[:day, pick] *= float(rng.choice([0.5, 1.8]))
    elif twist == "tiny_test":
        draft.spend[:-8, pick] = np.nan
        draft.spend[-8:, pick] = rng.uniform(1.5, 3.0) * np.exp(rng.normal(0, 0.1, 8))
        draft.level[pick] *= 2.0 / draft.base[pick]
        draft.base[pick], old = 2.0, draft.base[pick]
        draft.shapes[pick] = _normal(lambda x: np.log1p(x / (0.5 * old)), 2.0)
    elif twist == "already_best":
        step = 1e-3 * draft.base
        slope = np.array([(s(b + d) - s(b)) / d for s, b, d in zip(draft.shapes, draft.base, step, strict=True)])
        total = draft.level.sum()
        draft.level = 1.0 / np.maximum(slope, 1e-4 / draft.base)
        draft.level *= total / draft.level.sum()
        draft.spend[-7:] = draft.base * np.exp(rng.normal(0, 0.03, (7, count)))


def _results(draft: Draft, demand: np.ndarray, recipe: Recipe) -> np.ndarray:
    rng, result = draft.rng, np.full(draft.spend.shape, np.nan)
    for c, shape in enumerate(draft.shapes):
        x = np.nan_to_num(draft.spend[:, c])
        held, lagged = x[:14].mean(), np.empty(draft.days)
        for t in range(draft.days):
            held = draft.carry[c] * held + (1 - draft.carry[c]) * x[t]
            lagged[t] = held
        mean = draft.level[c] * shape(lagged) * demand * draft.drift[:, c]
        if recipe.overdispersion:
            mean = mean * rng.gamma(1 / recipe.overdispersion, recipe.overdispersion, draft.days)
        count = rng.poisson(mean)
        result[:, c] = count if recipe.twist != "revenue" else [rng.lognormal(3.0, 0.8, n).sum() for n in count]
    return result


def _finished(family: str, draft: Draft, result: np.ndarray, recipe: Recipe) -> World:
    names = tuple(f"channel_{c}" for c in range(len(draft.base)))
    spend = draft.spend.round(2)
    current = np.nanmean(spend[-7:], axis=0).round(2)
    unit = np.exp(3.0 + 0.32) if recipe.twist == "revenue" else 1.0
    curves = tuple(_scaled(s, unit * v) for s, v in zip(draft.shapes, draft.level, strict=True))
    days = pd.date_range("2025-03-01", periods=draft.days)
    frame = pd.DataFrame(
        {
            "date": np.repeat(days, len(names)),
            "channel": np.tile(np.array(names, dtype=object), draft.days),
            "spend": spend.ravel(),
            "result": result.ravel(),
        }
    )
    frame = frame[frame["spend"].notna()]
    if recipe.twist == "gaps_and_typos":
        frame = _damaged(frame, draft.rng)
    high = current + np.maximum(0.3 * current, 0.08 * current.sum())
    return World(
        family=family, history=frame.reset_index(drop=True), names=names, current=current,
        low=(0.7 * current).round(2), high=high.round(2), curves=curves,
    )  # fmt: skip


def _scaled(shape: Curve, level: float) -> Curve:
    return lambda x: level * shape(x)


def _damaged(frame: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    frame = frame[rng.random(len(frame)) > 0.15].copy()
    slipped = rng.random(len(frame)) < 0.012
    frame.loc[slipped, "spend"] *= rng.choice([10.0, 0.1], int(slipped.sum()))
    return frame


def renamed(world: World, names: dict[str, str]) -> World:
    """The same world with channels called otherwise."""
    history = world.history.assign(channel=world.history["channel"].map(names))
    return replace(world, history=history, names=tuple(names[n] for n in world.names))
