"""Reading a part as landing would, keeping nothing: what it holds, what would be held back, what would refuse it.

The rules on rows are asked without Great Expectations, which takes seconds to import.

Belongs here: the trial `smm inspect` shows. Not here: storing (`storing`), words for people (the command line).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.landing.bad import BadRecords, nothing_inside
from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.recognition.refusals import AGAIN
from smm_assets.ingest.rows.apply import read_part
from smm_assets.ingest.rows.reading import Summary
from smm_assets.validation import added_up, remarks, validate


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What became of a part. rejected: row_number, rule, column, value, reason, severity of every fault.

    refusal: why landing would set the part aside although it can be read; None when it would be loaded. remarks:
    checks that would only warn.
    """

    summary: Summary
    rejected: pd.DataFrame
    refusal: FileRefused | None = None
    remarks: Sequence[str] = ()


def try_part(part: Part, context: FileContext, *, now: datetime) -> Trial:
    """Read all of the part that is there. now: moment (UTC, naive) of the checks on its rows.

    Raises FileRefused when it cannot be read at all.
    """
    reading = read_part(part, context)
    report, bad = reading.layout.report, BadRecords()
    faults: list[pd.DataFrame] = []
    results: list[pd.DataFrame] = []
    for batch in reading.batches():
        verdict = validate(batch.rows, reading.layout.table, report, now=now)
        rejected = pd.concat([batch.rejected, verdict.rejected], ignore_index=True)
        results.append(verdict.results.assign(rows=len(batch.rows)))
        bad.add(batch.rows_read - batch.rows_skipped_total, rejected)
        faults.append(rejected)
    again = report.advice.get("again", AGAIN)
    refusal = None
    if not bad.records:
        refusal = FileRefused(nothing_inside(reading.summary.rows_read), cure=again, status="empty")
    elif bad.too_many:
        refusal = FileRefused(bad.words(), cure=again)
    together = pd.concat(faults, ignore_index=True) if faults else pd.DataFrame()
    said = remarks(added_up(results)) if results else ()
    return Trial(summary=reading.summary, rejected=together, refusal=refusal, remarks=said)
