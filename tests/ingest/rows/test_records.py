"""What is a record: lines that explain columns are none, several facts of one line are one, columns may add up."""

from decimal import Decimal

import pytest

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.ingest.files.blocks import can_cut
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows import records
from smm_assets.ingest.rows.layout import Layout


def tidy(table):
    header, rows = table[0][1], table[1:]
    pairs = [
        (line, [place, number]) for line, cells in rows for place, number in zip(header[1:], cells[1:], strict=True)
    ]
    return ["Place", "People"], pairs


POSTS = Report(
    network="tiktok",
    report="organic_post",
    name="posts",
    title="Posts",
    table=schema.POST,
    fields=(
        Field(to="post_id", names=("Post",)),
        Field(to="title", names=("Title",)),
        Field(to="views", names=("Views",)),
        Field(to="likes", names=("Reactions",)),
        Field(to="likes", names=("Loves",), adds=True),
        Field(to="likes", names=("Laughs",), adds=True),
        Field(to="comments", names=("Comments",), missing=("0",)),
    ),
    signature=Signature(needs=("post_id",)),
    constants={"publisher": "tiktok"},
    needs_currency=False,
    needs_period=False,
    explained=True,
)
PLACES = Report(
    network="tiktok",
    report="organic_audience",
    name="places",
    title="Places",
    table=schema.AUDIENCE,
    fields=(
        Field(to="bucket", names=("Place",), sets={"dimension": "country"}),
        Field(to="people", names=("People", "Italy", "Spain")),
    ),
    signature=Signature(needs=("bucket", "people")),
    constants={"audience": "followers"},
    needs_currency=False,
    needs_period=False,
    reshape=tidy,
)


def numbers(found, name):
    return [None if value != value else int(value) for value in found.frame[name].astype("float64")]


def test_a_line_of_sentences_below_the_header_is_no_record(read_as):
    found = read_as(POSTS, "Post,Title,Views\n,,The number of times it was seen\n1,Mugs,5\n")
    assert (found.summary.rows_read, list(found.frame["row_number"]), numbers(found, "views")) == (1, [3], [5])


@pytest.mark.parametrize(
    "line",
    [",,7", "2,,The number of times it was seen", ",,soon", ",Mugs,The number of times it was seen"],
    ids=["a number", "an id", "one word", "a title"],
)
def test_any_other_line_there_is_a_record(read_as, line):
    found = read_as(POSTS, f"Post,Title,Views\n{line}\n1,Mugs,5\n3,Cups,6\n4,Jugs,7\n5,Pots,8\n")
    assert found.summary.rows_read == 5


def test_only_the_first_line_may_explain(read_as):
    found = read_as(POSTS, "Post,Title,Views\n1,Mugs,5\n2,Cups,6\n3,Jugs,7\n,,The number of views\n4,Pots,8\n")
    assert found.summary.rows_read == 5
    assert found.summary.rows_rejected == 1


def test_a_row_that_names_no_post_is_rejected_however_many_there_are(read_as):
    found = read_as(POSTS, "Post,Title,Views\n1,Mugs,5\n,,6\n,,7\n2,Cups,8\n3,Jugs,9\n4,Pots,1\n5,Bowls,2\n6,Vases,3\n")
    assert list(found.rejected["row_number"]) == [3, 4]
    assert set(found.rejected["rule"]) == {"missing_id"}


@pytest.mark.parametrize(
    ("line", "likes"),
    [("1,,3,4", 7), ("1,,3,", 3), ("1,,,4", 4), ("1,,,", None), ("1,9,3,4", 9), ("1,0,3,4", 0)],
)
def test_columns_that_add_up_give_way_to_the_column_of_their_sum(read_as, line, likes):
    found = read_as(POSTS, f"Post,Reactions,Loves,Laughs\n{line}\n")
    assert numbers(found, "likes") == [likes]


def test_twins_of_a_column_that_adds_count_once(read_as):
    found = read_as(POSTS, "Post,Loves,Laughs,Loves\n1,3,4,2\n2,,4,2\n")
    assert numbers(found, "likes") == [7, 6]


def test_a_number_may_mean_not_reported_in_one_column(read_as):
    found = read_as(POSTS, "Post,Views,Comments\n1,0,0\n2,3,4\n")
    assert (numbers(found, "views"), numbers(found, "comments")) == ([0, 3], [None, 4])


def test_an_account_does_not_change_what_the_report_is_of(read_as):
    found = read_as(POSTS, "Post,Views\n1,5\n", publisher="instagram")
    assert list(found.frame["publisher"]) == ["tiktok"]


@pytest.mark.parametrize("chunk_rows", [1, 100])
def test_facts_of_one_line_are_one_record_whatever_the_chunks(read_as, chunk_rows):
    found = read_as(PLACES, "Place,Italy,Spain\nPeople,5,6\n", chunk_rows=chunk_rows)
    assert (found.summary.rows_read, found.summary.rows_accepted, list(found.frame["bucket"])) == (
        1,
        1,
        ["IT", "ES"],
    )
    assert set(found.frame["row_number"]) == {2}


def test_a_fault_in_one_of_them_holds_the_whole_line_back(read_as):
    found = read_as(PLACES, "Place,Italy,Spain\nPeople,5,6.5\nMore,1,2\n".replace("More,1,2\n", ""))
    assert (found.summary.rows_read, found.summary.rows_rejected, len(found.frame)) == (1, 1, 0)


WRAPPED = '"Post,""Title"",Views"\n"1,""Mugs, blue"",5"\n"2,""Cups"",6"\n'


def test_wrapped_lines_are_refused_although_all_hold_the_cells_of_the_header(read_as):
    with pytest.raises(FileRefused, match="no line fell apart"):
        read_as(POSTS, WRAPPED)


def test_a_wrapped_line_of_another_width_is_not_guessed(read_as):
    with pytest.raises(FileRefused, match="2 lines do not hold"):
        read_as(POSTS, WRAPPED + '"3,""Jugs"\nblue,7\n')


def test_a_currency_in_two_brackets_is_a_currency(read_as):
    report = Report(
        network="tiktok",
        report="organic_post",
        name="money",
        title="Money",
        table=schema.POST,
        fields=(Field(to="post_id", names=("Post",)), Field(to="earnings_original", names=("Earnings",))),
        signature=Signature(needs=("post_id",)),
        needs_period=False,
    )
    found = read_as(report, "Post,Earnings ((USD))\n1,0.06\n")
    assert (list(found.frame["currency"]), Decimal(found.frame["earnings_original"][0])) == (["USD"], Decimal("0.06"))


def test_the_label_of_a_total_beyond_the_header_is_found_in_whichever_way_the_records_are_cut(monkeypatch):
    text = "Post,Title,Views,Reactions\n,,7,9,12,Grand total\n1,Mugs,3,4,5,\n2,Cups,4,5,7,\n"
    (part,) = examine("posts.csv", text.encode(), reports=(POSTS,)).parts
    layout = Layout(report=POSTS, header=part.header, sources=part.sources)
    for cut in (can_cut, lambda grid: False):
        monkeypatch.setattr(records, "can_cut", cut)
        (chunk,) = records.chunks(part, records.Sieve(layout), 100)
        assert [chunk.record(0)[place] for place in (3, 4, 5)] == ["9", "12", "Grand total"]
