"""A glance at a large text: whole records in file order, head and tail, and never more than was planned."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smm_assets.ingest.files.glance import Glance, Plan, glance, whole_records

SMALL = Plan(head=60, tail=40, samples=4, each=30, longest=40)
CELLS = st.text(alphabet='ab1,"\n\r;é', max_size=8)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=60)


class Counted(io.BytesIO):
    """A file that knows how many bytes were read from it."""

    count = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.count += len(data)
        return data


def look(data: bytes, plan: Plan = SMALL) -> Glance:
    return glance(io.BytesIO(data), len(data), plan)


def written(rows: list[list[str]], delimiter: str, line_end: str, quoting: int) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    return stream.getvalue()


def places(text: str, width: int, mark: int) -> set[int]:
    """Bytes at which a record begins or the text ends, counted with the quotes of the whole text."""
    found, inside = {mark, mark + len(text) * width}, False
    for position, character in enumerate(text):
        inside ^= character == '"'
        ends = character == "\n" or (character == "\r" and text[position + 1 : position + 2] != "\n")
        if ends and not inside:
            found.add(mark + (position + 1) * width)
    return found


@given(
    rows=TABLES,
    delimiter=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    form=st.sampled_from([("latin-1", b"", 1), ("utf-16-le", b"\xff\xfe", 2), ("utf-16-be", b"\xfe\xff", 2)]),
)
@example(
    rows=[["a,\nb", "x"]] * 60, delimiter=",", line_end="\r\n", quoting=csv.QUOTE_MINIMAL, form=("latin-1", b"", 1)
)
@example(rows=[["", '"']] * 60, delimiter=",", line_end="\n", quoting=csv.QUOTE_ALL, form=("latin-1", b"", 1))
def test_a_glance_is_whole_records_in_file_order_with_head_and_tail(rows, delimiter, line_end, quoting, form) -> None:
    encoding, mark, width = form
    text = written(rows, delimiter, line_end, quoting)
    data = mark + text.encode(encoding)
    seen = look(data)
    borders = places(text, width, len(mark)) | {0}
    after = 0
    for number, piece in enumerate(seen.pieces):
        assert data[piece.start :].startswith(piece.data)
        assert piece.data
        assert piece.start >= after
        after = piece.start + len(piece.data)
        if len(seen.pieces) > 1 or number:
            assert {piece.start, after} <= borders
    assert seen.pieces[0].start == 0
    assert not seen.has_tail or after == len(data)


def test_a_table_smaller_than_the_plan_is_seen_whole() -> None:
    data = b"a,b\n1,2\n3,4"
    seen = look(data)
    assert seen.data == data
    assert seen.has_tail


def plain(rows: int, cell: str = "x") -> bytes:
    return b"".join(f"{number:05d},{cell},2.50\r\n".encode() for number in range(rows))


def test_head_tail_and_evenly_spaced_pieces_are_there() -> None:
    data = plain(1000)
    seen = look(data)
    assert (seen.samples, seen.has_tail) == (4, True)
    firsts = [int(piece.data[:5]) for piece in seen.pieces]
    assert firsts[0] == 0
    assert [round(first, -1) for first in firsts[1:-1]] == pytest.approx([125, 375, 625, 875], abs=10)
    assert seen.data.endswith(data[-16:])


def test_not_more_is_read_than_was_planned() -> None:
    data = plain(100_000)
    file = Counted(data)
    glance(file, len(data), SMALL)
    most = SMALL.head + SMALL.tail + SMALL.longest + SMALL.samples * (SMALL.each + SMALL.longest)
    assert file.count <= most


def test_lines_of_the_head_are_counted_whatever_ends_them() -> None:
    assert look(b"a,b\n" * 100).head_lines == 15
    assert look(b"a,b\r\n" * 100).head_lines == 12
    assert look(b"a,b\r" * 100).head_lines == 14
    assert look(b'"a\nb",c\n' * 100).head_lines == 14


def test_a_line_break_inside_quotes_is_no_border() -> None:
    seen = look(plain(1000, '"one\ntwo"'))
    for piece in seen.pieces:
        assert piece.data.count(b'"') % 2 == 0
        assert piece.data[:5].isdigit()


def test_where_both_answers_are_possible_the_piece_is_left_out() -> None:
    seen = look(b'",","\n"\n' * 500)
    assert (seen.samples, seen.has_tail) == (0, False)


def test_quotes_used_in_a_way_of_their_own_leave_the_head_only() -> None:
    seen = look(b'screen 32" wide,1\n' * 500)
    assert len(seen.pieces) == 1
    assert seen.pieces[0].data.endswith(b"\n")


def test_a_text_without_line_ends_is_its_head() -> None:
    seen = look(b"x" * 5000)
    assert (len(seen.pieces), seen.has_tail, len(seen.data)) == (1, False, SMALL.head)


def test_a_last_record_that_was_cut_off_is_seen() -> None:
    seen = look(plain(1000) + b"00999,x")
    assert seen.data.endswith(b"\r\n00999,x")


def test_whole_records_of_a_beginning() -> None:
    assert whole_records(b'a,b\n"c\nd",e\nf') == b'a,b\n"c\nd",e\n'
    assert whole_records(b"no end") == b"no end"
    assert whole_records("\ufeffa\nb".encode("utf-16-le")) == "\ufeffa\n".encode("utf-16-le")
