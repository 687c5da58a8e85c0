"""Files that were once read wrongly are read rightly, in every way."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows.apply import read_part
from tests.fuzz.judging import SMALL, set_to
from tests.fuzz.worker import Worker, worker

FOLDER = Path(__file__).with_name("found")
FOUND = sorted(path for path in FOLDER.iterdir() if path.suffix != ".md")


@pytest.fixture(scope="module")
def reader() -> Iterator[Worker]:
    with worker() as one:
        yield one


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_each_file_that_was_a_finding_is_loaded_alike_in_every_way(reader: Worker, path: Path) -> None:
    assert reader.judge(path.name, path.read_bytes()) == ((), ("loaded",))


def test_each_finding_says_what_it_did() -> None:
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in FOUND if f"`{path.name}`" not in told] == []


def test_cells_beyond_the_header_cost_nothing_however_many() -> None:
    from smm_assets.ingest.rows.layout import Layout
    from smm_assets.ingest.rows.spool import Records

    path = FOLDER / "record_of_50000_cells.csv.gz"
    (part,) = examine(path.name, path.read_bytes()).parts
    assert part.report is not None
    layout = Layout(report=part.report, header=part.header, sources=part.sources)
    (chunk,) = Records(part, layout, 100)
    assert chunk.width == len(part.header) + 1
    assert chunk.long.tolist() == [False, False, False, True, False]


def test_a_cell_without_end_far_below_the_header_is_told_in_plain_words() -> None:
    line = "2026-06-01,2026-06-01,Tea {},{},5.5,10,1\n"
    text = "Reporting starts,Reporting ends,Campaign name,Campaign ID,Amount spent (EUR),Impressions,Purchases\n"
    text += "".join(line.format(number, number) for number in range(100)) + line.format('"' + "x" * 10_000_001 + '"', 1)
    (part,) = examine("ads.csv", text.encode()).parts
    with set_to(SMALL), pytest.raises(FileRefused, match="one of its cells has more than 10,000,000 characters"):
        read_part(part, FileContext(name="ads.csv", arrived_at=datetime(2026, 7, 15, 6)))
