"""Judge the recommendation on simulated worlds, beside simple rules: capture, harm, keep rate, interval coverage.

usage: python -m bench.allocation.run [--worlds 25] [--first 0] [--profile balanced] [--families a,b] [--jobs 2]

capture: sum of true uplift over sum of the oracle's; harm: share of worlds with true uplift below -1 %; covered: share
of moved worlds whose true uplift lies in the 90 % interval. Seeds below 1000 are for development, others for judging.
"""

import argparse
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bench.allocation.worlds import FAMILIES, World, make_world
from smm_assets.allocation import Limits, recommend
from smm_assets.allocation.solve import best_split


@dataclass(frozen=True, kw_only=True)
class Score:
    """Relative uplifts over keeping (0.05 = 5 %) in one world, by method; covered is None when nothing was moved."""

    family: str
    seed: int
    oracle: float
    method: float
    average: float
    winner: float
    keep: bool
    covered: bool | None
    claimed: float
    probability: float
    seconds: float


def limits_of(world: World) -> Limits:
    """The world's bounds as a user would write them."""
    rows = zip(world.names, world.current, world.low, world.high, strict=True)
    return Limits(channels={n: {"current": float(c), "low": float(lo), "high": float(hi)} for n, c, lo, hi in rows})


def oracle(world: World) -> np.ndarray:
    """Best split knowing the true curves, money per day."""
    start, low, high = (np.round(100 * a).astype(int) for a in (world.current, world.low, world.high))
    values = [_in_cents(curve) for curve in world.curves]
    return best_split(values, start, low, high) / 100.0


def _in_cents(curve: Callable[[np.ndarray], np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    return lambda cents: np.asarray(curve(np.asarray(cents) / 100.0))


def proportional(world: World) -> np.ndarray:
    """Spend in proportion to today's spend times average return, bent into the bounds."""
    total = world.current.sum()
    want = world.current * _returns(world)
    return _into_bounds(world, want * total / want.sum())


def winner_takes_all(world: World) -> np.ndarray:
    """Everything the bounds allow to the best average return, then the next."""
    split, left = world.low.copy(), world.current.sum() - world.low.sum()
    for c in np.argsort(-_returns(world)):
        part = min(left, world.high[c] - world.low[c])
        split[c], left = split[c] + part, left - part
    return split


def _returns(world: World) -> np.ndarray:
    sums = world.history.groupby("channel")[["spend", "result"]].sum().reindex(world.names)
    return (sums["result"] / sums["spend"].clip(lower=1e-9)).to_numpy()


def _into_bounds(world: World, want: np.ndarray) -> np.ndarray:
    total, low, high = world.current.sum(), 0.0, 1000.0
    for _ in range(60):
        factor = 0.5 * (low + high)
        if np.clip(want * factor, world.low, world.high).sum() > total:
            high = factor
        else:
            low = factor
    return np.clip(want * low, world.low, world.high)


def judge(task: tuple[str, int, str]) -> Score:
    """Score of one world."""
    family, seed, profile = task
    world = make_world(family, seed)
    before = time.perf_counter()
    rec = recommend(world.history, limits_of(world), profile=profile)
    seconds = time.perf_counter() - before
    kept = world.truth(world.current)
    spend = rec.frame["recommended_spend"].astype(float).to_numpy()
    gain = world.truth(spend) / kept - 1.0
    return Score(
        family=family, seed=seed, oracle=world.truth(oracle(world)) / kept - 1.0, method=gain,
        average=world.truth(proportional(world)) / kept - 1.0,
        winner=world.truth(winner_takes_all(world)) / kept - 1.0,
        keep=rec.keep, covered=None if rec.keep else rec.uplift_low <= gain <= rec.uplift_high,
        claimed=rec.diagnostics["expected_uplift_of_best_split"],
        probability=rec.diagnostics["probability_of_best_split"], seconds=seconds,
    )  # fmt: skip


def table(scores: list[Score]) -> pd.DataFrame:
    """One row per family and one for all."""
    frame = pd.DataFrame([vars(score) for score in scores])
    rows = [_row(name, part) for name, part in frame.groupby("family", sort=False)]
    return pd.DataFrame([*rows, _row("ALL", frame)])


def _row(name: object, part: pd.DataFrame) -> dict[str, object]:
    best = part["oracle"].sum()
    moved = part[~part["keep"].astype(bool)]
    return {
        "family": name,
        "worlds": len(part),
        "oracle": part["oracle"].mean(),
        "capture": part["method"].sum() / best,
        "harm": (part["method"] < -0.01).mean(),
        "keep": part["keep"].mean(),
        "covered": moved["covered"].astype(float).mean() if len(moved) else np.nan,
        "avg_capture": part["average"].sum() / best,
        "avg_harm": (part["average"] < -0.01).mean(),
        "best_capture": part["winner"].sum() / best,
        "best_harm": (part["winner"] < -0.01).mean(),
        "seconds": part["seconds"].median(),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=25)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--profile", default="balanced")
    parser.add_argument("--families", default=",".join(FAMILIES))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", default="")
    given = parser.parse_args()
    numbers = range(given.first, given.first + given.worlds)
    tasks = [(family, seed, given.profile) for family in given.families.split(",") for seed in numbers]
    with ProcessPoolExecutor(given.jobs) as pool:
        scores = list(pool.map(judge, tasks, chunksize=5))
    if given.out:
        pd.DataFrame([vars(score) for score in scores]).to_csv(given.out, index=False)
    print(table(scores).round(3).to_string(index=False))


if __name__ == "__main__":
    main()
