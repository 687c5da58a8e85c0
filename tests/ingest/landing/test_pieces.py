"""Which exports workers read, and how these share them out."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.files.content import LARGE
from smm_assets.ingest.landing.inbox import Waiting
from smm_assets.ingest.landing.pieces import SMALLEST, WORTH_IT, is_read_early, shared_out, worth_reading


def waiting(path: str, size: int, irregular: str = "") -> Waiting:
    return Waiting(
        path=path,
        name=path.rpartition("/")[2],
        account_folder="",
        size=size,
        modified_at=datetime(2026, 11, 22, tzinfo=UTC),
        irregular=irregular,
    )


@given(sizes=st.lists(st.integers(SMALLEST, LARGE - 1), min_size=1, max_size=40), most=st.integers(1, 20))
def test_every_file_is_in_one_piece_and_no_piece_outweighs_another_by_more_than_a_file(
    sizes: list[int], most: int
) -> None:
    items = [waiting(f"/inbox/{number:02}.csv", size) for number, size in enumerate(sizes)]
    pieces = shared_out(items, most)
    assert sorted(item.path for piece in pieces for item in piece) == [item.path for item in items]
    assert 1 <= len(pieces) <= min(most, len(items))
    weights = [sum(item.size for item in piece) for piece in pieces]
    assert max(weights) - min(weights) <= max(sizes)
    assert all(piece == sorted(piece, key=lambda item: item.path) for piece in pieces)


def test_a_piece_is_not_made_so_small_that_starting_a_worker_takes_longer() -> None:
    items = [waiting(f"/inbox/{number}.csv", 1_000_000) for number in range(35)]
    assert [len(piece) for piece in shared_out(items, 20)] == [12, 12, 11]


def test_a_round_is_worth_reading_when_enough_of_it_may_be_read_early() -> None:
    half = WORTH_IT // 2
    assert is_read_early(half)
    assert [item.path for item in worth_reading([waiting("/a.csv", half), waiting("/b.csv", half)])] == [
        "/a.csv", "/b.csv"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "second",
    [
        waiting("/b.csv", WORTH_IT // 2 - 1),
        waiting("/b.csv", SMALLEST - 1),
        waiting("/b.csv", LARGE),
        waiting("/b.csv", WORTH_IT, irregular="it is a symbolic link; links are not followed"),
        waiting("s3://bucket/b.csv", WORTH_IT),
    ],
)
def test_too_little_one_file_alone_links_and_what_lies_elsewhere_are_not_worth_it(second: Waiting) -> None:
    assert worth_reading([waiting("/a.csv", WORTH_IT // 2), second]) == []
