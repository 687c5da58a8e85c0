"""Tables that grew since the server last looked at them, and looking at them before they are read.

Belongs here: when to ANALYZE. Not here: putting rows in (`store`). What models read is planned by what the server knows
of a table; its own daemon comes a minute later, and never to a table that lies in partitions as a whole.
"""

from collections import Counter

from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.postgres import catalog
from smm_assets.warehouse.postgres.session import Session

MANY = 20_000
_GROWN = 1.2
_ONLY_SINCE = 18
_THERE = "SELECT to_regclass(:name) IS NOT NULL"
_KNOWN = "SELECT reltuples FROM pg_catalog.pg_class WHERE oid = CAST(:name AS REGCLASS)"

Place = tuple[str, str, str]


class Growth:
    """Rows that came in one session, by table."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: Counter[Place] = Counter()

    def note(self, schema: str, table: str, rows: int, whole: str = "") -> None:
        """So many rows came into a table. whole: the table it is a partition of."""
        self._rows[schema, table, whole] += rows

    def look(self) -> None:
        """Let the server look at tables into which many rows came since."""
        large = [place for place, rows in self._rows.items() if rows >= MANY]
        for place in large:
            del self._rows[place]
        there = [place for place in large if self._is_there(quoted(*place[:2]))]
        for schema, table, _ in there:
            self._session.run(f"ANALYZE {quoted(schema, table)}")
        for schema, whole in {(schema, whole) for schema, _, whole in there if whole}:
            self._look_at_whole(schema, whole)

    def _is_there(self, name: str) -> bool:
        """Whether the table is there still: what made it may have been undone."""
        return bool(self._session.rows(_THERE, {"name": name})[0][0])

    def _look_at_whole(self, schema: str, table: str) -> None:
        """A table in partitions, when it is a fifth larger than when it was last looked at: that may mean all of it."""
        name = quoted(schema, table)
        known = float(str(self._session.rows(_KNOWN, {"name": name})[0][0]))
        parts = catalog.partitions(self._session, catalog.schema_number(self._session, schema), table)
        if sum(max(0.0, rows) for rows in parts.values()) > _GROWN * max(0.0, known):
            self._session.run(f"ANALYZE {'ONLY ' if self._session.version >= _ONLY_SINCE else ''}{name}")
