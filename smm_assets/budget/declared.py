"""Names in smm.yaml held against what there is: networks of accounts, channels of accounts and rules.

Belongs here: names that lead nowhere. Not here: the form of smm.yaml (`smm_assets/settings`) or resolving a name
(`channels`, `outcomes`).
"""

import difflib
from collections.abc import Collection, Iterator

from smm_assets.budget.channels import Channels, like
from smm_assets.budget.outcomes import UNATTRIBUTED
from smm_assets.errors import Problem
from smm_assets.settings import PROJECT_FILE, Project
from smm_assets.settings.reading import place

_Name = tuple[tuple[object, ...], str, str, Collection[str]]
_PATTERN = "*?["


def check_declared(project: Project, channels: Channels, known: Collection[str]) -> list[Problem]:
    """Names of smm.yaml that nobody knows. known: every channel there is, those of loaded campaigns included."""
    problems = []
    for keys, kind, name, options in _names(channels, known):
        if any(like(name, option) if set(name) & set(_PATTERN) else name == option for option in options):
            continue
        close = difflib.get_close_matches(name.casefold(), sorted(options), n=1)
        other = "Declare it under channels:" if kind == "channel" else f"Known: {', '.join(sorted(options))}"
        problems.append(
            Problem(
                where=place(project.file(PROJECT_FILE), keys),
                seen=f"no {kind} is called '{name}'",
                cure=f"Did you mean {close[0]}?" if close else other,
            )
        )
    return problems


def _names(channels: Channels, known: Collection[str]) -> Iterator[_Name]:
    settings, networks = channels.settings, set(channels.networks)
    own = set(settings.channels).union(*(channels.owned(name) for name in networks))
    everywhere = {*known, *own}
    for place_, account in enumerate(settings.accounts):
        yield ("accounts", place_, "network"), "network", account.network, networks
        if account.channel:
            yield ("accounts", place_, "channel"), "channel", account.channel, own
    for name, channel in settings.channels.items():
        for place_, rule in enumerate(channel.match):
            if rule.network:
                yield ("channels", name, "match", place_, "network"), "network", rule.network, networks
    for place_, outcome in enumerate(settings.outcome_rules):
        yield ("outcome_rules", place_, "channel"), "channel", outcome.channel, {*everywhere, UNATTRIBUTED}
    for place_, objective in enumerate(settings.objective_rules):
        if objective.channel:
            yield ("objective_rules", place_, "channel"), "channel", objective.channel, everywhere
