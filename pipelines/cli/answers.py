"""What answers a held-back thing: the setting to write, or the command to type.

Belongs here: from a question's topic to its answer. Not here: asking (`smm_assets/ingest/rows`) or laying it out
(`holding.py`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smm_assets.errors import FileRefused
    from smm_assets.report.held import HeldItem
    from smm_assets.settings import Account

MAPPED = {"numbers": "decimal", "day_order": "dates", "share_unit": "percent"}
ANOTHER = {
    "numbers": "exported again as said above",
    "day_order": "with dates written 2026-01-31, or of a longer period with a day after the 12th of a month",
    "share_unit": "exported again as said above",
}


def fix_of(item: "HeldItem", home: str) -> str:
    """The one command that leads on. home: " --home DIR" where it has to be said."""
    if item.settled_by:
        return "nothing to do"
    if item.kind == "rate":
        return f"fx.csv, then smm run{home}"
    if item.kind == "unread":
        return f"smm ingest{home}"
    if item.kind == "rows" or item.status == "held":
        return f"smm quarantine show{home} {item.id}"
    if item.status == "unrecognised":
        return f"smm quarantine show{home} {item.id}"
    return f"smm ingest{home} with the corrected export, or smm quarantine release{home} {item.id}"


def answers(
    item: "HeldItem",
    refusal: "FileRefused | None",
    path: str,
    own: "Sequence[Account]",
    home: str,
    *,
    is_mapped: bool = False,
) -> list[str]:
    """Settings and commands that answer a refused part, in the order they are tried.

    refusal: what stops it today. path: its bytes in the archive. own: declared accounts of its network. is_mapped:
    whether a mapping file reads it, so that a setting of it answers.
    """
    again = f"smm quarantine release{home} {item.id}"
    if refusal is None:
        return [again]
    if refusal.status == "unrecognised":
        return [f"smm inspect{home} '{path}' --suggest-mapping --to NAME", again]
    if refusal.status == "held" and refusal.topic in MAPPED and not is_mapped:
        return [f"smm ingest{home} EXPORT, {ANOTHER[refusal.topic]}"]
    if refusal.status == "held":
        return [*_setting(item, refusal.topic, own, again), again]
    return [f"smm ingest{home} EXPORT, the corrected one", f"{again}, after a newer version of the software"]


def _setting(item: "HeldItem", topic: str, own: "Sequence[Account]", again: str) -> list[str]:
    if topic == "currency":
        if len(own) > 1:
            return [f"{again} --account NAME, one of {', '.join(account.name for account in own)}"]
        if own:
            return [f"smm.yaml, account {own[0].name}: currency: CODE"]
        return [f"smm.yaml: accounts: [{{name: NAME, network: {item.network or 'NETWORK'}, currency: CODE}}]"]
    if topic == "year":
        return ["smm ingest of a copy whose name ends in the day of the download, such as 2026-11-22"]
    if topic in MAPPED:
        return [f"mappings/…, key {MAPPED[topic]}"]
    return []
