"""Relations made visible to who is asked: to Spark as temporary views, to this process as views of its engine.

Belongs here: what a text mentions, how much that is, when something shown is out of date. Not here: running it.
"""

import hashlib
from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa

from smm_assets.warehouse.selecting import DayRanges
from smm_assets.warehouse.spark.books import Books
from smm_assets.warehouse.spark.catalogue import Catalogue
from smm_assets.warehouse.spark.folder import Folder
from smm_assets.warehouse.spark.hand import Hand
from smm_assets.warehouse.spark.local import Local
from smm_assets.warehouse.spark.names import Key, is_spark, mentioned, with_names
from smm_assets.warehouse.spark.relations import DataFile, Field, Relation
from smm_assets.warehouse.spark.saying import said_for_spark, with_moments

# What is sent along with each SELECT that reads it, rather than read from files by it.
LITTLE_ROWS = 5_000
LITTLE_BYTES = 256 * 1024

Files = tuple[DataFile, ...]


class Shown:
    """hand: gives the session of Spark, starting it when it is asked for the first time."""

    def __init__(
        self, catalogue: Catalogue, books: Books, folder: Folder, local: Local, hand: Callable[[], Hand]
    ) -> None:
        self._catalogue, self._books = catalogue, books
        self._folder, self._local, self._hand = folder, local, hand
        self._copies: dict[Key, tuple[str, Files]] = {}
        self.known: Mapping[Key, object] = ChainMap(books, catalogue)  # type: ignore[arg-type]

    def mentioned(self, sql: str) -> list[Key]:
        """Relations a text speaks of."""
        return mentioned(sql, self.known)

    def size_bytes(self, keys: list[Key], ranges: DayRanges | None = None) -> int:
        """What has to be read for these relations, views followed to their tables; ops and state count as small.

        ranges: as far as it is in files that may be about one of these days.
        """
        files = [file for key in self._tables(keys) for file in self._catalogue[key].files]
        return sum(file.size_bytes for file in files if ranges is None or file.may_be_about(ranges))

    def _tables(self, keys: list[Key]) -> set[Key]:
        found: set[Key] = set()
        for key in keys:
            relation = self._catalogue.get(key)
            if relation is None:
                continue
            found |= self._tables(self.mentioned(relation.select)) if relation.select else {key}
        return found

    def mark(self, key: Key) -> str:
        """Another one whenever the rows of a relation may be others."""
        if key in self._books:
            return self._books[key]
        relation = self._catalogue[key]
        below = [self.mark(one) for one in self.mentioned(relation.select)] if relation.select else []
        return hashlib.sha256(repr((relation.mark, below)).encode()).hexdigest()

    def to_spark(self, sql: str) -> str:
        """The text as Spark understands it, with all it mentions shown."""
        spoken = said_for_spark(sql)
        keys = self.mentioned(spoken)
        for key in keys:
            self._show_spark(key)
        return with_names(spoken, {key: view_name(key) for key in keys})

    def asked(self, sql: str, parameters: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
        """A question with its values as Spark understands it."""
        return self.to_spark(with_moments(sql, parameters)), parameters

    def _show_spark(self, key: Key) -> None:
        hand, view, mark = self._hand(), view_name(key), self.mark(key)
        if hand.is_shown(view, mark):
            return
        relation = self._catalogue.get(key)
        if relation is not None and relation.select:
            hand.show_select(view, mark, self.to_spark(relation.select))
            return
        fields, rows = self._little(key)
        if rows is not None:
            hand.show_rows(view, mark, fields, rows)
            return
        found = relation if relation is not None else self._relation_of_books(key)
        hand.show_files(view, mark, found.fields, self._folder.paths(found.files))

    def _little(self, key: Key) -> tuple[Sequence[Field], pa.Table | None]:
        """Columns of a table and its rows where they are few, else None."""
        relation = self._catalogue.get(key)
        if relation is not None and (relation.rows > LITTLE_ROWS or relation.size_bytes > LITTLE_BYTES):
            return relation.fields, None
        fields = relation.fields if relation is not None else self._fields_of_books(key)
        self._show_local(key)
        return fields, self._local.few_rows(key, {one.name: one.sql_type for one in fields}, LITTLE_ROWS)

    def _relation_of_books(self, key: Key) -> Relation:
        return Relation(schema=key[0], name=key[1], fields=self._fields_of_books(key), files=self.files(key))

    def _fields_of_books(self, key: Key) -> tuple[Field, ...]:
        return tuple(Field(name=name, sql_type=kind) for name, kind in self._books.types(key).items())

    def to_local(self, sql: str, *, beside: Key | None = None) -> None:
        """Show this process what a text mentions. beside: a relation that is there already."""
        for key in self.mentioned(sql):
            if key != beside:
                self._show_local(key)

    def _show_local(self, key: Key) -> None:
        mark = self.mark(key)
        if self._local.has(key, mark):
            return
        relation = self._catalogue.get(key)
        if relation is None:
            self._local.keep(key, *self._books.rows(key), mark)
        elif relation.select is None:
            self._local.show(relation, mark)
        elif not is_spark(relation.select):
            self.to_local(relation.select)
            self._local.show(relation, mark)
        else:
            self._local.show(relation.as_table(self.files(key)), mark)

    def files(self, key: Key) -> Files:
        """The rows of a relation as files: those of a table, else copies made for the purpose."""
        relation = self._catalogue.get(key)
        if relation is not None and relation.select is None:
            return relation.files
        mark = self.mark(key)
        known = self._copies.get(key)
        if known is None or known[0] != mark:
            made = self._copied_books(key) if relation is None else self._copied_view(relation)
            known = self._copies[key] = (mark, made)
        return known[1]

    def _copied_books(self, key: Key) -> Files:
        self._show_local(key)
        return self._local.write_kept(key, self._fields_of_books(key), self._folder.fresh(*key))

    def _copied_view(self, relation: Relation) -> Files:
        place, read = self._folder.fresh(*relation.key), self.size_bytes([relation.key])
        self._show_spark(relation.key)
        rows = self._hand().understood(f"SELECT * FROM {view_name(relation.key)}")  # noqa: S608
        self._hand().write(rows, place, reads_bytes=read)
        return self._folder.written(place, relation.fields)

    def remember(self, key: Key, mark: str, files: Files) -> None:
        """Copies that were made before, in case they are still those of the relation."""
        relation = self._catalogue.get(key)
        if relation is None or relation.is_view:
            self._copies.setdefault(key, (mark, files))

    def paths(self) -> set[str]:
        """Files of copies that are up to date."""
        current = [files for key, (mark, files) in self._copies.items() if key in self.known and self.mark(key) == mark]
        return {file.path for files in current for file in files}


def view_name(key: Key) -> str:
    """What a relation is called in a session of Spark, where views have no schema."""
    return f"{key[0]}__{key[1]}"
