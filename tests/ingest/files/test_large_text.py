"""A large text is read from disk as the same bytes in memory are."""

from pathlib import Path

import pytest

from smm_assets.errors import FileRefused
from smm_assets.ingest.files.content import Stored, sha256_of
from smm_assets.ingest.recognition.examine import examine

HEADER = "Reporting starts,Reporting ends,Campaign name,Campaign ID,Amount spent (EUR),Impressions,Purchases\n"
ROWS = HEADER + "".join(f"2026-06-01,2026-06-01,Été Кофе {number},{number},5.50,10,1\n" for number in range(30))


def stored(tmp_path: Path, data: bytes) -> Stored:
    path = tmp_path / "large.csv"
    path.write_bytes(data)
    return Stored(path=path, size=len(data))


def lines(part):
    return list(part.grid.records(part.first_line, part.last_line))


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("utf-16"),
        ROWS.encode("utf-16-le"),
        ROWS.replace("Été ", "").encode("cp1251"),
        ROWS.replace("Кофе ", "").encode("cp1252"),
        ROWS.encode()[:-3],
    ],
)
def test_whatever_its_encoding(tmp_path, data):
    (in_memory,), (on_disk,) = examine("a.csv", data).parts, examine("a.csv", stored(tmp_path, data)).parts
    assert on_disk.encoding == in_memory.encoding
    assert on_disk.refusal is None
    assert on_disk.report is in_memory.report
    assert lines(on_disk) == lines(in_memory)
    assert on_disk.ends_open == in_memory.ends_open


def test_text_saved_twice_is_put_right_also_when_it_is_large(tmp_path):
    twice = ROWS.replace("Кофе ", "").encode().decode("cp1252").encode()
    found = examine("a.csv", stored(tmp_path, twice))
    assert [str(problem.seen) for problem in found.problems] == [
        "UTF-8 text had been saved a second time; it was put right"
    ]
    assert "Été 3" in lines(found.parts[0])[3][1]


@pytest.mark.parametrize("data", [b"", b"\x00" * 500, ROWS.encode() + b"\x00" * 50, b"%PDF-1.7 " + b"x" * 500])
def test_what_is_refused_in_memory_is_refused_on_disk_in_the_same_words(tmp_path, data):
    (in_memory,), (on_disk,) = examine("a.csv", data).parts, examine("a.csv", stored(tmp_path, data)).parts
    assert isinstance(in_memory.refusal, FileRefused)
    assert isinstance(on_disk.refusal, FileRefused)
    assert str(on_disk.refusal) == str(in_memory.refusal)


def test_the_hash_is_that_of_the_bytes(tmp_path):
    assert sha256_of(stored(tmp_path, b"abc"), b"x") == sha256_of(b"abc", b"x") != sha256_of(b"abc")
