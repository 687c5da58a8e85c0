"""What two looks at a listing say: which files have settled, which of them a run is to be asked for.

Belongs here: comparing, and the cursor that carries a look to the next. Not here: listing (`ingest/landing/inbox`) or
asking (`sensors`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smm_assets.ingest.landing.inbox import Waiting

MOST_FILES = 200
AGAIN_AFTER = (timedelta(minutes=10), timedelta(hours=1))  # a file that a run did not take is asked for twice more
Asked = tuple[str, str, int]


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at the inbox.

    files: what the listing says, by path. settled: those that looked the same at the look before. due: of them, the
    oldest that no run was asked for. asked: listing, moment and number of times, by path. by_hand: the mark of rows
    that came in by hand; is_hand_new where no run was asked for it.
    ahead: what names the run that reads files ahead, and when it was asked for; None where none is waited for.
    """

    files: Mapping[str, str]
    settled: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    asked: Mapping[str, Asked] = field(default_factory=dict)
    by_hand: int = 0
    by_hand_before: int = 0
    ahead: tuple[str, str] | None = None

    @property
    def is_hand_new(self) -> bool:
        return self.by_hand not in (0, self.by_hand_before)

    @property
    def cursor(self) -> str:
        """What the next look is told when no run was asked for."""
        return self._written(self.asked, self.by_hand_before, self.ahead)

    def ahead_at(self, at: datetime) -> str:
        """What the next look is told when a run was asked to read ahead what is due."""
        return self._written(self.asked, self.by_hand_before, (self.key, at.isoformat()))

    def asked_at(self, at: datetime) -> str:
        """What the next look is told when a run was asked for all that is due."""
        now = {path: (self.files[path], at.isoformat(), self._times(path) + 1) for path in self.due}
        return self._written({**self.asked, **now}, self.by_hand)

    @property
    def key(self) -> str:
        """Names exactly what a run is asked for, so that it is run once."""
        listing: list[Any] = [{path: self.files[path] for path in self.due}]
        listing += [max(map(self._times, self.due), default=0) or None, self.by_hand if self.is_hand_new else None]
        return sha256(json.dumps(listing, sort_keys=True).encode()).hexdigest()[:32]

    def _times(self, path: str) -> int:
        listed, _, times = self.asked.get(path, ("", "", 0))
        return times if listed == self.files[path] else 0

    def _written(self, asked: Mapping[str, Asked], by_hand: int, ahead: tuple[str, str] | None = None) -> str:
        told = {"files": self.files, "asked": asked, "by_hand": by_hand} | ({"ahead": ahead} if ahead else {})
        return json.dumps(told, sort_keys=True)


def look(
    found: Sequence["Waiting"], cursor: str | None, *, at: datetime, stays: bool = False, by_hand: int = 0
) -> Look:
    """Compare what lies there with what the cursor says of the look before.

    stays: files stay there although they were taken, so that their being there says nothing of a run.
    """
    before = _read(cursor)
    files = {one.path: one.listed for one in found}
    settled = [one for one in found if before["files"].get(one.path) == one.listed]
    asked = {path: tuple(said) for path, said in before["asked"].items() if files.get(path) == said[0]}
    due = [one for one in settled if _is_due(asked.get(one.path), at, stays or bool(one.irregular))]
    due.sort(key=lambda one: (one.modified_at, one.path))
    return Look(
        files=files,
        settled=tuple(sorted(one.path for one in settled)),
        due=tuple(one.path for one in due[:MOST_FILES]),
        asked=asked,
        by_hand=by_hand,
        by_hand_before=before["by_hand"],
        ahead=before["ahead"] if due else None,
    )


def _is_due(asked: Asked | None, at: datetime, stays: bool) -> bool:
    if asked is None:
        return True
    _, moment, times = asked
    return not stays and times <= len(AGAIN_AFTER) and at - datetime.fromisoformat(moment) >= AGAIN_AFTER[times - 1]


def _read(cursor: str | None) -> dict[str, Any]:
    told = json.loads(cursor) if cursor else {}
    ahead = tuple(told["ahead"]) if "ahead" in told else None
    found = {"files": told.get("files", {}), "asked": told.get("asked", {}), "by_hand": told.get("by_hand", 0)}
    return {**found, "ahead": ahead}
