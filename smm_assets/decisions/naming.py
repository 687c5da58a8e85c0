"""Which recommendation and which channel a person means, and what an unknown name may have meant.

Belongs here: short forms and suggestions. Not here: what is done with them (`approval`).
"""

import difflib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from smm_assets.errors import UsageError
from smm_assets.warehouse.store import ReadOnlyStore

NONE_YET = "smm run makes recommendations; smm recommend says what they wait for"
SEE = "See the ids: smm sql 'SELECT recommendation_id, status FROM recommendation'"


def recommendation_named(store: ReadOnlyStore, asked: str) -> dict[str, Any]:
    """The header of the recommendation of that id or start of one. Raises UsageError for none or several.

    Of several of which one only was not superseded, that one is meant.
    """
    rows = store.read("SELECT * FROM state.recommendation ORDER BY as_of DESC, created_at DESC, recommendation_id")
    every = [str(name) for name in rows["recommendation_id"]]
    hits = [name for name in every if name == asked] or [name for name in every if asked and name.startswith(asked)]
    if not hits:
        close = difflib.get_close_matches(asked, every, n=2, cutoff=0.5)
        cure = f"Did you mean {' or '.join(close)}?" if close else SEE if every else NONE_YET
        raise UsageError(f"there is no recommendation {asked}", cure=cure)
    current = [name for name in hits if name in set(rows.loc[rows["status"] != "superseded", "recommendation_id"])]
    hits = current if len(hits) > 1 and len(current) == 1 else hits
    if len(hits) > 1:
        raise UsageError(f"'{asked}' is the start of several: {', '.join(hits[:3])}", cure="Write more of it")
    row = rows[rows["recommendation_id"] == hits[0]].iloc[0]
    return {str(name): None if pd.isna(value) else value for name, value in row.items()}


def channel_named(asked: str, labels: Mapping[str, str]) -> str:
    """The channel of that name or label. labels: channel → label. Raises UsageError with what was meant."""
    for channel, label in labels.items():
        if asked.strip().casefold() in (channel.casefold(), label.casefold()):
            return channel
    close = difflib.get_close_matches(asked, [*labels], n=1)
    cure = f"Did you mean {close[0]}?" if close else f"Its channels: {', '.join(labels)}"
    raise UsageError(f"the recommendation has no channel {asked}", cure=cure)
