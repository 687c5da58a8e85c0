"""Models as files: a SELECT run by Spark, its columns cast to their types, what it yields put in place of what was.

Belongs here: making tables and views whole, and tables for some days. Not here: the catalogue they enter (`store`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from smm_assets.warehouse.columns import ColumnLike, comment, quoted, sql_type
from smm_assets.warehouse.selecting import DayRanges, check_kind, check_yielded, within
from smm_assets.warehouse.spark.folder import Folder
from smm_assets.warehouse.spark.hand import Hand, Select
from smm_assets.warehouse.spark.local import Local
from smm_assets.warehouse.spark.names import Key, ticked
from smm_assets.warehouse.spark.relations import Field, Relation
from smm_assets.warehouse.spark.saying import said_for_spark
from smm_assets.warehouse.spark.shown import Shown
from smm_assets.warehouse.spark.types import cast

LARGE_BYTES = 256 * 1024**2
_CONCERNED = "concerned_rows"


class Builder:
    """hand: gives the session of Spark."""

    def __init__(self, shown: Shown, folder: Folder, local: Local, hand: Callable[[], Hand]) -> None:
        self._shown, self._folder, self._local, self._hand = shown, folder, local, hand

    def made(self, key: Key, select: str, kind: str, columns: Sequence[ColumnLike], description: str) -> Relation:
        """A table or view (kind) of what a SELECT yields."""
        check_kind(".".join(key), kind)
        rows, casts = self._checked(key, select, columns)
        relation = Relation(
            schema=key[0],
            name=key[1],
            fields=tuple(field_of(column) for column in columns),
            comments={name: text for name, text in said(columns, description).items() if text},
        )
        if kind == "view":
            return replace(relation, select=f"SELECT {', '.join(casts)} FROM (\n{said_for_spark(select)}\n) AS model")  # noqa: S608
        read = self._shown.size_bytes(self._shown.mentioned(select))
        place = self._folder.fresh(*key)
        made = rows.as_columns(casts)
        self._hand().write(made, place, reads_bytes=read, month_of=_dated(relation) if read > LARGE_BYTES else "")
        return relation.holding(self._folder.written(place, relation.fields))

    def refreshed(
        self, before: Relation, select: str, columns: Sequence[ColumnLike], time_column: str, ranges: DayRanges
    ) -> tuple[Relation, int]:
        """The table with the rows of some days made anew, and how many were put in.

        Files that can hold none of these days stay as they are; from the others the rows of other days are taken over.
        """
        found, casts = self._checked(before.key, select, columns)
        names, days = [ticked(one.name) for one in before.fields], within(time_column, ranges)
        made = found.as_columns(casts).where(days).as_columns(names)
        concerned = [file for file in before.files if file.may_hold(time_column, ranges)]
        left = [file for file in before.files if file not in concerned]
        kept = self._kept_rows(before.holding(concerned), days)
        if kept:
            mark = ",".join(file.path for file in concerned)
            self._hand().show_files(_CONCERNED, mark, before.fields, self._folder.paths(concerned))
            other = self._hand().understood(f"SELECT {', '.join(names)} FROM {_CONCERNED} WHERE ({days}) IS NOT TRUE")  # noqa: S608
            made = made.followed_by(other)
        read = self._shown.size_bytes(self._shown.mentioned(select), ranges)
        size = read + sum(file.size_bytes for file in concerned)
        place = self._folder.fresh(*before.key)
        month_of = time_column if before.size_bytes > LARGE_BYTES else ""
        self._hand().write(made, place, reads_bytes=size, month_of=month_of)
        files = self._folder.written(place, before.fields)
        return before.holding([*left, *files]), sum(file.rows for file in files) - kept

    def _kept_rows(self, concerned: Relation, days: str) -> int:
        if not concerned.files:
            return 0
        self._local.show(concerned, f"kept of {concerned.mark}")
        sql = f"SELECT COUNT(*) AS n FROM {quoted(*concerned.key)} WHERE ({days}) IS NOT TRUE"  # noqa: S608
        return int(self._local.frame(sql)["n"].iloc[0])

    def _checked(self, key: Key, select: str, columns: Sequence[ColumnLike]) -> tuple[Select, list[str]]:
        """What a SELECT yields, once its columns are the declared ones, and what casts each to its type."""
        found = self._hand().understood(self._shown.to_spark(select))
        yielded = found.types
        check_yielded(".".join(key), list(yielded), columns)
        return found, [cast(column, yielded[column.name]) for column in columns]


def field_of(column: ColumnLike, *, nullable: bool = True) -> Field:
    return Field(name=column.name, sql_type=sql_type(column.kind), nullable=nullable)


def said(columns: Sequence[ColumnLike], description: str) -> Mapping[str, str]:
    """What is to be said of a table and its columns."""
    return {"": description, **{column.name: comment(column) for column in columns}}


def shaped(relation: Relation, fields: Sequence[Field]) -> Relation:
    return replace(relation, fields=tuple(fields))


def _dated(relation: Relation) -> str:
    """The column of days a large table is laid out by: its first."""
    return next((one.name for one in relation.fields if one.sql_type in ("DATE", "TIMESTAMP")), "")
