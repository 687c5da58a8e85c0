"""Simulated months of many channels: where the projection of a budget's end is held against what was spent in the end.

Each channel spends around a level of its own that drifts, more on some weekdays than on others, with noise from day to
day. The linear projection it is compared with takes what was spent a day so far for every day of the month.
SMM_MONTHS: number of times sixty channels, for a long run.
"""

import datetime as dt
import os

import numpy as np
import pandas as pd
import pytest

import smm_assets.networks
from smm_assets.ingest.habits import Network

SEEDS = range(1, 1 + int(os.environ.get("SMM_MONTHS", "1")))
NAMES = [f"n{number:02d}" for number in range(60)]
NETWORKS = {name: Network(value=name, label=name, kind="ads") for name in NAMES}
FIRST, LAST = dt.date(2026, 6, 1), dt.date(2026, 6, 30)
BEFORE = 98  # days of history before the month
MORNINGS = (dt.date(2026, 6, 8), dt.date(2026, 6, 15), dt.date(2026, 6, 23))
DAYS = [FIRST + dt.timedelta(days=n) for n in range(-BEFORE, (LAST - FIRST).days + 1)]


def _spend(luck: np.random.Generator) -> np.ndarray:
    """Spend of one channel on every day, to the cent."""
    weekdays = np.exp(luck.normal(0, 0.15, 7))
    drift = np.exp(np.cumsum(luck.normal(0, 0.015, len(DAYS))))
    noise = np.exp(luck.normal(0, luck.uniform(0.1, 0.3), len(DAYS)))
    level = luck.uniform(5, 200)
    return np.round(level * drift * noise * weekdays[[day.weekday() for day in DAYS]], 2)


def _told(world, seed: int) -> pd.DataFrame:
    """What each morning said of each channel's month, and how it ended. elapsed: days that had passed."""
    luck = np.random.default_rng(seed)
    months = {name: _spend(luck) for name in NAMES}
    budgets = {name: round(days[:BEFORE].mean() * 30) for name, days in months.items()}
    lines = "".join(f"{FIRST},{LAST},{name},promotion,{budget},EUR\n" for name, budget in budgets.items())
    world.file("plan.csv", "period_start,period_end,channel,category,amount,currency\n" + lines)
    given, told = 0, []
    for morning in MORNINGS:
        known = (morning - DAYS[0]).days
        for name, days in months.items():
            rows = [{"date": str(DAYS[n]), "spend_original": days[n]} for n in range(given, known)]
            world.export(rows, network=name, exported=str(morning), basis="stated")
        given = known
        read = world.build("budget_adherence", as_of=morning)
        frame = read("SELECT channel, projected_spend, projected_low, projected_high FROM marts.budget_adherence")
        month = [months[name][BEFORE:] for name in frame["channel"]]
        elapsed = known - BEFORE
        frame["straight"] = [days[:elapsed].sum() / elapsed * 30 for days in month]
        told.append(
            frame.set_index("channel").astype(float).assign(end=[days.sum() for days in month], elapsed=elapsed)
        )
    return pd.concat(told)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["duckdb"], indirect=True)
def test_four_of_five_months_end_inside_the_interval_and_nearer_than_by_a_straight_line(new_world, monkeypatch):
    found = []
    for seed in SEEDS:
        with new_world() as world:
            monkeypatch.setattr(smm_assets.networks, "networks", lambda: NETWORKS)
            found.append(_told(world, seed))
    seen = pd.concat(found)
    inside = (seen["projected_low"] <= seen["end"]) & (seen["end"] <= seen["projected_high"])
    assert 0.75 <= inside.mean() <= 0.85, inside.groupby(seen["elapsed"]).mean()
    off = ((seen["projected_spend"] - seen["end"]) / seen["end"]).abs().groupby(seen["elapsed"]).mean()
    off_straight = ((seen["straight"] - seen["end"]) / seen["end"]).abs().groupby(seen["elapsed"]).mean()
    assert off.mean() < off_straight.mean(), (off, off_straight)
