"""What comes from people and not from networks, as the roots of the lineage beside the exports.

Belongs here: the specs of what is only noticed, never made. Not here: noticing it (`pipelines/watching.py`).
"""

import dagster as dg

from smm_assets.assets.keys import DECISIONS, FILES, SOFTWARE
from smm_assets.assets.labels import Group, of_group
from smm_assets.replay.files import NAMES

MEANINGS = {
    FILES: f"What the user writes: {', '.join(sorted({name.partition('.')[0] for name in NAMES}))} and mapping files. "
    "Each change that lasts a while is noted here, and what hangs on it is made again.",
    DECISIONS: "What a person said of a recommendation: smm approve, smm decline.",
    SOFTWARE: "This software and its SQL. Another version makes everything again.",
}


def project_specs() -> list[dg.AssetSpec]:
    """One asset each, filled by nobody: a sensor notes when it changed."""
    return [
        dg.AssetSpec(key, description=text, kinds={"file"}, **of_group(Group.PROJECT, "project"))
        for key, text in MEANINGS.items()
    ]
