"""The ingest engine reads every file of the example as its truth says: rows, sums, current versions, refusal."""

from datetime import datetime
from decimal import Decimal

import pandas as pd
import pytest

from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows.apply import read_part
from smm_assets.simulator import Truth, World
from smm_assets.simulator.files import MEASURES, ExportFile
from smm_assets.simulator.inbox_ads import TIKTOK_ACCOUNT
from smm_assets.simulator.inbox_own import export_files
from smm_assets.simulator.truth import truth_of

ORIGINAL = {"spend": "spend_original", "conversion_value": "conversion_value_original"}


@pytest.fixture(scope="module")
def truth(world: World) -> Truth:
    return truth_of(world, export_files(world))


def context(file: ExportFile) -> FileContext:
    """What smm.yaml and the inbox folder add to the file."""
    return FileContext(
        name=file.name,
        arrived_at=datetime(2026, 11, 22, 6),
        account_id=TIKTOK_ACCOUNT if file.network == "tiktok" else None,
        currency="EUR" if file.network == "ga4" else None,
        publisher="instagram" if file.path.startswith("instagram/") else None,
    )


def read(file: ExportFile) -> tuple[pd.DataFrame, dict[str, int], object]:
    """Accepted rows, counts of records, and the summary of a one-part file."""
    (part,) = examine(file.name, file.data).parts
    reading = read_part(part, context(file))
    batches = list(reading.batches())
    counts = {
        "rows_read": sum(batch.rows_read for batch in batches),
        "rows_skipped": sum(batch.rows_skipped_total for batch in batches),
        "rows_quarantined": sum(batch.rejected["row_number"].nunique() for batch in batches),
    }
    return pd.concat([batch.frame for batch in batches], ignore_index=True), counts, reading.summary


def test_every_file_is_recognised_with_the_rows_days_and_sums_it_was_given(truth: Truth) -> None:
    for file in truth.files:
        if file.status == "quarantined":
            continue
        _, counts, summary = read(file)
        assert counts == {name: getattr(file, name) for name in counts}, file.path
        assert (summary.network, summary.report) == (file.network, file.report), file.path  # type: ignore[attr-defined]
        assert (summary.period_start, summary.period_end) == (file.first, file.last), file.path  # type: ignore[attr-defined]
        assert summary.control_difference in (None, 0), file.path  # type: ignore[attr-defined]


def test_the_broken_download_is_refused_as_cut_off(truth: Truth) -> None:
    (broken,) = [file for file in truth.files if file.status == "quarantined"]
    with pytest.raises(FileRefused, match="cut off"):
        read(broken)


def test_current_rows_by_key_and_shape_are_the_rows_of_the_truth(truth: Truth) -> None:
    frames = [read(file)[0] for file in truth.files if file.rows is not None]
    rows = pd.concat(frames, ignore_index=True)
    latest = rows.sort_values("exported_at", kind="stable").drop_duplicates("row_key", keep="last")
    best = latest.groupby(["network", "account_id", "period_start"])["shape_rank"].transform("max")
    seen = latest[latest["shape_rank"].eq(best)]
    assert len(seen) == len(truth.ad_daily)
    for name in MEASURES:
        column = ORIGINAL.get(name, name)
        wanted = truth.ad_daily[f"{name}_original" if name in ORIGINAL else name]
        assert by_network_and_day(seen, column, "period_start") == by_network_and_day(
            truth.ad_daily.assign(**{column: wanted}), column, "date"
        ), name


def by_network_and_day(rows: pd.DataFrame, column: str, day: str) -> dict[tuple[str, str], Decimal]:
    known = rows[rows[column].notna()]
    total: dict[tuple[str, str], Decimal] = {}
    for network, when, value in zip(known["network"], known[day], known[column], strict=True):
        key = (network, str(when)[:10])
        total[key] = total.get(key, Decimal(0)) + Decimal(str(value))
    return total
