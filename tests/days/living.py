"""Living through the planned days: files drop, daemons look, runs are executed, alerts go out.

Belongs here: what happens when, and what is noted of it. Not here: what must hold of it (`test_days`).
"""

import importlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
import pytest

import pipelines.definitions
from smm_assets.settings import Project
from smm_assets.simulator import World
from smm_assets.warehouse import open_published
from tests.alerts.receivers import Received
from tests.days import shop
from tests.days.daemons import BETWEEN_PASSES, Clock, Daemons, started
from tests.days.files import bytes_of, name_of
from tests.days.plan import A_DAY, EARLY, ZONE, Delivery, Plan, moment

START, RUN_HOUR, QUIET_IS_OVER = time(5), time(6, 0, 5), time(7, 30, 5)
SOON = timedelta(seconds=15)
MOST_PASSES = 12


@dataclass(frozen=True, kw_only=True)
class Message:
    """What a server received, and when."""

    at: datetime
    target: str
    subject: str
    text: str


@dataclass
class Life:
    """What happened. failed: looks of sensors and schedules that ended in an error; advice: after each morning's day
    its proposed recommendation, None where there is none.
    """

    project: Project
    world: World
    plan: Plan
    messages: list[Message] = field(default_factory=list)
    runs: dict[str, dg.RunRecord] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    advice: dict[date, dict[str, Any] | None] = field(default_factory=dict)

    def sql(self, query: str) -> pd.DataFrame:
        """From the published tables."""
        with open_published(self.project) as reader:
            return reader.read(query)


def live(home: Path, world: World, plan: Plan, chat: Received, mail: Received) -> Life:
    """Live through all days of the plan."""
    shop.make_shop(home, world)
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch, clock.told():
        for name, value in shop.surroundings(home, chat, mail).items():
            patch.setenv(name, value)
        project = Project.open(home)
        importlib.reload(pipelines.definitions)
        life = Life(project, world, plan)
        for morning in plan.mornings:
            clock.now = moment(morning, START)
            with started(project) as daemons:  # anew each day: what they know must not be lost with them
                _Day(life, daemons, clock, {"chat": chat, "mail": mail}).live(morning)
                life.runs.update({one.dagster_run.run_id: one for one in daemons.instance.get_run_records()})
                life.failed += daemons.failed()
            life.advice[morning] = _advice(life)
    return life


class _Day:
    def __init__(self, life: Life, daemons: Daemons, clock: Clock, servers: dict[str, Received]) -> None:
        self.life, self.daemons, self.clock, self.servers = life, daemons, clock, servers

    def live(self, morning: date) -> None:
        """One day from five in the morning on."""
        self.daemons.look()
        for at, arriving in self.moments(morning):
            if not arriving and at <= self.clock.now:
                continue  # the daemons have looked since
            self.clock.now = max(at, self.clock.now)
            if at == moment(morning, EARLY):
                self.write_plan(morning)
            for one in arriving:
                self.drop(one)
            self.look_until_quiet()

    def moments(self, morning: date) -> Iterator[tuple[datetime, list[Delivery]]]:
        """When something may happen, and what is dropped then."""
        plan = self.life.plan
        user_is_up = (EARLY,) if {morning, morning - A_DAY} & {*plan.mistaken} else ()
        arriving: dict[datetime, list[Delivery]] = {
            moment(morning, hour): [] for hour in (*user_is_up, RUN_HOUR, QUIET_IS_OVER)
        }
        for one in plan.dropped:
            if one.at.astimezone(ZONE).date() == morning:
                arriving.setdefault(one.at, []).append(one)
        yield from sorted(arriving.items())

    def write_plan(self, morning: date) -> None:
        """The user spoils plan.csv, or mends it and raises a budget; on other mornings it stays as it is."""
        mended = [day + A_DAY for day in self.life.plan.mistaken if day < morning]
        text = shop.media_plan(self.life.world, mended)
        wrong = morning in self.life.plan.mistaken
        (self.life.project.home / "plan.csv").write_text(shop.spoilt(text) if wrong else text, encoding="utf-8")

    def drop(self, one: Delivery) -> None:
        path = self.life.project.home / "inbox" / name_of(one)
        assert not path.exists(), f"{path} lies there already"
        path.write_bytes(bytes_of(self.life.world, one))
        os.utime(path, (self.clock.now.timestamp(),) * 2)

    def look_until_quiet(self) -> None:
        """Passes, two at least, until one asked for nothing and nothing waits: a file counts at the second look."""
        for passes in range(1, MOST_PASSES + 1):
            self.clock.now += SOON if passes == 1 else BETWEEN_PASSES
            asked = self.daemons.look()
            self.note()
            if passes > 1 and not asked and self.daemons.idle():
                return
        raise AssertionError(f"after {MOST_PASSES} passes there is still something asked for")

    def note(self) -> None:
        """What was received since the last note."""
        for target, server in self.servers.items():
            for got in server.messages:
                subject = got["title"] if target == "chat" else str(got["subject"])
                text = got["message"] if target == "chat" else got.get_body(("html",)).get_content()
                self.life.messages.append(Message(at=self.clock.now, target=target, subject=subject, text=text))
            server.messages.clear()


def _advice(life: Life) -> dict[str, Any] | None:
    found = life.sql("SELECT * FROM marts.recommendation WHERE status = 'proposed'").to_dict("records")
    return {str(name): value for name, value in found[-1].items()} if found else None
