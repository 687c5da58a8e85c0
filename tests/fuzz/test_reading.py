"""Files changed without any care, and files of anything: read, recognised as nothing, or refused in plain words.

The long form is `make torture`: SMM_FUZZ sets how many files there are, SMM_SEED which.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.changes import CHANGES
from tests.fuzz.judging import WAYS
from tests.fuzz.seeds import seeds
from tests.fuzz.worker import Worker, worker

FILES = int(os.environ.get("SMM_FUZZ", "300"))
SEED = os.environ.get("SMM_SEED", "2026")
SHARES = 10
LARGEST = 400_000


@pytest.fixture(scope="module")
def reader() -> Iterator[Worker]:
    with worker() as one:
        yield one


def changed(seed: str) -> tuple[str, str, bytes]:
    """Name, how it was changed, and bytes of one file."""
    rng = random.Random(seed)
    found = rng.choice(seeds())
    data, what = found.data, []
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
        change = rng.choice(CHANGES)
        data = change(data, rng)[:LARGEST]
        what.append(change.__name__)
    return found.name, "+".join(what), data


@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_was_done_to_a_file_it_is_read_or_refused_and_all_ways_of_reading_agree(
    reader: Worker, share: int
) -> None:
    outcomes: Counter[str] = Counter()
    findings = []
    for number in range(share, FILES, SHARES):
        name, what, data = changed(f"{SEED} {number}")
        ways = WAYS if FILES > 300 else (WAYS[number // SHARES % len(WAYS)],)
        wrong, came = reader.judge(name, data, ways)
        outcomes.update(came)
        findings += [f"file {number}, {name}, {what}: {why}" for why in wrong]
    assert findings == []
    assert len(outcomes) >= 3, "files that all end alike tell nothing"


@settings(max_examples=max(60, FILES // 20), deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_bytes_of_anything_are_no_export_and_that_is_said(reader: Worker, data: bytes) -> None:
    wrong, came = reader.judge("export.csv", data)
    assert wrong == ()
    assert "loaded" not in came
