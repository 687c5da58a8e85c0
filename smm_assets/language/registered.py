"""Messages that stand in registries and not in calls: how to get an export of each network, names of shipped KPIs.

Belongs here: finding them, for the catalogues. Not here: any text; they stand with their networks and KPIs.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

from smm_assets.language.spoken import CATALOGUES

KPIS = Path(CATALOGUES).parents[2] / "dbt_like_sql" / "kpis.yml"


def registered() -> Iterator[tuple[str, str]]:
    """(place, message) of each, in the order of their places."""
    from smm_assets.registry import registry

    known = registry()
    for report in known.reports:
        yield from ((f"networks/{report.network}", text) for text in (*report.advice.values(), report.refuse) if text)
    for name, network in known.networks.items():
        yield from ((f"networks/{name}", one.why) for one in network.retired)
    for entry in yaml.safe_load(KPIS.read_text(encoding="utf-8")):
        yield KPIS.name, entry["title"]
