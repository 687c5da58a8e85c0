"""Schemas ops and state, which lie in the inner store, as other engines need them: as rows that may have changed.

Belongs here: which there are, and whether one is still as it was when it was copied. Not here: copies (`shown`).
"""

import itertools
import uuid
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.spark.names import Key
from smm_assets.warehouse.store import Store

INNER_SCHEMAS = ("ops", "state")


class Books(Mapping[Key, str]):
    """Tables of the inner store by schema and name, each with a mark that is another one once it was written to."""

    def __init__(self, inner: Store) -> None:
        self._inner = inner
        self._session, self._numbers = uuid.uuid4().hex, itertools.count()
        self._marks: dict[Key, str] | None = None

    def __getitem__(self, key: Key) -> str:
        return self._found()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())

    def touch(self, keys: Iterable[Key]) -> None:
        """These were written to."""
        for key in keys:
            self._found()[key] = self._mark()

    def forget(self) -> None:
        """Any of them may be another now."""
        self._marks = None

    def rows(self, key: Key) -> tuple[pd.DataFrame, dict[str, str]]:
        """All rows of one, and its columns' types."""
        return self._inner.read(f"SELECT * FROM {quoted(*key)}"), self.types(key)  # noqa: S608

    def types(self, key: Key) -> dict[str, str]:
        """Its columns and their types."""
        return self._inner.columns(*key)

    def _found(self) -> dict[Key, str]:
        if self._marks is None:
            keys = [(schema, name) for schema in INNER_SCHEMAS for name in self._inner.tables(schema)]
            self._marks = {key: self._mark() for key in keys}
        return self._marks

    def _mark(self) -> str:
        return f"{self._session}#{next(self._numbers)}"
