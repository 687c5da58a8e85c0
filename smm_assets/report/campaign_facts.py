"""What is to be done with one campaign, as pages say it.

Belongs here: the plain value and what a person has to do. Not here: reading it (`campaigns.py`) or judging it
(`smm_assets/campaigns`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from smm_assets.language import mark
from smm_assets.report.words import plural

SET, OFF, CHECK, LEAVE = mark("set budget"), mark("switch off"), mark("check"), mark("leave")
TASKS = (OFF, SET, CHECK, LEAVE)  # in the order people do them
STOPPED = ("paused", "ended")  # at the network already


@dataclass(frozen=True, kw_only=True)
class CampaignLine:
    """One row of marts.campaign_action. label: of its channel; before, after: money a day, reporting currency."""

    label: str
    name: str
    verdict: str
    before: Decimal
    after: Decimal
    reason: str
    status: str = ""

    @property
    def task(self) -> str:
        return task(self.verdict, self.before, self.after, self.status)


def task(verdict: str, before: Decimal, after: Decimal, status: str | None = None) -> str:
    """What a person has to do at the network. status: whether it runs, where an export tells."""
    if status in STOPPED:
        return LEAVE
    if verdict == "pause" and after == 0:
        return OFF
    return SET if after != before else CHECK if verdict == "fix" else LEAVE


def tasks_in_words(tasks: Sequence[str]) -> list[str]:
    """How many of each there are: "2 budgets to set", "1 to switch off"."""
    count = {one: tasks.count(one) for one in TASKS}
    asked = [f"{plural(count[SET], 'budget')} to set"] if count[SET] else []
    return asked + [f"{count[one]} to {one}" for one in (OFF, CHECK, LEAVE) if count[one]]
