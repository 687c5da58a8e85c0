"""Marks that mean "not reported", found without reading every text, beside each text read by itself."""

import re

import pyarrow as pa
from hypothesis import example, given
from hypothesis import strategies as st

from smm_assets.ingest.rows.arrays import Cells
from smm_assets.ingest.rows.cells import missing_marks_out
from smm_assets.ingest.text.plain import plain

TOKENS = frozenset(("", "-", "–", "n/a", "not available"))
WITH_DIGITS = TOKENS | {"0 results"}
MARKS = ("-", "–", "n/a", "N/A", "n", "/", "a", "not", "available", "results")
PIECES = st.sampled_from((*MARKS, " ", "  ", "\u200b", "\x1f", "ﬁ", "A", "0", "7", "٣", "<", "é"))
TEXTS = st.lists(st.one_of(st.none(), st.lists(PIECES, max_size=6).map("".join), st.text(max_size=20)), max_size=30)


@given(texts=TEXTS, tokens=st.sampled_from([TOKENS, WITH_DIGITS]), coded=st.booleans())
@example(
    texts=["n\u200b/a", "ａ", "not  available", "0\u00a0results", "NOT AVAILABLE"], tokens=WITH_DIGITS, coded=False
)
def test_a_text_is_a_mark_exactly_where_its_plain_form_is_a_token(
    texts: list[str | None], tokens: frozenset[str], coded: bool
) -> None:
    column = pa.array(texts, pa.string())
    found = missing_marks_out(Cells.of(column.dictionary_encode() if coded else column), tokens).dense().to_pylist()
    assert found == [None if text is None or plain(text) in tokens else text for text in texts]


@given(texts=TEXTS)
@example(texts=["<5", "< 5", "≤1,000,000,000,000", "5<", "<a5", "n/a"])
def test_bounds_are_no_numbers_however_long(texts: list[str | None]) -> None:
    bound = re.compile(r"^[<>≤≥]\s*\d")
    found = missing_marks_out(Cells(pa.array(texts, pa.string())), TOKENS, bounds=True).dense().to_pylist()
    assert found == [
        None if text is None or bound.match(text) or plain(text) in TOKENS else text for text in texts
    ]  # fmt: skip
