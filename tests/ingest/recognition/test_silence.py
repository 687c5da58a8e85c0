"""Exports that end above the table: empty where the network writes so, never where a table follows."""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.ingest.recognition.examine import examine

REPORT = Report(
    network="any",
    report="ads",
    name="any",
    title="Any",
    table=schema.AD_DELIVERY,
    fields=(Field(to="impressions", names=("Shown",)), Field(to="clicks", names=("Clicked",))),
    signature=Signature(needs=("impressions", "clicks")),
    no_delivery=r"^any performance report$",
)
ABOVE = "Any Performance Report\nReport Start: August 1, 2026, 12:00 AM\nReport End: August 31, 2026, 11:59 PM\n"


def look(text):
    (part,) = examine("a.csv", text.encode(), reports=(REPORT,)).parts
    return part


def test_lines_above_a_table_without_a_table_are_an_export_without_delivery():
    part = look(ABOVE)
    assert (part.report, part.refusal.status) == (REPORT, "empty")
    assert "from 2026-08-01 to 2026-08-31" in str(part.refusal)


def test_a_table_of_words_nobody_knows_is_not_taken_for_no_delivery():
    for mark in (",", "\t", ";"):
        assert look(ABOVE + mark.join("ABCDEF") + "\n" + mark.join("123456") + "\n").refusal.status == "unrecognised"


def test_many_lines_or_another_first_line_are_not_taken_for_no_delivery():
    assert look(ABOVE + "and so on\n" * 20).refusal.status == "unrecognised"
    assert look("Some other report\n" + ABOVE).refusal.status == "unrecognised"


def test_a_table_with_its_header_is_read():
    part = look(ABOVE + "Shown,Clicked\n5,1\n")
    assert part.refusal is None
    assert part.header == ("Shown", "Clicked")
