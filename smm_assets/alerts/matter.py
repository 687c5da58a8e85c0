"""What alerts are about: one matter, what is known of it, what was told of it.

Belongs here: these plain values. Not here: where matters come from (`arising`) or what is due (`memory`).
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

WATCH, BAD = 1, 2


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One thing worth telling. key: names it over mornings; event: of smm.yaml, or the kind of a digest.

    level: WATCH or BAD; amount: money at stake, reporting currency, None where nobody knows. what: on one line; more:
    the rest of it; cure: what to do; place: where to look. May hold names from exports, which are hostile.
    """

    key: str
    event: str
    level: int
    amount: Decimal | None
    what: str
    more: str = ""
    cure: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A matter from the first time it was seen until it is resolved. Moments are UTC, naive."""

    matter: Matter
    first_seen: datetime
    last_seen: datetime
    resolved_at: datetime | None = None

    @property
    def name(self) -> tuple[str, datetime]:
        """Which matter, and which time it came up."""
        return self.matter.key, self.first_seen


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one target was told of one matter. at: when last, None when it never was; level, amount: the worst of it.

    tried_at, failures, error: of the tries since that went wrong; error is empty when the last one went well.
    """

    target: str
    at: datetime | None = None
    level: int = 0
    amount: Decimal | None = None
    tried_at: datetime | None = None
    failures: int = 0
    error: str = ""
