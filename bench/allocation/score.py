"""What a recommendation is worth in a world: true uplift beside the oracle's and that of simple rules.

Belongs here: judging one world, and summing up many with intervals. Not here: which figures suffice (musts).

capture: sum of true uplift over sum of the oracle's (bootstrap interval over worlds); harm: share of worlds with true
uplift below -1 %; covered: share of moved worlds whose true uplift lies in the 90 % interval (Wilson 1927).
"""

import time
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

from bench.allocation.rules import RULES
from bench.allocation.worlds import World, make_world
from smm_assets.allocation import recommend
from smm_assets.allocation.solve import best_split

HARM = -0.01
LITTLE = 0.01  # less than this to gain: the mix should be kept


@dataclass(frozen=True, kw_only=True)
class Score:
    """Relative true uplifts over keeping (0.05 = 5 %) in one world; covered is None when nothing was moved."""

    family: str
    seed: int
    sound: bool
    oracle: float
    method: float
    rules: dict[str, float]
    keep: bool
    covered: bool | None
    uplift: float
    low: float
    high: float
    probability: float
    seconds: float


def judge(task: tuple[str, int, str, bool]) -> Score:
    """Score of (family, seed, profile, whether simple rules are judged too)."""
    family, seed, profile, with_rules = task
    world = make_world(family, seed)
    before = time.process_time()
    rec = recommend(world.history, world.limits, world.context, profile=profile, **_extra(world))
    seconds = time.process_time() - before
    cents = np.array([int(100 * v) for v in rec.frame["recommended_spend"]])
    gain = _gain(world, cents)
    return Score(
        family=family, seed=seed, sound=world.sound, oracle=max(_gain(world, oracle(world)), 0.0), method=gain,
        rules={name: _gain(world, rule(world)) for name, rule in RULES.items()} if with_rules else {},
        keep=rec.keep, covered=None if rec.keep else rec.uplift_low <= gain <= rec.uplift_high,
        uplift=rec.uplift, low=rec.uplift_low, high=rec.uplift_high, probability=rec.probability_better,
        seconds=seconds,
    )  # fmt: skip


def _extra(world: World) -> dict[str, pd.DataFrame]:
    return {} if world.events is None else {"events": world.events}


def oracle(world: World) -> np.ndarray:
    """Best split knowing the true curves, cents."""
    values = [lambda cents, f=f: np.asarray(f(np.asarray(cents) / 100.0)) for f in world.curves]
    return best_split(values, world.base, world.low, world.high)


def _gain(world: World, cents: np.ndarray) -> float:
    return world.truth(cents) / world.truth(world.base) - 1.0


def frame_of(scores: list[Score]) -> pd.DataFrame:
    """One row per world; rules as columns rule_…"""
    rows = [vars(s) | {f"rule_{name}": value for name, value in s.rules.items()} for s in scores]
    return pd.DataFrame(rows).drop(columns="rules")


def table(worlds: pd.DataFrame) -> pd.DataFrame:
    """One row per family, then those with a sound result, then all."""
    parts = [(str(name), part) for name, part in worlds.groupby("family", sort=False)]
    rows = [summary(name, part) for name, part in [*parts, ("SOUND", worlds[worlds["sound"]]), ("ALL", worlds)]]
    return pd.DataFrame(rows)


def summary(name: str, part: pd.DataFrame) -> dict[str, object]:
    """Figures of some worlds; intervals as text."""
    moved = part[~part["keep"].astype(bool)]
    little = part[part["oracle"] < LITTLE]
    harmed, kept = int((part["method"] < HARM).sum()), int(little["keep"].sum())
    covered = int(moved["covered"].astype(bool).sum())
    worth = part[part["oracle"] >= LITTLE]
    return {
        "family": name,
        "worlds": len(part),
        "oracle": part["oracle"].mean(),
        "capture": capture(part["method"], part["oracle"]),
        "capture_95": _pair(*bootstrap(part["method"], part["oracle"])),
        "median": (worth["method"] / worth["oracle"]).median(),
        "harm": harmed / len(part),
        "harm_95": _pair(*wilson(harmed, len(part))),
        "worst": part["method"].min(),
        "keep": part["keep"].mean(),
        "kept_little": kept / len(little) if len(little) else np.nan,
        "little": len(little),
        "covered": covered / len(moved) if len(moved) else np.nan,
        "covered_95": _pair(*wilson(covered, len(moved))),
        "seconds": part["seconds"].median(),
    }


def rules_table(worlds: pd.DataFrame) -> pd.DataFrame:
    """Capture and harm of the method and of every simple rule over all worlds."""
    columns = {"recommend": "method"} | {c.removeprefix("rule_"): c for c in worlds if c.startswith("rule_")}
    rows = []
    for name, column in columns.items():
        harmed = int((worlds[column] < HARM).sum())
        rows.append(
            {
                "rule": name,
                "capture": capture(worlds[column], worlds["oracle"]),
                "capture_95": _pair(*bootstrap(worlds[column], worlds["oracle"])),
                "harm": harmed / len(worlds),
                "harm_95": _pair(*wilson(harmed, len(worlds))),
                "worst": worlds[column].min(),
            }
        )
    return pd.DataFrame(rows)


def capture(gain: pd.Series, best: pd.Series) -> float:
    """Share of what could be gained that was gained."""
    return float(gain.sum() / best.sum()) if best.sum() > 0 else np.nan


def bootstrap(gain: pd.Series, best: pd.Series, rounds: int = 1000) -> tuple[float, float]:
    """95 % interval of `capture` over worlds drawn again (percentile bootstrap, Efron 1979)."""
    if not best.sum() > 0:
        return np.nan, np.nan
    pick = np.random.default_rng(0).integers(len(gain), size=(rounds, len(gain)))
    ratios = gain.to_numpy()[pick].sum(axis=1) / np.maximum(best.to_numpy()[pick].sum(axis=1), 1e-12)
    low, high = np.quantile(ratios, [0.025, 0.975])
    return float(low), float(high)


def wilson(hits: int, count: int, level: float = 0.95) -> tuple[float, float]:
    """Score interval of a share (Wilson 1927)."""
    if not count:
        return np.nan, np.nan
    z, share = norm.ppf(0.5 + level / 2), hits / count
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    reach = z / (1 + z**2 / count) * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    return float(middle - reach), float(middle + reach)


def _pair(low: float, high: float) -> str:
    return "" if np.isnan(low) else f"{low:.3f}–{high:.3f}"
