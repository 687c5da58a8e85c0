"""The solver against complete enumeration."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from smm_assets.allocation.solve import best_moves, best_split


def brute(tables: list[np.ndarray], down: list[int]) -> float:
    best = -np.inf
    for picks in itertools.product(*(range(len(t)) for t in tables)):
        if sum(p - d for p, d in zip(picks, down, strict=True)) == 0:
            best = max(best, sum(t[p] for t, p in zip(tables, picks, strict=True)))
    return best


@settings(max_examples=200)
@given(data=st.data())
def test_any_shape_of_table_is_solved_as_well_as_by_trying_everything(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 4))
    tables, down = [], []
    for _ in range(count):
        size = data.draw(st.integers(1, 6))
        tables.append(np.array(data.draw(st.lists(st.integers(-9, 9), min_size=size, max_size=size)), dtype=float))
        down.append(data.draw(st.integers(0, size - 1)))
    moves = best_moves(tables, np.array(down))
    assert moves.sum() == 0
    reached = sum(t[m + d] for t, m, d in zip(tables, moves, down, strict=True))
    assert abs(reached - brute(tables, down)) < 1e-6


def test_a_split_of_cents_matches_trying_everything_also_with_steps_and_dips() -> None:
    rng = np.random.default_rng(3)
    for _ in range(10):
        tables = [rng.normal(size=21).cumsum() for _ in range(3)]
        low, high, start = np.zeros(3, int), np.full(3, 20), np.array([7, 7, 6])
        split = best_split([lambda x, t=t: t[np.asarray(x, int)] for t in tables], start, low, high)
        best = max(
            tables[0][a] + tables[1][b] + tables[2][20 - a - b] for a in range(21) for b in range(21) if a + b <= 20
        )
        assert split.sum() == 20
        assert abs(sum(t[s] for t, s in zip(tables, split, strict=True)) - best) < 1e-9


def test_large_amounts_come_within_a_cent_of_the_known_optimum() -> None:
    weight = np.array([1.0, 2.0, 4.0])
    start, low, high = np.array([100_000] * 3), np.zeros(3, int), np.full(3, 300_000)
    split = best_split([lambda x, w=w: w * np.log(x + 1.0) for w in weight], start, low, high)
    assert np.abs(split - 300_000 * weight / weight.sum()).max() <= 3


def test_one_channel_gives_what_many_others_still_lack_up_to_their_maximum() -> None:
    """The first pass moves by 64 cents at most, which leaves each of the others up to 63 short; one pays for all."""
    room = np.array([2111, 863, 1021, 1087, 1020, 6389])
    start, low = np.full(6, 10_000), np.array([10_000] * 5 + [0])
    slopes = [5.0, 4.0, 3.0, 2.0, 1.0, 0.0]
    split = best_split([lambda x, a=a: a * np.asarray(x) for a in slopes], start, low, start + room)
    assert list(split - start) == [2111, 863, 1021, 1087, 1020, -6102]


def test_flat_values_move_nothing() -> None:
    start = np.array([37, 55, 8])
    split = best_split([np.zeros_like] * 3, start, np.zeros(3, int), np.full(3, 100))
    assert list(split) == list(start)
