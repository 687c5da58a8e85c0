"""Loading a folder of exports with dlt and making the tables with dbt, both into one DuckDB file.

Belongs here: the pipeline and the call of dbt. Not here: what files look like (`reports`), the tables (`dbt/models`).
The second call on the same database loads only files that are new and makes only the days around the newest again, as
both tools are made for.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dlt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from dbt.cli.main import dbtRunner
from dlt.sources.filesystem import FileItemDict, filesystem

from bench.volume.rival.reports import EXPORTS, Export

PROJECT = Path(__file__).parent / "dbt"
KEPT = "rival"  # folder beside the database with what both tools remember
QUIET = {
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "RUNTIME__LOG_LEVEL": "ERROR",
    "DO_NOT_TRACK": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
}
OnStage = Callable[[str], None]


def history(database: Path, home: Path, *, on_stage: OnStage) -> None:
    """Every file of the project's inbox to fact and marts."""
    _work(database, home, home / "inbox", on_stage)


def morning(database: Path, home: Path, folder: Path, *, on_stage: OnStage) -> None:
    """The files of `folder` on top."""
    _work(database, home, folder, on_stage)


def _work(database: Path, home: Path, folder: Path, on_stage: OnStage) -> None:
    kept = database.parent / KEPT
    os.environ.update(QUIET)
    os.environ |= {"DLT_DATA_DIR": str(kept / "dlt"), "RIVAL_DATABASE": str(database), "RIVAL_HOME": str(home)}
    pipeline = dlt.pipeline(
        pipeline_name="exports",
        pipelines_dir=str(kept / "pipelines"),
        destination=dlt.destinations.duckdb(str(database)),
        dataset_name="raw",
    )
    pipeline.run([_loaded(export, folder) for export in EXPORTS if any(folder.glob(export.glob))])
    on_stage("read")
    found = dbtRunner().invoke(
        [
            *("--quiet", "run", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)),
            *("--target-path", str(kept / "target"), "--log-path", str(kept / "logs")),
        ]
    )
    if not found.success:
        raise RuntimeError(f"dbt failed: {found.exception or found.result}")
    on_stage("models")


def _loaded(export: Export, folder: Path) -> Any:
    """Files not seen before, a table each, merged by ad and day; of two versions the newer file's counts."""
    files = filesystem(
        bucket_url=folder.as_uri(),
        file_glob=export.glob,
        incremental=dlt.sources.incremental("modification_date"),
    )

    @dlt.transformer(
        name=export.name,
        write_disposition="merge",
        primary_key=["ad_id", "day"],
        columns={"seen": {"dedup_sort": "desc"}},
    )
    def rows(items: list[FileItemDict]) -> Iterator[pa.Table]:
        for item in items:
            yield _table(export, item)

    return files | rows


def _table(export: Export, item: FileItemDict) -> pa.Table:
    with item.open() as file:
        found = pyarrow.csv.read_csv(
            file,
            read_options=pyarrow.csv.ReadOptions(skip_rows=export.skip, encoding=export.encoding),
            parse_options=pyarrow.csv.ParseOptions(delimiter=export.delimiter),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types={name: kind for name, (_, kind) in export.columns.items()},
                include_columns=list(export.columns),
                null_values=list(export.nulls),
                strings_can_be_null=True,
                timestamp_parsers=list(export.timestamps),
            ),
        )
    own = found.filter(pc.is_valid(found[export.day])).rename_columns([name for name, _ in export.columns.values()])
    own = own.set_column(own.schema.get_field_index("day"), "day", own["day"].cast(DATE))
    seen = pa.array([item["modification_date"]] * len(own), pa.timestamp("us", tz="UTC"))
    return own.append_column("seen", seen)


DATE = pa.date32()
