"""Files leave the inbox once their bytes are in the archive.

Belongs here: taking a file away unless it is another one by now. Not here: listing the inbox (`inbox`), the round over
its files (`intake`).
"""

from dataclasses import replace
from pathlib import Path

from smm_assets.arrival import remote
from smm_assets.errors import ArrivalError
from smm_assets.ingest.landing.inbox import Waiting, look_at
from smm_assets.ingest.landing.ledger import LedgerRow
from smm_assets.settings import Project


def left(project: Project, away: remote.RemoteInbox | None, item: Waiting, rows: list[LedgerRow]) -> list[LedgerRow]:
    """Take the file out of the inbox, now that its bytes are in the archive; a newer one of that name stays."""
    try:
        if away is not None:
            if project.settings.inbox_access.taken == "remove":
                away.remove(item.path, size=item.size, modified_at=item.modified_at, etag=item.etag)
        elif unchanged(item):
            Path(item.path).unlink()
    except (OSError, ArrivalError) as error:
        why = getattr(error, "strerror", None) or str(getattr(error, "message", error))
        remark = f"it could not be taken out of the inbox ({why}); remove it there yourself"
        return [replace(row, problems=(*row.problems, remark)) for row in rows]
    return rows


def unchanged(item: Waiting) -> bool:
    """Whether the file is still what it was when it was listed."""
    now = look_at(Path(item.path))
    return (now.size, now.modified_at, now.irregular) == (item.size, item.modified_at, "")
