"""What is known of a table or view: its columns, what is said of it, and the files it consists of.

Belongs here: the values and what follows from them. Not here: where they are kept (`catalogue`), reading the files.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from smm_assets.warehouse.selecting import DayRanges

Days = Mapping[str, tuple[date, date]]


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column of a relation. sql_type: as the store spells it."""

    name: str
    sql_type: str
    nullable: bool = True


@dataclass(frozen=True, kw_only=True)
class DataFile:
    """A Parquet file, which never changes. path: from the shared folder; width: how many of the table's columns it
    has, for columns are only ever added at the end; days: column → first and last day in it, where that is known.
    """

    path: str
    rows: int
    size_bytes: int
    width: int
    days: Days = field(default_factory=dict)

    def may_hold(self, column: str, ranges: DayRanges) -> bool:
        """Whether a row of one of these days may be in it."""
        if column not in self.days:
            return self.rows > 0
        first, last = self.days[column]
        return any(first <= end and start <= last for start, end in ranges)

    def may_be_about(self, ranges: DayRanges) -> bool:
        """Whether any of its columns of days may hold one of these days, as far as is known of it."""
        return self.rows > 0 if not self.days else any(self.may_hold(column, ranges) for column in self.days)

    def days_said(self) -> str:
        return json.dumps({name: [first.isoformat(), last.isoformat()] for name, (first, last) in self.days.items()})


def days_read(said: str) -> Days:
    """The days of a file from what `days_said` made of them."""
    return {
        name: (date.fromisoformat(first), date.fromisoformat(last)) for name, (first, last) in json.loads(said).items()
    }


@dataclass(frozen=True, kw_only=True)
class Relation:
    """A table (its files) or a view (its SELECT). comments: column → comment, its own under ''."""

    schema: str
    name: str
    fields: tuple[Field, ...]
    comments: Mapping[str, str] = field(default_factory=dict)
    select: str | None = None
    files: tuple[DataFile, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.schema, self.name

    @property
    def is_view(self) -> bool:
        return self.select is not None

    @property
    def types(self) -> dict[str, str]:
        return {one.name: one.sql_type for one in self.fields}

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.files)

    @property
    def size_bytes(self) -> int:
        return sum(one.size_bytes for one in self.files)

    @property
    def width(self) -> int:
        """How many of its columns any of its files has."""
        return max((one.width for one in self.files), default=0)

    def holding(self, files: Iterable[DataFile]) -> "Relation":
        return replace(self, files=tuple(files))

    def as_table(self, files: Iterable[DataFile]) -> "Relation":
        """A view's rows as a table."""
        return replace(self, select=None, files=tuple(files))

    def saying(self, comments: Mapping[str, str]) -> "Relation":
        """With these comments in place of those of the same columns."""
        return replace(self, comments={**self.comments, **{name: text for name, text in comments.items() if text}})

    @cached_property
    def mark(self) -> str:
        """Another one whenever its shape or its files are others."""
        what = (self.fields, self.select, [one.path for one in self.files])
        return hashlib.sha256(repr(what).encode()).hexdigest()

    def shape_said(self) -> str:
        columns = [[one.name, one.sql_type, one.nullable] for one in self.fields]
        return json.dumps({"columns": columns, "comments": dict(self.comments), "select": self.select})


def relation_read(schema: str, name: str, said: str, files: Sequence[DataFile]) -> Relation:
    """A relation from what `shape_said` made of it."""
    found = json.loads(said)
    return Relation(
        schema=schema,
        name=name,
        fields=tuple(Field(name=one, sql_type=kind, nullable=nullable) for one, kind, nullable in found["columns"]),
        comments=found["comments"],
        select=found["select"],
        files=tuple(files),
    )
