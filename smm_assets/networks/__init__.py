"""Discovery of networks: every folder here is one network, every module in it with a `REPORT(S)` is one report.

Belongs here: finding them. Not here: any network's name; adding a network is adding a folder.
"""

import importlib
import pkgutil
from functools import cache

from smm_assets.ingest.contract import Report
from smm_assets.ingest.habits import Network


@cache
def networks() -> dict[str, Network]:
    """All networks by value, in order of their value."""
    found = {}
    for info in pkgutil.iter_modules(__path__):
        if info.ispkg:
            network: Network = importlib.import_module(f"{__name__}.{info.name}").NETWORK
            found[network.value] = network
    return dict(sorted(found.items()))


@cache
def reports() -> tuple[Report, ...]:
    """All reports of all networks, ordered by network and name, so detection does not depend on the file system."""
    found: list[Report] = []
    for info in pkgutil.iter_modules(__path__):
        if not info.ispkg:
            continue
        package = importlib.import_module(f"{__name__}.{info.name}")
        for module_info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{module_info.name}")
            found.extend(getattr(module, "REPORTS", ()))
    return tuple(sorted(found, key=lambda report: (report.network, report.name)))
