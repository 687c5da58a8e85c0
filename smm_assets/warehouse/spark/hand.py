"""Spark: opening a session, running SELECTs on it, writing what they yield. The only module that loads it.

Belongs here: terms of a session, relations as temporary views, errors in our words. Not here: which files a table
consists of, what SQL means.

A session is started by the first question that needs it, and kept by the process: starting one takes as long as
building some models. Each store that is opened gets views of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from smm_assets.errors import QueryError, StoreError
from smm_assets.settings.engine import SparkTerms
from smm_assets.warehouse.spark.names import ticked
from smm_assets.warehouse.spark.relations import Field
from smm_assets.warehouse.spark.starting import started
from smm_assets.warehouse.spark.types import spelled, value_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MONTH = "_month"
BYTES_A_TASK = 32 * 1024**2
BYTES_HERE = (
    4 * 1024**2
)  # what is made from less comes back to this process, which saves a worker's writing and committing
_PARTS = "spark.sql.shuffle.partitions"
SMALL = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    _PARTS: "1",
}
LARGE = {
    "spark.sql.codegen.wholeStage": "true",
    "spark.sql.codegen.factoryMode": "FALLBACK",
    "spark.sql.adaptive.enabled": "true",
}


class Hand:
    """A session of Spark. views: temporary, of this session alone."""

    def __init__(self, terms: SparkTerms, said: Path) -> None:
        self._session = started(terms, said)
        self._terms, self._fitted = terms, dict[str, str]()
        self._shown: dict[str, str] = {}

    def is_shown(self, view: str, mark: str) -> bool:
        return self._shown.get(view) == mark

    def show_files(self, view: str, mark: str, fields: Sequence[Field], paths: Sequence[str]) -> None:
        """Files as a view; columns a file does not have are NULL."""
        with told():
            if paths:
                rows = self._session.read.schema(_schema(fields)).parquet(*paths)
            else:
                nulls = ", ".join(f"CAST(NULL AS {spelled(one.sql_type)}) AS {ticked(one.name)}" for one in fields)
                rows = self._session.sql(f"SELECT {nulls} WHERE 1 = 0")
            rows.createOrReplaceTempView(ticked(view))
        self._shown[view] = mark

    def show_rows(self, view: str, mark: str, fields: Sequence[Field], rows: pa.Table) -> None:
        """Few rows as a view. They go along with what reads them, in one piece: no file is opened, nothing shuffled."""
        with told():
            sent = self._session.createDataFrame(rows, schema=_schema(fields))
            sent.coalesce(1).createOrReplaceTempView(ticked(view))
        self._shown[view] = mark

    def show_select(self, view: str, mark: str, sql: str) -> None:
        with told():
            self._session.sql(sql).createOrReplaceTempView(ticked(view))
        self._shown[view] = mark

    def understood(self, sql: str) -> "Select":
        """A SELECT whose columns are known; it is not run."""
        with told():
            return Select(self._session.sql(sql))

    def rows(self, sql: str, parameters: Mapping[str, object], *, reads_bytes: int) -> pa.Table:
        with told():
            self._fit(reads_bytes)
            arguments = {name: value_of(value) for name, value in parameters.items()}
            return self._session.sql(sql, args=arguments).toArrow() if arguments else self._session.sql(sql).toArrow()

    def write(self, select: "Select", place: Path, *, reads_bytes: int, month_of: str = "") -> None:
        """What a SELECT yields, as files in a folder; month_of: a column of days, one folder for each of its months."""
        with told():
            self._fit(reads_bytes)
            self._written(select.rows, place, reads_bytes, month_of)

    def _fit(self, reads_bytes: int) -> None:
        """Terms for that much: what is small is interpreted in one piece, for compiling it would take longer."""
        small = reads_bytes < BYTES_A_TASK
        wanted = SMALL if small else LARGE | {_PARTS: str(max(8, min(2000, reads_bytes // BYTES_A_TASK)))}
        for name, value in wanted.items():
            if self._fitted.get(name) != value and name not in self._terms.settings:
                self._session.conf.set(name, value)
                self._fitted[name] = value

    def _written(self, rows: "DataFrame", place: Path, reads_bytes: int, month_of: str) -> None:
        if month_of:
            by_month = rows.selectExpr("*", f"DATE_FORMAT({ticked(month_of)}, 'yyyy-MM') AS {MONTH}")
            by_month.hint("rebalance", MONTH).write.partitionBy(MONTH).parquet(str(place), compression="zstd")
        elif reads_bytes < BYTES_HERE:
            found = rows.toArrow()
            place.mkdir(parents=True)
            pq.write_table(found, place / "rows.parquet", compression="zstd")
        elif reads_bytes < BYTES_A_TASK:
            rows.coalesce(1).write.parquet(str(place), compression="zstd")
        else:
            rows.hint("rebalance").write.parquet(str(place), compression="zstd")


@dataclass(frozen=True)
class Select:
    """What a SELECT yields, understood but not run."""

    rows: "DataFrame"

    @property
    def types(self) -> dict[str, str]:
        """Column → type as Spark says it."""
        with told():
            return dict(self.rows.dtypes)

    def as_columns(self, expressions: Sequence[str]) -> "Select":
        """With these expressions in place of its columns."""
        with told():
            return Select(self.rows.selectExpr(*expressions))

    def where(self, condition: str) -> "Select":
        """Only the rows for which that holds."""
        with told():
            return Select(self.rows.where(condition))

    def followed_by(self, other: "Select") -> "Select":
        """Its rows and those of another one, column by column in their order."""
        with told():
            return Select(self.rows.unionAll(other.rows))


def _schema(fields: Sequence[Field]) -> str:
    return ", ".join(f"{ticked(one.name)} {spelled(one.sql_type)}" for one in fields)


@contextmanager
def told() -> Iterator[None]:
    """Errors of Spark become StoreError; of a text it does not understand, QueryError."""
    from py4j.protocol import Py4JError
    from pyspark.errors import AnalysisException, ParseException, PySparkException

    try:
        yield
    except (AnalysisException, ParseException) as error:
        raise QueryError(_said(error)) from error
    except PySparkException as error:
        raise StoreError(_said(error)) from error
    except Py4JError as error:
        raise StoreError(f"Spark did not do it: {_said(error)}") from error


def _said(error: Any) -> str:
    text = str(error).split("\n\nJVM stacktrace")[0].split("\n== SQL")[0].strip()
    return text[:2000] or type(error).__name__
