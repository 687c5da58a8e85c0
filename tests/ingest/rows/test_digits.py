"""Plain numbers read from the bytes of a column are the numbers that reading one by one gives."""

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.rows.digits import as_decimals, plain_numbers, shaped
from smm_assets.ingest.rows.numbers import exact, shapes

WHOLE = st.integers(0, 999_999_999).map(str)
PLACES = st.text(st.sampled_from("0123456789"), min_size=1, max_size=6)
PLAIN = st.one_of(
    WHOLE,
    st.tuples(st.sampled_from(["", "-"]), WHOLE, PLACES).map(lambda parts: f"{parts[0]}{parts[1]}.{parts[2]}"),
    st.none(),
)
ODD = st.sampled_from(["", "1,5", "1.", ".5", "1.2.3", "--1", "1-", "x", " 1", "+1", "1e3", "١"])


@given(st.lists(PLAIN, max_size=30))
def test_their_values_are_exact(texts):
    found = plain_numbers(pa.array(texts, pa.string()))
    assert found is not None
    assert found.fits
    nulls = np.array([text is None for text in texts], dtype=bool)
    values = as_decimals(found.millionths(), nulls).to_pylist()
    assert values == [None if text is None else Decimal(text) for text in texts]


@given(st.lists(PLAIN, max_size=30), ODD)
def test_one_text_of_another_kind_and_the_column_is_not_plain(texts, odd):
    assert plain_numbers(pa.array([*texts, odd], pa.string())) is None


@given(st.lists(PLAIN, min_size=1, max_size=30), st.data())
def test_a_part_of_a_column_is_read_as_if_it_stood_alone(texts, data):
    start = data.draw(st.integers(0, len(texts) - 1))
    part = plain_numbers(pa.array(texts, pa.string()).slice(start))
    alone = plain_numbers(pa.array(texts[start:], pa.string()))
    assert part is not None
    assert alone is not None
    assert part.millionths().tolist() == alone.millionths().tolist()
    assert part.shapes(np.ones(len(texts) - start, dtype=int)) == alone.shapes(np.ones(len(texts) - start, dtype=int))


def test_shapes_are_counted_by_hand():
    texts = pa.array(["0.5", "0", "12.34", "-7", "-0.25", "12.34", None])
    assert shapes(texts) == Counter({"Z.9": 1, "9": 1, "99.99": 2, "-9": 1, "-Z.99": 1})
    assert shapes(texts, np.array([3, 0, 1, 1, 1, 1, 5])) == Counter({"Z.9": 3, "99.99": 2, "-9": 1, "-Z.99": 1})


@given(st.lists(st.tuples(WHOLE, st.text(st.sampled_from("0123456789"), min_size=7, max_size=9)), min_size=1))
def test_numbers_with_more_places_are_rounded_half_up_as_before(parts):
    texts = [f"{whole}.{places}" for whole, places in parts]
    values, bad = exact(pa.array(texts), ".")
    assert not bad.any()
    for value, text in zip(values.to_pylist(), texts, strict=True):
        assert abs(value - Decimal(text).quantize(Decimal("0.000001"), ROUND_HALF_UP)) <= Decimal("0.000001")


@given(st.lists(st.one_of(st.none(), st.text("0159-.,% Zé'", max_size=9)), max_size=20), st.data())
def test_shapes_of_any_text_are_what_two_replacements_make_of_it(texts, data):
    start = data.draw(st.integers(0, len(texts)))
    zero_first = [None if text is None else re.sub(r"^(-?)0([.,])", r"\1Z\2", text) for text in texts[start:]]
    wanted = [None if text is None else re.sub(r"[0-9]", "9", text) for text in zero_first]
    assert shaped(pa.array(texts, pa.string()).slice(start)).to_pylist() == wanted
