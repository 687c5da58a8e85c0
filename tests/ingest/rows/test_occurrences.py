"""Counting keys in little memory gives the numbers that counting with a dictionary gives."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.rows.occurrences import Occurrences

# Few different halves, so that keys share one half and differ in the other.
KEYS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.booleans()), max_size=60)


@given(KEYS, st.lists(st.integers(1, 9), min_size=1))
def test_numbers_are_those_of_a_plain_count_whatever_the_chunks(rows, sizes):
    counting, seen = Occurrences(), Counter()
    start, turn = 0, 0
    while start < len(rows):
        chunk = rows[start : start + sizes[turn % len(sizes)]]
        start, turn = start + len(chunk), turn + 1
        expected = []
        for first, second, counted in chunk:
            expected.append(seen[first, second] if counted else 0)
            seen[first, second] += counted
        keys = np.array([(first, second) for first, second, _ in chunk], dtype=np.uint64)
        found = counting.number(keys, np.array([counted for _, _, counted in chunk]))
        assert found.tolist() == expected
