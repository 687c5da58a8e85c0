"""Dagster's files while a run writes: quick, whole for other processes, and as before afterwards."""

import sqlite3
from pathlib import Path

import dagster as dg
from dagster._core.storage.event_log.sqlite import sqlite_event_log

from pipelines.quick_sqlite import quick_sqlite


@dg.op
def said(context: dg.OpExecutionContext) -> None:
    context.log.info("a word")


@dg.job(executor_def=dg.in_process_executor)
def saying() -> None:
    said()


def test_events_of_a_run_are_there_for_another_connection_at_once_and_nothing_stays_patched(tmp_path: Path) -> None:
    before = sqlite_event_log.create_engine  # type: ignore[attr-defined]
    with quick_sqlite(), quick_sqlite(), dg.instance_for_test(temp_dir=str(tmp_path)) as instance:
        run = saying.execute_in_process(instance=instance)
        (path,) = tmp_path.rglob(f"{run.run_id}.db")
        other = sqlite3.connect(path)
        (events,) = other.execute("SELECT COUNT(*) FROM event_logs").fetchone()
        other.close()
        assert events == len(instance.all_logs(run.run_id)) > 5
    assert sqlite_event_log.create_engine is before  # type: ignore[attr-defined]
    assert not list(tmp_path.rglob(f"{run.run_id}.db-wal")), "a connection is still open"
