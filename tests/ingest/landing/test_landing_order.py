"""The current rows depend on the files, not on when, how often or in which pieces they arrive."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store

NOW = datetime(2026, 11, 22, 6)
DAYS = ("2026-11-01", "2026-11-02", "2026-11-03")
LATER = timedelta(days=1000)  # so that no file counts as just modified
CENTS = st.integers(0, 9999)
Write = Callable[..., str]
Exports = dict[str, tuple[tuple[str, int, str, int, int], ...]]

CURRENT = """
    SELECT row_key, period_start, campaign_id, spend_original, impressions, clicks FROM (
        SELECT *, row_number() OVER (PARTITION BY row_key ORDER BY exported_at DESC, file_id DESC, row_number DESC)
            AS version FROM raw.ad_delivery) AS versions
    WHERE version = 1 ORDER BY row_key"""


@st.composite
def exports(draw: st.DrawFn) -> Exports:
    """A few exports with different stated moments; each covers some days and campaigns, later ones restate."""
    hours = draw(st.lists(st.integers(0, 23), min_size=2, max_size=4, unique=True))
    found: Exports = {}
    for hour in hours:
        cells = draw(st.lists(st.tuples(st.sampled_from(DAYS), st.integers(1, 2)), min_size=1, max_size=4, unique=True))
        found[f"2026-11-05_{hour:02d}_00_00"] = tuple(
            (
                day,
                campaign,
                f"{draw(CENTS) / 100:.2f}",
                draw(st.integers(50, 99)),
                draw(st.integers(0, 9)),
            )
            for day, campaign in cells
        )
    return found


def _arrivals(draw: st.DrawFn, exported: Exports) -> list[list[tuple[str, tuple[int, ...]]]]:
    """Rounds of (export, positions of its rows): every export whole or cut in two, some pieces twice, any order."""
    pieces = []
    for name, rows in exported.items():
        cut = draw(st.integers(0, len(rows)))
        whole = tuple(range(len(rows)))
        for part in (whole[:cut], whole[cut:]):
            pieces += [(name, part)] * draw(st.integers(1, 2)) if part else []
    shuffled = draw(st.permutations(pieces))
    middle = draw(st.integers(0, len(shuffled)))
    return [shuffled[:middle], shuffled[middle:]]


def _current(exported: Exports, rounds: list[list[tuple[str, tuple[int, ...]]]], empty: Path, write: Write) -> str:
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), Settings())
        inbox = Path(project.inbox)
        inbox.mkdir()
        project.data.mkdir()
        shutil.copy(empty, project.warehouse)
        with open_store(project) as store:
            for number, arrivals in enumerate(rounds):
                for position, (name, part) in enumerate(arrivals):
                    rows = [exported[name][place] for place in part]
                    (inbox / f"{position} export {name}.csv").write_text(write(*rows))
                ledger = ingest(project, store, now=NOW + LATER + timedelta(days=number))
                assert {row.status for row in ledger} <= {"loaded", "duplicate"}
            return store.read(CURRENT).to_csv(index=False)


@settings(max_examples=6, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_order_split_and_repetition_gives_the_same_current_rows(
    empty_warehouse: Path, write_export: Write, data: st.DataObject
) -> None:
    exported = data.draw(exports())
    in_order = [[(name, tuple(range(len(rows)))) for name, rows in sorted(exported.items())]]
    rounds = _arrivals(data.draw, exported)
    assert _current(exported, rounds, empty_warehouse, write_export) == _current(
        exported, in_order, empty_warehouse, write_export
    )
