"""Which models are what they would be if they were made now, and so need not be.

Belongs here: what follows from the log of changes, from what models were built from, and from tables without rows. Not
here: making them (`build`), the log itself (`warehouse/changes`), what of a SELECT follows from none (`vacant`).
"""

import hashlib
from collections.abc import Collection, Mapping
from datetime import timedelta
from functools import cached_property

from smm_assets.budget.seed_tables import SEEDS
from smm_assets.sqlmodels import days, vacant
from smm_assets.sqlmodels.model import Model
from smm_assets.sqlmodels.render import render
from smm_assets.warehouse.changes import NOTHING, WHOLE, Log, Ranges, Standing, merged
from smm_assets.warehouse.store import Store

LOGGED = "raw"  # of sources in other schemas nobody notes what changes
# Rows an engine reads faster by itself than by several threads at once, and those of which some days are as few.
FEW_ROWS, FEW_OF_SOME_DAYS = 200_000, 5_000_000


class Current:
    """The models of a store as they stand, for who builds or checks them while nobody else writes.

    A table is believed to hold what its entry in ops.model_build says. That entry is written after the table, all of
    them together, but for a table that is made otherwise than before or has its first rows: so what a killed run left
    behind is made again, for the log has what it was made for.
    """

    def __init__(self, store: Store, models: Mapping[str, Model]) -> None:
        self._store, self._models = store, models
        self.log = Log(store)
        self._shapes: dict[str, str] = {}

    def again(self, model: Model) -> Ranges | None:
        """Days of the model that are not what they would be if it were made now, and None where any row may not be."""
        before = self.before(model)
        if before is None:
            return None
        if before.rows == 0 and self.is_vacant(model):
            return NOTHING
        if not model.time_column:
            is_same = not self.unlogged(model) and not self.log.touched(self.read_by(model), before.seen)
            return NOTHING if is_same else None
        changed = self.log.since(read_by(model), before.seen)
        if not changed:
            return changed if changed is None else NOTHING
        return merged((first, last + timedelta(days=model.lookback)) for first, last in changed)

    def before(self, model: Model) -> Standing | None:
        """What the model stands in; None where it is not there, or was made of another SQL or of others' other SQL."""
        found = self.log.seen().get(model.name)
        is_there = found is not None and found.shape == self.shape(model) and self.is_there(model)
        return found if is_there else None

    def built(self, model: Model, again: Ranges | None, rows: int | None) -> None:
        """Note that the model was made, of these days or whole, from all that was noted by now.

        Part of the transaction in which it was made. rows: it has now, None when not known.
        """
        number = self.log.newest()
        former, before, subject = self.log.seen().get(model.name), self.before(model), f"{model.layer}.{model.name}"
        stayed_empty = before is not None and before.rows == 0 == rows
        if again != NOTHING and not stayed_empty:
            self.log.note(*((subject, again) if model.time_column else (f"{WHOLE}{subject}", None)))
        if model.per_file and before is None:
            self.log.note(subject, None)  # a model by days follows raw rows, unless these are read in another way
        self._there.add((model.layer, model.name))
        self.log.built(model.name, Standing(shape=self.shape(model), seen=number, rows=rows))
        if former is not None and (before is None or (rows != 0 and former.rows == 0)):
            self.log.keep()

    def is_there(self, model: Model) -> bool:
        """Whether there is a table or view of its name."""
        return (model.layer, model.name) in self._there

    def is_little(self, model: Model, again: Ranges | None) -> bool:
        """Whether it was made before as it would be made now, and making these days of it, or all, reads few rows."""
        before = self.before(model)
        if before is None or model.materialization == "view":
            return False
        if again is not None and model.materialization == "incremental":
            return before.rows is not None and before.rows <= FEW_OF_SOME_DAYS
        read = self._rows_read(model)
        return read is not None and read + (before.rows or 0) <= FEW_ROWS

    def is_vacant(self, model: Model) -> bool:
        """Whether it can have no rows, as tables stand."""
        return vacant.holds(vacant.told(model), self._is_empty)

    def shape(self, model: Model) -> str:
        """Changes when the model or one it is made from is made in another way."""
        if model.name not in self._shapes:
            self._shapes[model.name] = ""  # of a model that leads back to itself, which is refused elsewhere
            read = [self._shape_of(ref) for ref in model.refs]
            books = sorted(self.unlogged(model))
            own = (days.shape(model), render(model, self._store.dialect), read, books)
            self._shapes[model.name] = hashlib.sha256(repr(own).encode()).hexdigest()
        return self._shapes[model.name]

    def _shape_of(self, ref: str) -> object:
        """Of a model or a seed."""
        return self.shape(self._models[ref]) if ref in self._models else SEEDS[ref].columns if ref in SEEDS else ref

    def _is_empty(self, table: str) -> bool:
        schema, name = table.split(".", 1)
        model = self._models.get(name)
        if model is None or model.layer != schema:
            return table not in self._filled
        if model.materialization == "view":
            return self.is_vacant(model)
        before = self.before(model)
        return before is not None and before.rows == 0

    def _rows_read(self, model: Model) -> int | None:
        """Rows of the tables a model reads that models make, also through views; None where others may have many."""
        if any(schema == LOGGED for schema, _ in model.sources):
            return None
        found = 0
        for ref in model.refs:
            other = self._models.get(ref)
            if other is not None:
                before = self.before(other)
                is_view = other.materialization == "view"
                rows = self._rows_read(other) if is_view else before.rows if before else None
                if rows is None:
                    return None
                found += rows
        return found

    def read_by(self, model: Model) -> set[str]:
        """All a model reads as schema.table, also through views: these may change unbuilt."""
        return {table for one in self._seen_through(model) for table in read_by(one)}

    def rests_on(self, table: str) -> set[str]:
        """What rows of a table rest on, as schema.table: of a view all it reads too."""
        model = self._models.get(table.split(".", 1)[1])
        is_view = model is not None and model.materialization == "view"
        return {table} | (self.read_by(model) if model is not None and is_view else set())

    def unlogged(self, model: Model) -> Collection[str]:
        """What it reads, also through views, that has rows and whose changes nobody notes."""
        sources = {source for one in self._seen_through(model) for source in one.sources}
        return self._filled & {".".join(source) for source in sources if source[0] != LOGGED}

    def _seen_through(self, model: Model) -> list[Model]:
        """The model and the views it reads, and those that these read."""
        found = [model]
        for one in found:
            read = (self._models[ref] for ref in one.refs if ref in self._models)
            found += [other for other in read if other.materialization == "view" and other not in found]
        return found

    @cached_property
    def _there(self) -> set[tuple[str, str]]:
        """Tables and views there are."""
        return self._store.tables_of(
            {model.layer for model in self._models.values()} | {place[0] for place in self._outside}
        )

    @cached_property
    def _outside(self) -> set[tuple[str, str]]:
        """What models read and no model makes."""
        read = {source for model in self._models.values() for source in model.sources}
        read |= {(schema, ref) for model in self._models.values() for ref, schema in model.tables.items()}
        return read - {(model.layer, model.name) for model in self._models.values()}

    @cached_property
    def _filled(self) -> set[str]:
        """Those that have rows."""
        return {".".join(place) for place in self._store.filled(self._outside & self._there)}


def is_plain_view(model: Model) -> bool:
    """Whether it is a view whose rows belong to no days."""
    return model.materialization == "view" and not model.time_column


def read_by(model: Model) -> list[str]:
    """All a model reads itself, as schema.table."""
    return [".".join(source) for source in model.sources] + [f"{model.tables[ref]}.{ref}" for ref in model.refs]
