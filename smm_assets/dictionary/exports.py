"""Which networks' exports feed each raw table, from the registry.

Belongs here: that one list. Not here: the exports one by one (`smm_assets/networks/catalogue`).
"""

from smm_assets.networks import networks, reports
from smm_assets.schema import RAW_TABLES


def feeding() -> list[tuple[str, str]]:
    """("raw.table", labels of the networks whose reports are loaded into it), by table."""
    labels = {name: network.label for name, network in networks().items()}
    found: dict[str, dict[str, None]] = {name: {} for name in RAW_TABLES}
    for report in reports():
        if not report.refuse:
            found[report.table.name][labels.get(report.network, report.network)] = None
    return [(f"raw.{name}", ", ".join(sorted(these))) for name, these in found.items()]
