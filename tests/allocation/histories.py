"""Small histories and limits for the tests of allocation; not a test module."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from smm_assets.allocation import Limits

Curve = Callable[[np.ndarray], np.ndarray]


def simulated(curves: Mapping[str, tuple[float, Curve]], days: int = 120, seed: int = 1) -> pd.DataFrame:
    """curves: channel → (usual spend per day, expected results at a spend). Spend varies by plan blocks and by day."""
    rng = np.random.default_rng(seed)
    parts = []
    for name, (usual, curve) in curves.items():
        plan = np.repeat(np.exp(rng.normal(0, 0.3, days // 10 + 1)), 10)[:days]
        spend = (usual * plan * np.exp(rng.normal(0, 0.1, days))).round(2)
        result = rng.poisson(np.maximum(curve(spend), 0))
        dates = pd.date_range("2025-03-01", periods=days)
        parts.append(pd.DataFrame({"date": dates, "channel": name, "spend": spend, "result": result}))
    return pd.concat(parts, ignore_index=True)


def power(level: float, exponent: float, usual: float) -> tuple[float, Curve]:
    return usual, lambda x: level * (x / usual) ** exponent


def capped(level: float, cap: float, usual: float) -> tuple[float, Curve]:
    return usual, lambda x: level * np.minimum(x, cap) / min(usual, cap)


THREE = {"search": power(12.0, 0.8, 50.0), "video": power(9.0, 0.4, 90.0), "feed": power(6.0, 0.6, 30.0)}


def limits_around(usual: Mapping[str, float], share: float = 0.3, **extra: object) -> Limits:
    """Bounds of ± share around each amount; extra goes to Limits (for example total)."""
    rows = {
        name: {"current": amount, "low": round((1 - share) * amount, 2), "high": round((1 + share) * amount, 2)}
        for name, amount in usual.items()
    }
    return Limits(channels=rows, **extra)


def usual_limits(curves: Mapping[str, tuple[float, Curve]], share: float = 0.3, **extra: object) -> Limits:
    return limits_around({name: usual for name, (usual, _) in curves.items()}, share, **extra)
