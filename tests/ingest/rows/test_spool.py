"""Records are cut once and can be looked at again, also when they do not fit into memory."""

import pyarrow as pa
import pytest

from smm_assets.ingest.files import blocks
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows import records
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.records import Chunk, Sieve, chunks
from smm_assets.ingest.rows.spool import Records

HEADER = "Reporting starts,Reporting ends,Campaign name,Campaign ID,Amount spent (EUR),Impressions,Purchases\n"


def part_of(rows):
    (part,) = examine("ads.csv", (HEADER + "".join(rows)).encode()).parts
    assert part.report is not None
    return part, Layout(report=part.report, header=part.header, sources=part.sources)


def cells(records):
    return [(int(line), chunk.record(place)) for chunk in records for place, line in enumerate(chunk.lines)]


def test_records_in_a_file_are_those_in_memory_and_come_as_often_as_asked():
    rows = [
        f'2026-06-0{number % 9 + 1},2026-06-0{number % 9 + 1},"Tea ""{number}""",{number},5.5,10,1\n'
        for number in range(90)
    ]
    rows[40] = "\n"
    part, layout = part_of(rows)
    in_memory, in_file = Records(part, layout, 20), Records(part, layout, 20, in_memory=0)
    assert cells(in_file) == cells(in_memory) == cells(in_file)
    assert len(cells(in_file)) == 89
    assert [line for line, _ in cells(in_file)][38:42] == [40, 41, 43, 44]


def test_records_longer_than_the_header_are_kept_whatever_the_room():
    rows = [f"2026-06-01,2026-06-01,Tea,{number},5.5,10,1{',x' if number > 50 else ''}\n" for number in range(90)]
    part, layout = part_of(rows)
    found = cells(Records(part, layout, 20, in_memory=0))
    assert found[0][1][6:] == ["1"]
    assert found[60][1][6:] == ["1", "x"]


@pytest.mark.parametrize("quotes", ["", '"'])
def test_records_beyond_the_header_may_begin_in_any_chunk_of_either_way_to_cut(quotes, monkeypatch):
    monkeypatch.setattr(records, "GROUP", 20)  # an odd number of quotes has the table read record by record
    rows = [f"2026-06-01,2026-06-01,Tea,{number},5.5,10,1{',x' if number == 70 else ''}\n" for number in range(90)]
    rows[3] = rows[3].replace("Tea", f"Tea{quotes}")
    part, layout = part_of(rows)
    found = cells(Records(part, layout, 20, in_memory=0))
    assert len(found) == 90
    assert [row[7] for _, row in found if row[7:] not in ([], [""])] == ["x"]
    assert found[70][1][7] == "x"


def test_a_chunk_can_be_cut_and_put_in_another_order():
    import numpy as np

    flags = np.zeros(3, dtype=bool)
    chunk = Chunk(lines=np.array([2, 3, 4]), columns=[pa.array(["a", "b", "c"])], short=flags, long=flags)
    assert cells([chunk.taken(np.array([2, 0, 0]))]) == [(4, ["c"]), (2, ["a"]), (2, ["a"])]
    assert cells([chunk.kept(np.array([True, False, True]))]) == [(2, ["a"]), (4, ["c"])]


@pytest.mark.parametrize("in_memory", [0, 1 << 20])
def test_records_that_all_end_with_a_delimiter_are_cut_in_columns(in_memory, monkeypatch):
    monkeypatch.setattr(blocks, "MOST_ODD", 5)  # more odd records than these have the table read record by record
    rows = [f"2026-06-01,2026-06-01,Tea,{number},5.5,10,1,\n" for number in range(90)]
    rows[40] = rows[40].replace(",\n", ",x\n")
    part, layout = part_of(rows)
    assert list(chunks(part, Sieve(layout), 20))
    found = Records(part, layout, 20, in_memory=in_memory)
    assert [row[:7] for _, row in cells(found)] == [row.strip("\n").split(",")[:7] for row in rows]
    assert sum(chunk.long.sum() for chunk in found) == 1
    assert not any(chunk.short.any() for chunk in found)
