"""Everything the user's own tables say, read together, so that all problems of all files come at once.

Belongs here: which files there are. Not here: reading one of them (`plan`, `costs`, `events` …), or what becomes of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from smm_assets.budget.benchmarks import read_benchmarks
from smm_assets.budget.channels import Channels
from smm_assets.budget.costs import read_costs
from smm_assets.budget.declared import check_declared
from smm_assets.budget.events import read_events
from smm_assets.budget.mood import read_mood
from smm_assets.budget.plan import Row, read_plan
from smm_assets.budget.post_tags import read_post_tags
from smm_assets.budget.rates import Rates, read_rates
from smm_assets.budget.small_tests import read_tests
from smm_assets.budget.vat import TableVat, check_vat
from smm_assets.errors import ConfigurationError, Problem
from smm_assets.registry import registry
from smm_assets.settings import Project


@dataclass(frozen=True, kw_only=True)
class UserFiles:
    """What the user's own files say, checked."""

    rates: Rates
    plan: Sequence[Row]
    costs: Sequence[Row]
    events: Sequence[Row]
    tests: Sequence[Row]
    post_tags: Sequence[Row]
    mood: Sequence[Row]
    benchmarks: Sequence[Row]


def read_files(project: Project, channels: set[str]) -> UserFiles:
    """The project's own tables. channels: those a line may name.

    Raises ConfigurationError with every problem of every file, of kpis.yml, mapping files and names in smm.yaml too.
    """
    from smm_assets.kpis.model import check_project

    problems: list[Problem] = []
    names, reporting = sorted(channels), project.settings.currency
    rates = read_rates(project.home, reporting, problems)
    files = UserFiles(
        rates=rates,
        plan=read_plan(project.home, names, rates, problems, TableVat.of(project.settings, "plan")),
        costs=read_costs(project.home, names, rates, problems, TableVat.of(project.settings, "costs")),
        events=read_events(project.home, names, problems),
        tests=read_tests(project.home, names, reporting, problems),
        post_tags=read_post_tags(project.home, problems),
        mood=read_mood(project.home, names, problems),
        benchmarks=read_benchmarks(project.home, names, sorted(registry(project, []).networks), rates, problems),
    )
    problems += check_project(project)
    problems += check_vat(project)
    known = Channels(settings=project.settings, networks=registry(project, problems).networks)
    problems += check_declared(project, known, channels)
    if problems:
        raise ConfigurationError(problems)
    return files
