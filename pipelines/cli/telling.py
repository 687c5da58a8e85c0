"""The check of `smm doctor` on whom alerts go to: each target by itself. Sends nothing.

Belongs here: looking and saying what to do. Not here: the other checks (`checkup.py`), trying a target (`alerts.py`).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipelines.cli.finding import Finding

if TYPE_CHECKING:
    from smm_assets.settings import Project

CHECK = "Alerts"
CURE = "Write the address as apprise wants it (mailto://…, slack://…, tgram://…): docs/how-to/get-alerts.md"


def alerts(project: "Project") -> Iterator[Finding]:
    """One finding for each target: the service its address belongs to, never the address."""
    if not project.settings.alerts.targets:
        return
    from smm_assets.alerts.sending import service_of

    for target in project.settings.alerts.targets:
        service = service_of(target.url)
        told = ", ".join([*target.events, *(f"{kind} digest" for kind in target.digests)]) or "nothing"
        seen = f"{service}, is told {told}" if service else "no service has an address of this form"
        state, cure = ("good", "") if service else ("bad", CURE)
        yield Finding(check=CHECK, state=state, seen=f"{target.name}: {seen}", cure=cure)
