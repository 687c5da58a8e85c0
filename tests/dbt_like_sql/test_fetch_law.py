"""Laws of the fetch list: it asks for just the days that are wanted, never for a day twice, and an export as asked
closes it. One silent network never touches the figures of the others.
"""

import datetime as dt
import itertools
import os

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

AS_OF = dt.date(2026, 6, 15)
FIRST = dt.date(2026, 5, 20)
YESTERDAY = AS_OF - dt.timedelta(days=1)
STALE, IMMATURE = 2, 3  # what a project has without saying more
EVIDENCE = 7  # days exported twice without a change from which a network's figures are taken as settled at once
DAY = dt.timedelta(days=1)

spans = st.lists(
    st.tuples(st.integers(0, (YESTERDAY - FIRST).days), st.integers(0, 8)).map(
        lambda one: (FIRST + one[0] * DAY, min(FIRST + (one[0] + one[1]) * DAY, YESTERDAY))
    ),
    min_size=1,
    max_size=4,
)


def without_evidence(accounts):
    """Whether too few days came twice for the network to be said to settle."""
    seen = [{(day, last) for first, last in found for day in each(first, last)} for found in accounts]
    return sum(len(days) - len({day for day, _ in days}) for days in seen) < EVIDENCE


def each(first, last):
    return [first + n * DAY for n in range((last - first).days + 1)]


def wanted(exports):
    """Days to export by account, worked out day by day: exports are (first, last, day it was made)."""
    made = {}
    for first, last, on in exports:
        for day in each(first, last):
            made[day] = max(on, made.get(day, on))
    begin, end = min(made), max(made)
    late = (YESTERDAY - end).days > STALE
    rhythm = _rhythm({on for _, _, on in exports})
    due = late or (rhythm is not None and (AS_OF - max(on for _, _, on in exports)).days >= rhythm)
    needed, opens = set(), set()
    for day in each(begin, YESTERDAY):
        if day not in made:
            needed.add(day)
            if day < end or due:
                opens.add(day)
        elif (made[day] - day).days <= IMMATURE and made[day] < AS_OF:
            needed.add(day)
            if (AS_OF - day).days > IMMATURE:
                opens.add(day)
    return {day for day in needed if any(other in opens for other in _together(day, needed))}


def _together(day, days):
    """The days of the unbroken run a day lies in."""
    run = {day}
    for step in (DAY, -DAY):
        at = day + step
        while at in days:
            run.add(at)
            at += step
    return run


def _rhythm(made):
    ordered = sorted(made)[-9:]
    gaps = sorted((b - a).days for a, b in itertools.pairwise(ordered))
    if len(gaps) < 2:
        return None
    return gaps[(len(gaps) - 1) // 2]


def export(world, account, first, last, on):
    rows = [{"date": str(day), "spend_original": 1} for day in each(first, last)]
    world.export(rows, network="south", account=account, exported=f"{on} 12:00", basis="stated")


def listed(read):
    frame = read("SELECT account_id, period_start, period_end, missing_days, repeated_days FROM marts.fetch_list")
    found = {}
    for account, first, last, *counts in frame.values.tolist():
        run = each(pd.Timestamp(first).date(), pd.Timestamp(last).date())
        assert sum(counts) == len(run)
        before = found.setdefault(account, set())
        assert not before & set(run), "a day is asked for twice"
        found[account] = before | set(run)
    return found


@settings(max_examples=int(os.environ.get("SMM_HISTORIES", "2")), suppress_health_check=list(HealthCheck))
@given(accounts=st.lists(spans, min_size=3, max_size=6).filter(without_evidence))
def test_the_list_asks_for_just_the_days_wanted_and_an_export_as_asked_closes_it(new_world, accounts):
    exports = {
        f"a{number}": [(first, last, last + DAY) for first, last in found] for number, found in enumerate(accounts)
    }
    with new_world() as world:
        for account, files in exports.items():
            for first, last, on in files:
                export(world, account, first, last, on)
        asked = listed(world.build("fetch_list"))
        assert asked == {account: days for account, files in exports.items() if (days := wanted(files))}
        for account, days in asked.items():
            for run in {frozenset(_together(day, days)) for day in days}:
                export(world, account, min(run), max(run), AS_OF)
        assert listed(world.build("fetch_list")) == {}


NORTH = "SELECT date, spend, is_known FROM marts.channel_daily WHERE channel = 'north' ORDER BY date"
MARTS = ("channel_daily", "channel_effectiveness", "budget_adherence", "fetch_list", "data_coverage", "kpi_values")
PLAN = "period_start,period_end,channel,category,amount,currency\n" + "".join(
    f"2026-06-01,2026-06-30,{channel},promotion,300,EUR\n" for channel in ("north", "south")
)


def stopped(world):
    export(world, "acc", FIRST, FIRST, FIRST + DAY)


def never_came(world):
    """Only the plan knows of it."""


def was_refused(world):
    refused = {"file_id": "bad", "part": "", "name": "south.csv", "network": "south", "report": "ads"}
    told = {"period_start": dt.date(2026, 6, 1), "period_end": YESTERDAY}
    world.parts.append(refused | told | {"status": "quarantined", "loaded_at": pd.Timestamp("2026-06-15 05:00")})


@pytest.fixture
def undisturbed(new_world):
    with new_world() as world:
        deliver(world)
        return world.build(*MARTS)(NORTH).astype(str).values.tolist()


def deliver(world):
    world.file("plan.csv", PLAN)
    days = each(dt.date(2026, 6, 1), YESTERDAY)
    world.export([{"date": str(day), "spend_original": 10, "conversions": 1} for day in days])


@pytest.mark.parametrize(
    ("silence", "reason", "status"),
    [
        (stopped, "stale", "no_data"),
        (never_came, "never_delivered", "no_data"),
        (was_refused, "file_refused", "no_data"),
    ],
)
def test_one_networks_silence_leaves_the_others_as_they_are_and_is_asked_for(
    new_world, undisturbed, silence, reason, status
):
    with new_world() as world:
        deliver(world)
        silence(world)
        read = world.build(*MARTS)
        assert read(NORTH).astype(str).values.tolist() == undisturbed
        asked = read("SELECT reason, unlocks FROM marts.fetch_list WHERE network = 'south' ORDER BY priority")
        assert asked.iloc[0].tolist() == [reason, "the advice for South"]
        pace = read("SELECT channel, status FROM marts.budget_adherence ORDER BY channel").values.tolist()
        assert pace == [["north", "on_track"], ["south", status]]
