"""Which figures suffice: what must hold, and what is aimed at.

Belongs here: thresholds and the verdict on a run. Not here: how figures are made (score, timing).
"""

from dataclasses import dataclass

import pandas as pd

from bench.allocation.score import HARM, LITTLE, capture

THIN = ("thin_days", "low_counts")


@dataclass(frozen=True, kw_only=True)
class Demand:
    """One figure and the range it has to lie in; must: the run fails without it, else it is an aim."""

    name: str
    value: float
    low: float = float("-inf")
    high: float = float("inf")
    must: bool = True

    @property
    def met(self) -> bool:
        """Unknown figures (no such worlds in the run) are not judged."""
        return self.value != self.value or self.low <= self.value <= self.high

    def line(self) -> str:
        bounds = [f"≥ {self.low:g}" if self.low > float("-inf") else "", f"≤ {self.high:g}" if self.high < 1e9 else ""]
        verdict = "met" if self.met else "MISSED" if self.must else "not reached"
        kind = "must" if self.must else "aim "
        return f"{kind}  {self.name}: {self.value:.3f} ({' and '.join(filter(None, bounds))}) {verdict}"


def balanced_demands(worlds: pd.DataFrame, thin_worlds: pd.DataFrame) -> list[Demand]:
    """Of the balanced profile. thin_worlds: many worlds of the families THIN."""
    sound = worlds[worlds["sound"]]
    harm, covered = _harm(sound), _covered(sound)
    thin, low = (_capture(thin_worlds, family) for family in THIN)
    total, wrong = capture(sound["method"], sound["oracle"]), _wrong_shapes(worlds)
    return [
        Demand(name="capture, worlds with a sound result", value=total, low=0.82),
        Demand(name="capture, all worlds", value=capture(worlds["method"], worlds["oracle"]), low=0.82),
        Demand(name="harm, worlds with a sound result", value=harm, high=0.02),
        Demand(name="90 % interval covers", value=covered, low=0.86, high=0.96),
        Demand(name="capture with 30 days", value=thin, low=0.64),
        Demand(name="capture with low counts", value=low, low=0.44),
        Demand(name="capture", value=total, low=0.88, must=False),
        Demand(name="median capture", value=_median(sound), low=0.92, must=False),
        Demand(name="harm", value=harm, high=0.005, must=False),
        Demand(name="capture with 30 days", value=thin, low=0.75, must=False),
        Demand(name="capture with low counts", value=low, low=0.55, must=False),
        Demand(name="90 % interval covers", value=covered, low=0.88, high=0.95, must=False),
        Demand(name="covers in the worst family", value=_worst_cover(sound), low=0.80, must=False),
        Demand(name="kept where < 1 % to gain", value=_kept(sound), low=0.80, must=False),
        Demand(name="capture with shapes the bank lacks", value=wrong, low=0.85, must=False),
    ]


def safe_demands(worlds: pd.DataFrame) -> list[Demand]:
    """Of the safe profile."""
    sound = worlds[worlds["sound"]]
    return [
        Demand(name="safe: harm, worlds with a sound result", value=_harm(sound), high=0.02),
        Demand(name="safe: harm", value=_harm(sound), high=0.003, must=False),
        Demand(name="safe: capture", value=capture(sound["method"], sound["oracle"]), low=0.80, must=False),
    ]


def time_demands(seconds: dict[str, float]) -> list[Demand]:
    """Of medians in seconds."""
    large, small = seconds["50 channels × 2 years"], seconds["6 channels × 180 days"]
    return [
        Demand(name="seconds, 50 channels × 2 years", value=large, high=3.0),
        Demand(name="seconds, 50 channels × 2 years", value=large, high=1.0, must=False),
        Demand(name="seconds, 6 channels × 180 days", value=small, high=0.15, must=False),
    ]


def _harm(worlds: pd.DataFrame) -> float:
    return float((worlds["method"] < HARM).mean())


def _covered(worlds: pd.DataFrame) -> float:
    return float(worlds.loc[~worlds["keep"].astype(bool), "covered"].astype(float).mean())


def _capture(worlds: pd.DataFrame, family: str) -> float:
    part = worlds[worlds["family"] == family]
    return capture(part["method"], part["oracle"])


def _median(worlds: pd.DataFrame) -> float:
    worth = worlds[worlds["oracle"] >= LITTLE]
    return float((worth["method"] / worth["oracle"]).median())


def _worst_cover(worlds: pd.DataFrame) -> float:
    return min((_covered(part) for _, part in worlds.groupby("family")), default=float("nan"))


def _kept(worlds: pd.DataFrame) -> float:
    return float(worlds.loc[worlds["oracle"] < LITTLE, "keep"].astype(float).mean())


def _wrong_shapes(worlds: pd.DataFrame) -> float:
    part = worlds[worlds["family"].isin(["two_audiences", "plateau", "late_start", "nearly_straight"])]
    return capture(part["method"], part["oracle"])
