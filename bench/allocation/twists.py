"""Special situations: what they change before results are made, and what they do to the rows afterwards.

Belongs here: one small function each, named as in the recipes. Not here: plain worlds (draft).
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from bench.allocation.draft import Draft, chase_returns
from bench.allocation.plans import paused
from bench.allocation.surroundings import event_days, organic_sessions

START = pd.Timestamp("2025-03-01")


def _slopes(draft: Draft) -> np.ndarray:
    step = 1e-3 * draft.usual
    ends = [(draft.curve(c)(u + d), draft.curve(c)(u)) for c, (u, d) in enumerate(zip(draft.usual, step, strict=True))]
    return np.array([float(high - low) for high, low in ends]) / step


def _levelled(draft: Draft, share: float) -> None:
    """Levels at which marginal returns are equal, or nearly: a `share` of their log spread is left."""
    slope = np.maximum(_slopes(draft), 1e-3 * draft.level / draft.usual)
    total = draft.level.sum()
    draft.level = draft.level * slope ** (share - 1.0)
    draft.level *= total / draft.level.sum()
    draft.plan[-7:] = np.exp(draft.rng.normal(0.0, 0.02, draft.plan[-7:].shape))


def already_best(draft: Draft) -> None:
    _levelled(draft, 0.0)


def nearly_best(draft: Draft) -> None:
    _levelled(draft, 0.3)


def saturated_best(draft: Draft) -> None:
    """The channel with the best average has nothing more to give."""
    pick = int(np.argmax(draft.level / draft.usual))
    draft.level[pick] *= 1.6
    full = draft.rng.uniform(1.6, 3.5)
    draft.shapes[pick] = lambda u: np.tanh(full * u)
    draft.audience[pick] = draft.usual[pick]


def hidden_gem(draft: Draft) -> None:
    """A small channel with plenty of room at a return better than most."""
    pick = int(draft.rng.integers(len(draft.usual)))
    others = np.delete(draft.level / draft.usual, pick)
    draft.usual[pick] = draft.rng.uniform(0.02, 0.08) * draft.usual.sum()
    draft.audience[pick] = draft.usual[pick] * draft.rng.uniform(4.0, 12.0)
    draft.level[pick] = np.median(others) * draft.usual[pick] * draft.rng.uniform(1.2, 2.0)


def dead_channel(draft: Draft) -> None:
    pick = int(draft.rng.integers(len(draft.usual)))
    draft.level[pick] *= draft.rng.uniform(0.0, 0.08)


def sessions(draft: Draft) -> None:
    days = pd.date_range(START, periods=draft.days)
    draft.context = pd.DataFrame({"date": days, "organic_sessions": organic_sessions(draft.rng, draft.demand)})


def promotions(draft: Draft) -> None:
    """Declared promotions and holidays that lift results of all channels, with more money spent meanwhile."""
    spans = event_days(draft.rng, draft.days, 0.12)
    for first, last in spans:
        draft.demand[first : last + 1] *= draft.rng.uniform(1.3, 2.5)
        draft.plan[first : last + 1] *= draft.rng.uniform(1.0, 1.8)
    draft.events = _event_table(spans, "promotion")


def faults(draft: Draft) -> None:
    """Declared tracking faults (one channel) and stock-outs (all)."""
    spans = event_days(draft.rng, draft.days, 0.1)
    tables = []
    for number, span in enumerate(spans):
        pick = int(draft.rng.integers(len(draft.usual))) if number % 2 else None
        factor = draft.rng.uniform(0.0, 0.5)
        draft.drift[span[0] : span[1] + 1, slice(None) if pick is None else slice(pick, pick + 1)] *= factor
        kind, name = ("stock_out", None) if pick is None else ("tracking", f"channel_{pick}")
        tables.append(_event_table([span], kind).assign(channel=name))
    draft.events = pd.concat(tables, ignore_index=True)


def untold_fault(draft: Draft) -> None:
    """Two weeks in which one channel counts almost nothing, and nobody said so."""
    pick, first = int(draft.rng.integers(len(draft.usual))), int(draft.rng.integers(10, max(11, draft.days - 20)))
    draft.drift[first : first + int(draft.rng.integers(4, 15)), pick] *= draft.rng.uniform(0.0, 0.15)


def regime(draft: Draft) -> None:
    pick, day = int(draft.rng.integers(len(draft.usual))), int(draft.rng.uniform(0.35, 0.85) * draft.days)
    draft.drift[:day, pick] *= float(draft.rng.choice([0.4, 0.6, 1.7, 2.5]))


def slow(draft: Draft) -> None:
    """An effect that peaks after some days: a Weibull lag."""
    lag = np.arange(28)
    peak, k = draft.rng.uniform(2.0, 9.0), draft.rng.uniform(1.2, 2.2)
    kernel = np.diff(-np.expm1(-((np.concatenate([lag, [28]]) / peak) ** k)))
    draft.kernel = kernel / kernel.sum()


def tiny(draft: Draft) -> None:
    """A test of a few units of money a day, begun a week or two ago."""
    _late_start(draft, int(draft.rng.integers(8, 15)), draft.rng.uniform(0.01, 0.03))


def new(draft: Draft) -> None:
    _late_start(draft, int(draft.rng.integers(14, 29)), draft.rng.uniform(0.08, 0.25))


def _late_start(draft: Draft, days: int, share: float) -> None:
    pick = int(draft.rng.integers(len(draft.usual)))
    scale = share * draft.usual.sum() / draft.usual[pick]
    draft.level[pick] *= scale ** draft.rng.uniform(0.7, 1.0)
    draft.usual[pick] *= scale
    draft.plan[:-days, pick] = np.nan
    draft.plan[-days:, pick] = np.exp(draft.rng.normal(0.0, 0.12, days))


def base(draft: Draft) -> None:
    """Part of the results comes without spend."""
    share = draft.rng.uniform(0.0, 0.5, len(draft.level))
    draft.base, draft.level = share * draft.level, (1.0 - share) * draft.level


def revenue(draft: Draft) -> None:
    draft.unit = float(np.exp(draft.rng.uniform(np.log(15.0), np.log(300.0))))


def pauses(draft: Draft) -> None:
    draft.plan = paused(draft.rng, draft.plan)


BEFORE: dict[str, Callable[[Draft], None]] = {
    f.__name__: f
    for f in (
        already_best, nearly_best, saturated_best, hidden_gem, dead_channel, sessions, promotions, faults,
        untold_fault, regime, slow, tiny, new, base, revenue, pauses,
    )
} | {"chasing": chase_returns}  # fmt: skip


def _event_table(spans: list[tuple[int, int]], kind: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "from": [START + pd.Timedelta(days=first) for first, _ in spans],
            "to": [START + pd.Timedelta(days=last) for _, last in spans],
            "kind": kind,
            "channel": None,
            "text": "",
        }
    )
