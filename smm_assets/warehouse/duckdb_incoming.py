"""Arrow rows under a name that SQL of a DuckDB connection can read.

Belongs here: that, so that nothing of them stays in memory. Not here: the connection (`duckdb_session`).

A name once registered is kept by the engine until the transaction ends, and so is what it stands for. So a name stands
for a holder that is given other rows each time; rows of other columns get another name.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa


class _Holder:
    """What DuckDB asks for rows each time it reads."""

    def __init__(self) -> None:
        self.rows: pa.Table | None = None

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        assert self.rows is not None
        return self.rows.__arrow_c_stream__(requested_schema)


class Incoming:
    """The names of one connection."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[str, _Holder]] = {}

    @contextmanager
    def named(self, connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> Iterator[str]:
        """The rows under a name, for the block."""
        key = tuple(rows.column_names)
        name, holder = self._known.get(key) or (f"incoming_rows_{len(self._known)}", _Holder())
        holder.rows = rows
        try:
            if key not in self._known:
                connection.register(name, holder)
                self._known[key] = name, holder
            yield name
        finally:
            holder.rows = None

    def forget(self) -> None:
        """After a transaction that was undone the engine knows none of the names that were made in it."""
        self._known.clear()
