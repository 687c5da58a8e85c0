"""Which exports a project waits for before anything was dropped in, and how each is made.

Belongs here: which networks a project speaks of, and the words their folders have for it. Not here: exports that are
late (`smm_assets/report/fetching.py`).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smm_assets.settings import Project

KINDS = ("ads", "outcome", "organic_metric")  # what is asked for first


def first_exports(networks: Iterable[str]) -> list[tuple[str, str]]:
    """(network in words, how its export is made) of each that has one, in their order, each once."""
    from smm_assets.budget.export_advice import advice_rows
    from smm_assets.registry import registry

    known = registry()
    told = {(row["network"], row["report"]): row for row in advice_rows(known.reports) if row["is_first"]}
    found = []
    for value in dict.fromkeys(networks):
        row = next((told[value, kind] for kind in KINDS if (value, kind) in told), None)
        if row is not None:
            found.append((known.networks[value].label, str(row["day_advice"])))
    return found


def expected(project: "Project") -> list[str]:
    """Networks that smm.yaml speaks of: those of its accounts, and those its channels belong to."""
    from smm_assets.budget.channels import Channels
    from smm_assets.registry import registry

    settings = project.settings
    networks = registry(project, []).networks
    channels = Channels(settings=settings, networks=networks)
    by_channel = [owner for name in settings.channels for owner in channels.owners(name)[:1]]
    return list(dict.fromkeys([*by_channel, *(one.network for one in settings.accounts if one.network in networks)]))
