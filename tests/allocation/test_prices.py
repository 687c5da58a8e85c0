"""Shadow prices against finite differences of the optimum, found another way.

Curves whose slopes are known are solved by them to the last digit, outlooks by the exact solver in thousandths of a
cent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from smm_assets.allocation import recommend
from smm_assets.allocation.gate import Choice, choose, keep_mix
from smm_assets.allocation.limits import Bounds
from smm_assets.allocation.prices import price_channels, small_change
from smm_assets.allocation.solve import Value, best_split
from tests.allocation.histories import THREE, power, simulated, usual_limits

PARTS = 1000  # of a cent
Solver = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]  # start, low, high → split of the start's sum
steps = import_module("smm_assets.allocation.recommend")  # the function of that name hides the module


def fine_split(values: Sequence[Value], start: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    fine = [lambda parts, value=value: value(np.asarray(parts) / PARTS) for value in values]
    return best_split(fine, start * PARTS, low * PARTS, high * PARTS) / PARTS


def expected(means: Sequence[Value], split: np.ndarray) -> float:
    return sum(float(mean(np.array([cents]))[0]) for mean, cents in zip(means, split, strict=True))


def difference(choice: Choice, means: Sequence[Value], bounds: Bounds, constraint: str, c: int, solve: Solver) -> float:
    """Expected results per unit of money that the loosened limit brings when the best split is found again."""
    change = small_change(bounds)
    low, high, start = bounds.low.copy(), bounds.high.copy(), choice.split.copy()
    if constraint in ("minimum", "frozen"):
        low[c] = max(0, low[c] - change)
    if constraint in ("maximum", "frozen"):
        high[c] += change
    if constraint == "total":
        start[np.argmax(high - start)] += change
    before, after = solve(choice.split, bounds.low, bounds.high), solve(start, low, high)
    return max(0.0, (expected(means, after) - expected(means, before)) / (change / 100))


def checked(
    choice: Choice, means: Sequence[Value], bounds: Bounds, held: Sequence[bool], exact: Solver | None = None
) -> list[tuple[str, float]]:
    """Every price that is told, after its comparison; prices near nothing are compared with the steepest curve.

    Without an exact solver the difference is known as well as its two splits are, to one part of a cent, which may be
    worth the steepest slope.
    """
    solve = exact or (lambda start, low, high: fine_split(choice.values, start, low, high))
    told = price_channels(choice, means, bounds, held)
    near = np.array(
        [mean(np.array([max(x - 10.0, 0.0), x + 10.0])) for mean, x in zip(means, choice.split, strict=True)]
    )
    steepest = np.abs(np.diff(near) / 0.2).max()
    nothing, blur = 3e-4 * steepest, 0.0 if exact else steepest / PARTS / small_change(bounds)
    for c, price in enumerate(told):
        if price.constraint in ("hold", "evidence"):
            assert price.shadow == 0.0
        else:
            by_hand = difference(choice, means, bounds, price.constraint, c, solve)
            assert abs(price.shadow - by_hand) <= max(0.01 * by_hand, nothing) + blur, (c, price, by_hand)
    return [(price.constraint, price.shadow) for price in told]


def within(low: Sequence[int], high: Sequence[int], base: Sequence[int], frozen: Sequence[bool] = ()) -> Bounds:
    none = np.zeros(len(base), dtype=bool)
    return Bounds(
        names=tuple(f"c{i}" for i in range(len(base))), total=sum(base), current=np.array(base), low=np.array(low),
        high=np.array(high), frozen=np.array(frozen or none), low_is_step=none, high_is_step=none,
        rest=np.zeros(len(base)),
    )  # fmt: skip


def moved(values: Sequence[Value], bounds: Bounds, weight: float) -> Choice:
    split = best_split(values, bounds.current, bounds.low, bounds.high)
    return replace(keep_mix(split), keep=False, values=values, risk_weight=weight)


@dataclass(frozen=True)
class Curve:
    level: float
    exponent: float
    half: float
    doubt: float
    base: int

    def mean(self, cents: np.ndarray) -> np.ndarray:
        """A power curve, or one that rises steeply in the middle where `half` is given."""
        relative = np.asarray(cents, dtype=float) / self.base
        if not self.half:
            return self.level * relative**self.exponent
        return self.level * relative**3 / (relative**3 + self.half**3)

    def valued(self, weight: float) -> Value:
        return lambda cents: self.mean(cents) - weight * (self.doubt * self.level * (cents / self.base - 1.0)) ** 2

    def slope(self, cents: float, weight: float) -> float:
        """Slope of `valued` of a power curve; it falls everywhere."""
        relative = cents / self.base
        rise = self.level * self.exponent * relative ** (self.exponent - 1.0)
        return (rise - 2.0 * weight * (self.doubt * self.level) ** 2 * (relative - 1.0)) / self.base


def by_slopes(several: Sequence["Curve"], weight: float) -> Solver:
    """The split in which all that may move stand at one slope, both found by halving."""

    def spend(curve: Curve, low: float, high: float, slope: float) -> float:
        if curve.slope(low, weight) <= slope or low >= high:
            return low
        return (
            high
            if curve.slope(high, weight) >= slope
            else brentq(lambda x: curve.slope(x, weight) - slope, low, high, xtol=1e-10)
        )

    def solve(start: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        def split(slope: float) -> np.ndarray:
            return np.array([spend(*one, slope) for one in zip(several, low, high, strict=True)], dtype=float)

        edges = [curve.slope(x, weight) for one in (low, high) for curve, x in zip(several, one, strict=True)]
        if not low.sum() < start.sum() < high.sum():
            return np.asarray(start, dtype=float)
        return split(
            brentq(lambda slope: split(slope).sum() - start.sum(), min(edges) - 1.0, max(edges) + 1.0, xtol=1e-16)
        )

    return solve


curves = st.builds(
    Curve, level=st.floats(1, 20), exponent=st.floats(0.2, 0.9), half=st.just(0.0), doubt=st.floats(0.02, 0.5),
    base=st.integers(1500, 90_000),
)  # fmt: skip


@settings(max_examples=60)
@given(
    several=st.lists(curves, min_size=2, max_size=6),
    weight=st.just(0.0) | st.floats(0.01, 2.0),
    step=st.floats(0.05, 0.6),
    kinds=st.lists(st.sampled_from(["free", "free", "free", "frozen", "held"]), min_size=6, max_size=6),
)
def test_prices_are_differences_of_the_optimum_at_any_weight_of_risk(
    several: list[Curve], weight: float, step: float, kinds: list[str]
) -> None:
    kinds = kinds[: len(several)]
    fixed = np.array([kind != "free" for kind in kinds])
    base = np.array([curve.base for curve in several])
    low = np.where(fixed, base, np.ceil((1 - step) * base).astype(int))
    high = np.where(fixed, base, np.floor((1 + step) * base).astype(int))
    bounds = within(low, high, base.tolist(), [kind == "frozen" for kind in kinds])
    values = [curve.valued(weight) for curve in several]
    held = [kind == "held" for kind in kinds]
    means = [curve.mean for curve in several]
    told = checked(moved(values, bounds, weight), means, bounds, held, by_slopes(several, weight))
    for kind, (constraint, _) in zip(kinds, told, strict=True):
        assert (constraint in ("minimum", "maximum", "total")) == (kind == "free")


def test_money_set_free_is_shared_as_the_bends_of_the_curves_say() -> None:
    """Slopes 6 − x/10 and 6 − x/30 per unit, both 3 at 30 and 90: the second takes three quarters of what comes.
    Results without risk rise by 3 + 2 = 5 and by 3 per unit there, so the total is worth 0.25 · 5 + 0.75 · 3 = 3.5. The
    third channel brings 1 at its minimum: 3.5 − 1 = 2.5."""

    def bent(width: float, more: float) -> Value:
        return lambda cents: (6 + more) * cents / 100 - (cents / 100) ** 2 / (2 * width)

    values: list[Value] = [bent(10, 0), bent(30, 0), lambda cents: cents / 100]
    means: list[Value] = [bent(10, 2), bent(30, 0), lambda cents: cents / 100]
    bounds = within([0, 0, 1000], [20000, 20000, 20000], [3000, 9000, 1000])
    told = checked(moved(values, bounds, 1.0), means, bounds, [False] * 3)
    assert [kind for kind, _ in told] == ["total", "total", "minimum"]
    assert [shadow for _, shadow in told] == pytest.approx([3.5, 3.5, 2.5], rel=0.005)


def test_curves_that_rise_ever_more_steeply_where_the_best_split_lies_are_priced_too() -> None:
    """Below 0.9 of its usual spend the first curve still bends upwards; the second one falls off faster than that."""
    steep, flat = Curve(10.0, 0.0, 1.2, 0.05, 5000), Curve(9.0, 0.3, 0.0, 0.3, 800)
    values = [steep.valued(0.02), flat.valued(0.02)]
    for base in ([2750, 1800], [3200, 1500], [3500, 600]):
        bounds = within([100, 100], [6000, 6000], base)
        choice = moved(values, bounds, 0.02)
        below, here, above = steep.mean(choice.split[0] + np.array([-50, 0, 50]))
        assert below + above > 2 * here
        told = checked(choice, [steep.mean, flat.mean], bounds, [False, False])
        assert [kind for kind, _ in told] == ["total", "total"]


@pytest.mark.parametrize(("days", "seed", "share"), [(40, 3, 0.3), (120, 1, 0.6), (365, 5, 0.3)])
def test_prices_of_real_outlooks_are_differences_of_the_optimum_too(
    monkeypatch: pytest.MonkeyPatch, days: int, seed: int, share: float
) -> None:
    seen: dict[str, Any] = {}
    monkeypatch.setattr(steps, "choose", lambda *given: seen.update(given=given) or choose(*given))
    monkeypatch.setattr(steps, "price_channels", lambda *given: seen.update(asked=given) or price_channels(*given))
    several = {**THREE, "radio": power(8.0, 0.5, 45.0), "print": power(7.0, 0.6, 40.0)}
    limits = usual_limits(several, share)
    limits.channels["print"]["frozen"] = True
    recommend(simulated(several, days, seed), limits)
    outlooks, base, low, high, _ = seen["given"]
    _, means, bounds, held = seen["asked"]
    told = set()
    for weight in (0.0, 0.3, 3.0):
        values = [lambda x, one=one, weight=weight: one.expected(x) - weight * one.risk(x) for one in outlooks]
        choice = replace(keep_mix(best_split(values, base, low, high)), keep=False, values=values)
        told |= {kind for kind, _ in checked(choice, means, bounds, held)}
    assert told >= {"frozen", "total", "maximum"}


def test_nobody_can_spend_less_than_nothing_and_alone_nobody_can_exchange() -> None:
    good, dead = Curve(20.0, 0.8, 0.0, 0.1, 4000), Curve(0.1, 1.0, 0.0, 0.1, 4000)
    bounds = within([0, 0], [9000, 9000], [4000, 4000])
    told = checked(moved([good.mean, dead.mean], bounds, 0.0), [good.mean, dead.mean], bounds, [False, False])
    assert told[1] == ("minimum", 0.0)
    alone = within([4000], [4000], [4000], [True])
    assert checked(moved([good.mean], alone, 0.0), [good.mean], alone, [False]) == [("frozen", 0.0)]


def test_a_total_that_can_hardly_grow_is_worth_as_much_per_unit_of_money() -> None:
    """One part in 2000 of 160 would be 8 cents; the maximums leave 3, at 0.2 results for each 1.00."""
    steep, flat = Curve(16.0, 1.0, 0.0, 0.1, 4000), Curve(24.0, 1.0, 0.0, 0.1, 12000)
    bounds = within([0, 0], [4000, 12003], [4000, 12000])
    told = price_channels(moved([steep.mean, flat.mean], bounds, 0.0), [steep.mean, flat.mean], bounds, [False, False])
    assert (told[1].constraint, told[1].shadow) == ("total", pytest.approx(0.2))


def test_a_frozen_channel_of_unknown_results_has_no_price() -> None:
    good, fair = Curve(20.0, 0.8, 0.0, 0.1, 4000), Curve(10.0, 0.5, 0.0, 0.1, 4000)
    bounds = within([2000, 2000, 3000], [9000, 9000, 3000], [4000, 4000, 3000], [False, False, True])
    values: list[Value] = [good.mean, fair.mean, np.zeros_like]
    known, unknown = (
        price_channels(moved(values, bounds, 0.0), values, bounds, held) for held in ([False] * 3, [False, False, True])
    )
    assert (known[2].constraint, unknown[2].constraint) == ("frozen", "frozen")
    assert known[2].shadow > 0.0 == unknown[2].shadow
    assert known[:2] == unknown[:2]


def test_a_kept_mix_has_no_prices() -> None:
    good, dead = Curve(20.0, 0.8, 0.0, 0.1, 4000), Curve(0.1, 1.0, 0.0, 0.1, 4000)
    bounds = within([4000, 0], [4000, 9000], [4000, 4000], [True, False])
    kept = replace(keep_mix(bounds.current), values=[good.mean, dead.mean])
    prices = price_channels(kept, [good.mean, dead.mean], bounds, [False, False])
    assert [(price.constraint, price.shadow) for price in prices] == [("frozen", 0.0), ("evidence", 0.0)]
