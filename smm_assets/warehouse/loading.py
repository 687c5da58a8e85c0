"""Tables filled from frames: what every engine demands of a load, and how a table is replaced.

Belongs here: checks, and the order of steps. Not here: how rows enter an engine; that is the method marked abstract.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence

import pandas as pd

from smm_assets.errors import StoreError
from smm_assets.warehouse import frames
from smm_assets.warehouse.columns import ColumnLike, StoredColumn
from smm_assets.warehouse.store import Store


class LoadingStore(Store):
    """A store whose rows come from frames. See `Store`."""

    _is_light = False  # within `lightly`: tables that are filled again have their columns and comments

    @abstractmethod
    def _append(self, schema: str, table: str, frame: frames.Rows, types: Mapping[str, str]) -> None:
        """Store rows whose columns the table has. types: column → SQL type of the table."""

    def _emptied(self, schema: str, table: str, columns: Sequence[ColumnLike]) -> bool:
        """Whether a table of that very shape is there and was emptied instead of being made anew."""
        return False

    def load(self, schema: str, table: str, frame: frames.Rows) -> int:
        types = self.columns(schema, table)
        if not types:
            raise StoreError(f"there is no table {schema}.{table} to load into")
        unknown = [name for name in frames.names_of(frame) if name not in types]
        if unknown:
            raise StoreError(f"{schema}.{table} has no column {', '.join(unknown)}; it has {', '.join(types)}")
        if len(frame):
            self._append(schema, table, frame, types)
        return len(frame)

    def replace(
        self,
        schema: str,
        table: str,
        frame: pd.DataFrame,
        columns: Sequence[ColumnLike] | None = None,
        description: str = "",
    ) -> None:
        declared = columns if columns is not None else _inferred(frame)
        with self.transaction():
            is_emptied = self._emptied(schema, table, declared)
            if not is_emptied:
                self.drop(schema, table)
            if not (is_emptied and self._is_light):
                self.define(schema, table, declared, description)
            self.load(schema, table, frame)


def check_type(where: str, found: str, wanted: str) -> None:
    """Raises StoreError when a column that is there has another type than the software expects."""
    if found != wanted:
        raise StoreError(
            f"{where} is {found} in the store, this software expects {wanted}",
            cure="Use the version of the software that wrote the store, or ask for a migration",
        )


def _inferred(frame: pd.DataFrame) -> list[StoredColumn]:
    return [StoredColumn(name=str(name), kind=frames.inferred_type(frame[name])) for name in frame.columns]
