"""One project among several, in a few facts: how fresh, how its money goes, whether anybody has to do something.

Belongs here: what of a summary an overview keeps, and what a project's state is. Not here: collecting the summary
(`summary.py`), looking at folders or showing lines (`pipelines/cli`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from smm_assets.report.advice_facts import Advice
from smm_assets.report.facts import ChannelData, Need, Pacing, Run, Summary
from smm_assets.settings import Project

State = Literal["good", "needs_person", "failed", "unreadable"]
SILENT_HOURS = 36  # a daily job that did not run for longer is no daily job
OFF_PLAN = ("over", "under")


@dataclass(frozen=True, kw_only=True)
class LateChannel:
    """A channel whose exports are behind by more than the project allows."""

    channel: str
    label: str
    data_through: date | None


@dataclass(frozen=True, kw_only=True)
class AdviceInBrief:
    """One recommendation: how many channels are to get more (up) and less (down)."""

    recommendation_id: str
    objective: str
    status: str
    keep: bool
    up: int
    down: int


@dataclass(frozen=True, kw_only=True)
class Overview:
    """One folder. problem, cure: why it failed or cannot be read, else "". data_through: newest day that every channel
    which is not late reaches. pace: spend of promotion lines against what their plan expects by now (1 = on plan);
    off_plan: how many of the lines are over and under. needs: what makes the state needs_person.
    """

    folder: str
    name: str
    state: State
    problem: str = ""
    cure: str = ""
    as_of: date | None = None
    run_at: datetime | None = None
    run_status: str = ""
    data_through: date | None = None
    late: tuple[LateChannel, ...] = ()
    pace: float | None = None
    off_plan: Mapping[str, int] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    advice: tuple[AdviceInBrief, ...] = ()


def overview_of(project: Project, summary: Summary, now: datetime) -> Overview:
    """What an overview keeps of the project's summary. now: aware; it tells whether the daily job still runs."""
    run, problem = summary.run, _failure(project, summary, now)
    return Overview(
        folder=str(project.home),
        name=summary.project,
        state="failed" if problem else "needs_person" if summary.needs_person else "good",
        problem=problem,
        cure=f"smm status --home {project.home}; smm doctor --home {project.home}" if problem else "",
        as_of=summary.as_of,
        run_at=_moment(run, project),
        run_status=run.status if run else "",
        data_through=_through(summary.data),
        late=tuple(_late(one) for one in summary.data if one.late),
        pace=_pace(summary.pacing),
        off_plan=dict(Counter(line.status for line in _promotion(summary.pacing) if line.status in OFF_PLAN)),
        needs=summary.blocking,
        advice=tuple(_in_brief(one) for one in summary.advice),
    )


def unreadable(folder: Path, name: str, problem: str, cure: str = "") -> Overview:
    """A folder of which nothing can be told, and why."""
    return Overview(folder=str(folder), name=name, state="unreadable", problem=problem, cure=cure)


def exit_code(found: Sequence[Overview]) -> int:
    """1 where one failed or cannot be read, else 3 where one needs a person, else 0."""
    states = {one.state for one in found}
    if states & {"failed", "unreadable"}:
        return 1
    return 3 if "needs_person" in states else 0


def _failure(project: Project, summary: Summary, now: datetime) -> str:
    """Why the daily job counts as failed, else ""."""
    run, started = summary.run, _moment(summary.run, project)
    if run is None:
        return "never run"
    if run.status == "failed":
        return f"last run failed: {run.message}" if run.message else "last run failed"
    if started is None or project.settings.as_of is not None:
        return ""
    hours = (now - started).total_seconds() / 3600
    return f"no run for {hours / 24:.0f} days, the last on {started:%Y-%m-%d}" if hours > SILENT_HOURS else ""


def _moment(run: Run | None, project: Project) -> datetime | None:
    """When the run began, in the project's time zone."""
    return run.started_at.replace(tzinfo=UTC).astimezone(project.zone) if run and run.started_at else None


def _through(data: Sequence[ChannelData]) -> date | None:
    days = [one.data_through for one in data if not one.late and one.data_through]
    return min(days) if days else max((one.data_through for one in data if one.data_through), default=None)


def _late(one: ChannelData) -> LateChannel:
    return LateChannel(channel=one.channel, label=one.label, data_through=one.data_through)


def _promotion(pacing: Sequence[Pacing]) -> list[Pacing]:
    return [line for line in pacing if line.category == "promotion" and line.budget is not None]


def _pace(pacing: Sequence[Pacing]) -> float | None:
    """As marts.budget_adherence has it for a line, over all lines whose spend is known."""
    known = [line for line in _promotion(pacing) if line.spend is not None and line.expected is not None]
    expected = sum(float(line.expected or 0) for line in known)
    return sum(float(line.spend or 0) for line in known) / expected if expected else None


def _in_brief(one: Advice) -> AdviceInBrief:
    actions = Counter(line.action for line in one.lines)
    return AdviceInBrief(
        recommendation_id=one.recommendation_id,
        objective=one.objective,
        status=one.status,
        keep=one.keep,
        up=actions["increase"],
        down=actions["decrease"],
    )
