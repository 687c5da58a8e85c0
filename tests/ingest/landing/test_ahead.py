"""Items made ahead are those made one after the other, and nothing goes on when nobody asks any more."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.landing.ahead import ahead


def at_work() -> int:
    return sum(thread.name.startswith("ahead") for thread in threading.enumerate())


@given(st.lists(st.integers(), max_size=20))
def test_they_come_whole_and_in_order(items):
    assert list(ahead(iter(items))) == items
    assert at_work() == 0


def failing(good: int):
    yield from range(good)
    raise ValueError("the fourth cannot be made")


@pytest.mark.parametrize("good", [0, 1, 3])
def test_what_making_one_raises_is_raised_after_those_before_it(good):
    seen = []
    items = ahead(failing(good))
    for _ in range(good):
        seen.append(next(items))
    with pytest.raises(ValueError, match="the fourth cannot be made"):
        next(items)
    assert seen == list(range(good))
    assert at_work() == 0


def test_who_stops_asking_stops_the_work():
    made = []

    def endless():
        number = 0
        while True:
            made.append(number)
            yield number
            number += 1

    items = ahead(endless())
    assert [next(items) for _ in range(3)] == [0, 1, 2]
    items.close()
    assert at_work() == 0
    assert len(made) <= 4
