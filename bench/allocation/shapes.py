"""Response shapes of the simulated worlds: generators of their own, with one family alone that borrows the bank's.

Belongs here: curves of spend relative to the size of a channel's audience. Not here: levels, budgets, noise.

Every shape rises from 0 and is about 1 where the audience is nearly reached. Kinds with a `bank_` prefix are the
shapes of the method under test; the others are deliberately not among them.
"""

from collections.abc import Callable

import numpy as np

Curve = Callable[[np.ndarray], np.ndarray]
CONCAVE = ("reach", "arctan", "tanh", "auction", "two_audiences", "root", "parabola")
S_SHAPED = ("gompertz", "weibull_late", "threshold")
BANK = ("bank_power", "bank_log", "bank_hill", "bank_cap")


def draw_shape(rng: np.random.Generator, kind: str) -> Curve:
    """A shape of this kind with parameters of its own."""
    return SHAPES[kind](rng)


def _reach(rng: np.random.Generator) -> Curve:
    """Reach of a campaign when people differ in how often they can be met (negative binomial exposure)."""
    k = rng.uniform(0.25, 2.5)
    return lambda u: 1.0 - (1.0 + u / k) ** -k


def _arctan(rng: np.random.Generator) -> Curve:
    a = rng.uniform(0.8, 2.0)
    return lambda u: np.arctan(a * u) / np.arctan(a)


def _tanh(rng: np.random.Generator) -> Curve:
    return lambda u: np.tanh(1.2 * u)


def _root(rng: np.random.Generator) -> Curve:
    a = rng.uniform(0.5, 8.0)
    return lambda u: (np.sqrt(1.0 + a * u) - 1.0) / (np.sqrt(1.0 + a) - 1.0)


def _parabola(rng: np.random.Generator) -> Curve:
    """Every further unit brings less by a fixed amount, until nothing."""
    top = rng.uniform(0.8, 1.8)
    return lambda u: np.where(u < top, 1.0 - (1.0 - np.minimum(u, top) / top) ** 2, 1.0)


def _auction(rng: np.random.Generator) -> Curve:
    """Cheapest auctions first: straight pieces, each flatter than the one before."""
    knots = np.concatenate([[0.0], np.cumsum(rng.uniform(0.1, 0.6, 8))])
    slopes = np.sort(rng.exponential(1.0, 8))[::-1]
    heights = np.concatenate([[0.0], np.cumsum(slopes * np.diff(knots))])
    tail = 0.3 * slopes[-1]
    return lambda u: (np.interp(u, knots, heights) + tail * np.maximum(u - knots[-1], 0.0)) / heights[-1]


def _two_audiences(rng: np.random.Generator) -> Curve:
    """A warm audience that is used up, then a cold one that answers far less."""
    warm, cold = rng.uniform(0.2, 0.9), rng.uniform(0.08, 0.5)
    return lambda u: (np.minimum(u, warm) + cold * -np.expm1(-np.maximum(u - warm, 0.0))) / (warm + cold)


def _gompertz(rng: np.random.Generator) -> Curve:
    a, b = rng.uniform(1.5, 3.5), rng.uniform(2.0, 4.0)
    return lambda u: np.exp(-a * np.exp(-b * u)) - np.exp(-a)


def _weibull_late(rng: np.random.Generator) -> Curve:
    k = rng.uniform(1.2, 1.9)
    return lambda u: -np.expm1(-((1.4 * u) ** k))


def _threshold(rng: np.random.Generator) -> Curve:
    """Little until the network has learned, then diminishing returns."""
    start, soft = rng.uniform(0.05, 0.3), 0.06
    return lambda u: np.tanh(soft * (np.logaddexp(0.0, (u - start) / soft) - np.logaddexp(0.0, -start / soft)))


def _line(rng: np.random.Generator) -> Curve:
    """Almost no saturation in sight."""
    a = rng.uniform(0.02, 0.15)
    return lambda u: u / (1.0 + a * u)


def _bank_power(rng: np.random.Generator) -> Curve:
    p = rng.uniform(0.25, 0.95)
    return lambda u: np.asarray(u, dtype=float) ** p


SHAPES: dict[str, Callable[[np.random.Generator], Curve]] = {
    "reach": _reach,
    "arctan": _arctan,
    "tanh": _tanh,
    "root": _root,
    "parabola": _parabola,
    "auction": _auction,
    "two_audiences": _two_audiences,
    "gompertz": _gompertz,
    "weibull_late": _weibull_late,
    "threshold": _threshold,
    "line": _line,
    "bank_power": _bank_power,
    "bank_log": lambda rng: lambda u: np.log1p(2.0 * u),
    "bank_hill": lambda rng: lambda u: u / (u + 0.5),
    "bank_cap": lambda rng: lambda u: np.minimum(u, 1.0),
}
