"""From history and limits to a recommendation: the order of the steps, nothing else.

Belongs here: wiring and the result type. Not here: any arithmetic of its own.

Channels are put into an order that depends only on their data before anything random or tie-breaking happens, so
that names and the order of rows cannot matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from smm_assets.allocation.cleaning import Panel, read_history
from smm_assets.allocation.context import read_context
from smm_assets.allocation.curves import draw_bank
from smm_assets.allocation.demand import standard_sessions
from smm_assets.allocation.diagnostics import diagnostics
from smm_assets.allocation.events import Event, lifted, quotes, read_events, unfit
from smm_assets.allocation.explain import Unit
from smm_assets.allocation.fit import Fit, fit_channels
from smm_assets.allocation.gate import Choice, choose, expectations, keep_mix
from smm_assets.allocation.limits import Bounds, Limits, read_unsettled, settled, with_held
from smm_assets.allocation.mix import scaled_mix
from smm_assets.allocation.outages import silence
from smm_assets.allocation.outlook import Outlook, build_outlook
from smm_assets.allocation.prices import price_channels
from smm_assets.allocation.profiles import Profile, read_profile
from smm_assets.allocation.refusals import InvalidQuestion
from smm_assets.allocation.tables import Findings, channel_table, curve_table
from smm_assets.allocation.trust import standing, too_little, usable_channels
from smm_assets.allocation.typos import drop_typos
from smm_assets.errors import Problem


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """What to spend per channel and day, and how sure that is.

    frame: one row per channel in the order of the limits, columns of marts.budget_recommendation (money: Decimal).
    keep: today's mix, scaled to the total, stays. uplift, uplift_low, uplift_high: relative to that mix (0.05 = 5 %),
    90 % interval, all 0 when keep. probability_better: chance that the split beats it. curves: response_curve rows.
    """

    frame: pd.DataFrame
    keep: bool
    uplift: float
    uplift_low: float
    uplift_high: float
    probability_better: float
    curves: pd.DataFrame
    diagnostics: dict[str, Any]


def recommend(
    history: pd.DataFrame,
    limits: Limits,
    context: pd.DataFrame | None = None,
    as_of: Any = None,
    profile: str = "balanced",
    seed: int = 0,
    *,
    events: pd.DataFrame | None = None,
    interval_scale: float = 1.0,
    unit: Unit | None = None,
) -> Recommendation:
    """Recommend a split of the total between channels.

    history: date, channel, spend, result per day (a missing row is an unknown day), optional `completeness` 0–1 for
    immature days. Rows with missing or negative numbers are unknown days; diagnostics['dropped_rows'] counts all that
    are left out by reason. context: date with organic_sessions and/or orders. as_of: days from here on are ignored.
    profile: balanced or safe. events: what was declared, as in events.csv: from, to, kind (promotion, holiday,
    stock_out, tracking), and channel and text where there are any. interval_scale: how many times as wide as usual
    intervals are made, and as uncertain gains are taken to be. unit: what results are called in the reasons.
    Raises InfeasibleBudget when limits conflict, InvalidLimits, InvalidHistory or InvalidQuestion (all three
    ValueErrors) when limits, tables or other arguments cannot be read.
    """
    caution, number = read_profile(profile).doubting(interval_scale), _read_seed(seed)
    bounds = read_unsettled(limits)
    panel, context = read_history(history, bounds.names, as_of), read_context(context)
    order = _data_order(panel, bounds)
    bounds, (panel, typos) = settled(bounds.take(order)), drop_typos(panel.take(order))
    told = read_events(events, panel)
    panel = replace(panel, weight=np.where(unfit(told, panel), 0.0, panel.weight))
    usable = usable_channels(panel)
    bounds = with_held(bounds, [name for name, ok in zip(bounds.names, usable, strict=True) if not ok])
    base = scaled_mix(bounds)
    with threadpool_limits(limits=1, user_api="blas"):  # matrices this small only wait for other threads
        fit, outlooks = _understand(panel, usable, bounds, base, context, told, number)
        dispersion = _dispersion(fit, usable)
        choice, note = _chosen(panel, outlooks, dispersion, bounds, base, caution)
    found = Findings(
        bounds=bounds,
        choice=choice,
        outlooks=outlooks,
        standings=[standing(panel, c, dispersion[c]) for c in range(len(bounds.names))],
        prices=price_channels(choice, expectations(outlooks), bounds, [not ok for ok in usable]),
        inflation=caution.inflation * caution.doubt,
        quotes=_left_out(panel, told, fit, usable),
        note=note,
        unit=unit or Unit(),
    )
    facts = diagnostics(found, panel, typos, fit, context, base)
    return _result(found, facts, tuple(limits.channels))


def _chosen(
    panel: Panel,
    outlooks: Sequence[Outlook | None],
    dispersion: np.ndarray,
    bounds: Bounds,
    base: np.ndarray,
    caution: Profile,
) -> tuple[Choice, str | None]:
    """The split, and why nothing moves at all where there is too little to go by."""
    independent = float(np.nansum(np.where(panel.known, panel.result, 0.0).sum(axis=0) / dispersion))
    note = too_little(panel, independent) or (None if bounds.total else "there is no money left to spend")
    return (keep_mix(base) if note else choose(outlooks, base, bounds.low, bounds.high, caution)), note


def _read_seed(seed: Any) -> int:
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        expected = "a whole number, 0 or more"
        raise InvalidQuestion([Problem(where="seed", seen=repr(seed), expected=expected, cure="Write seed=0")])
    return int(seed)


def _data_order(panel: Panel, bounds: Bounds) -> list[int]:
    """Channels sorted by what is known of them; names decide only between channels alike in everything."""

    def key(c: int) -> tuple[Any, ...]:
        result, spend = np.nan_to_num(panel.result[:, c], nan=-1.0), np.nan_to_num(panel.spend[:, c], nan=-1.0)
        edges = (int(bounds.current[c]), int(bounds.low[c]), int(bounds.high[c]), bool(bounds.frozen[c]))
        return (tuple(result), tuple(spend), edges, bounds.names[c])

    return sorted(range(len(bounds.names)), key=key)


def _understand(
    panel: Panel,
    usable: np.ndarray,
    bounds: Bounds,
    base: np.ndarray,
    context: pd.DataFrame | None,
    told: Sequence[Event],
    seed: int,
) -> tuple[Fit | None, list[Outlook | None]]:
    """Fit the usable channels; None for those without enough days."""
    columns = [int(c) for c in np.flatnonzero(usable)]
    outlooks: list[Outlook | None] = [None] * len(usable)
    part = panel.take(columns)
    if not columns or not part.result[part.known].sum() > 0:
        return None, outlooks
    bank = draw_bank(seed)
    fit = fit_channels(part, bank, standard_sessions(context, panel.days), lifted(told, len(panel.days)))
    rng = np.random.default_rng([seed, 72])
    for c, posterior, usual in zip(columns, fit.posteriors, 100.0 * fit.reference, strict=True):
        edges = int(base[c]), int(bounds.low[c]), int(bounds.high[c])
        outlooks[c] = build_outlook(bank, posterior, float(usual), *edges, rng)
    return fit, outlooks


def _left_out(panel: Panel, told: Sequence[Event], fit: Fit | None, usable: np.ndarray) -> list[str]:
    """What declared events and silences did to the evidence of every channel."""
    silent = np.zeros(panel.spend.shape, dtype=bool)
    if fit is not None:
        silent[:, usable] = fit.silent
    sentences = [(quotes(told, panel, c), silence(silent[:, c], panel.days)) for c in range(len(usable))]
    return [" ".join(filter(None, pair)) for pair in sentences]


def _dispersion(fit: Fit | None, usable: np.ndarray) -> np.ndarray:
    dispersion = np.ones(len(usable))
    if fit is not None:
        dispersion[usable] = fit.dispersion
    return dispersion


def _result(found: Findings, facts: dict[str, Any], names: tuple[str, ...]) -> Recommendation:
    table, curves, choice = channel_table(found), curve_table(found), found.choice
    place = {name: i for i, name in enumerate(names)}
    if len(table):
        table = table.sort_values("channel", key=lambda s: s.map(place)).reset_index(drop=True)
        curves = curves.sort_values("channel", key=lambda s: s.map(place), kind="stable").reset_index(drop=True)
    return Recommendation(
        frame=table,
        keep=choice.keep,
        uplift=choice.uplift,
        uplift_low=choice.low,
        uplift_high=choice.high,
        probability_better=choice.probability,
        curves=curves,
        diagnostics=facts,
    )
