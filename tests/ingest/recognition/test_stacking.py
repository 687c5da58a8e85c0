"""Files of several tables: cut at blank lines, comments stay with the table below them, each table is a part."""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.ingest.files.grid import Grid
from smm_assets.ingest.files.texts import Text
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.recognition.stacking import dates_for_shares, own_title, tables


def report(name, heading, *, stacked):
    return Report(
        network="ga4",
        report="organic_metric",
        name=name,
        title=name,
        table=schema.ACCOUNT_METRIC,
        fields=(
            Field(to="day", names=("Date",)),
            Field(to="value", fact={"metric": "users"}, names=(heading,)),
        ),
        signature=Signature(needs=("day", "value:users")),
        needs_currency=False,
        stacked=stacked,
    )


BOTH = (report("small", "Users", stacked=True), report("large", "Sessions", stacked=False))


def parts(text, reports=BOTH):
    return [
        (part.part, part.report and part.report.name)
        for part in examine("file.csv", text.encode(), reports=reports).parts
    ]


def cut(text):
    return [[line for line, _ in records] for records in tables(Grid(delimiter=",", text=Text.of(text)))]


def test_blank_lines_cut_and_lone_comments_belong_to_what_follows():
    assert cut("# a\n\n# b\n\nx,y\n1,2\n\n\n# c\nz\n3\n") == [[1, 3, 5, 6], [9, 10, 11]]
    assert cut("x\n\n# only words\n") == [[1]]


def test_a_file_is_stacked_when_any_report_on_another_line_is():
    text = "Date,Sessions\n2026-06-01,5\n\nDate,Users\n2026-06-01,3\n"
    assert [name for _, name in parts(text)] == ["large", "small"]


def test_a_blank_line_in_a_file_of_one_table_cuts_nothing():
    assert parts("Date,Sessions\n2026-06-01,5\n\n2026-06-02,6\n") == [("", "large")]


def test_comments_above_a_blank_line_are_the_preamble_of_the_only_table():
    (part,) = examine("file.csv", b"# 20260601-20260602\n\nDate,Users\n2026-06-01,3\n", reports=BOTH).parts
    assert (part.part, str(part.preamble.period[1])) == ("", "2026-06-02")


def test_tables_have_names_of_their_own_and_the_account_of_the_first():
    text = "# Account: Tea\nDate,Users\n2026-06-01,3\n\n# more\nDate,Users\n2026-06-02,4\n"
    found = examine("file.csv", text.encode(), reports=BOTH).parts
    assert [part.part for part in found] == ["Date, Users", "Date, Users (2)"]
    assert {part.preamble.account_name for part in found} == {"Tea"}


def test_a_title_is_a_line_of_its_own():
    assert own_title(["Reach", ""], ["Date", "Primary"]) == "Reach"
    assert own_title(["Date", "Primary"], ["Date", "Primary"]) == ""
    assert own_title(["# note"], ["Date", "Primary", ""]) == "Date, Primary"


def test_shares_made_into_days_spoil_the_file():
    assert "line 2 holds '3.апр'" in dates_for_shares([(1, ["a", "3.4"]), (2, ["b", "3.апр"])])
    assert dates_for_shares([(1, ["a", "3.4"]), (2, ["b", "3.x"])]) == ""
