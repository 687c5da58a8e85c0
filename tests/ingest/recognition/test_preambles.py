"""Lines above a table: when a report was made and which days it covers, in the ways networks write them."""

from datetime import date, datetime

from smm_assets.ingest.recognition.periods import read_preamble

SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))


def said(*lines, order=""):
    return read_preamble([line.split("|") for line in lines], order)


def test_start_and_end_stand_on_lines_of_their_own():
    for start, end in (
        ("Report Start: September 1, 2026, 12:00 AM", "Report End: September 30, 2026, 11:59 PM"),
        ("Rapport begint: 1 september 2026, 00:00", "Rapport eindigt: 30 september 2026, 23:59"),
        ("Begindatum: 1-september-2026", "Einddatum: 30-september-2026"),
    ):
        assert said("A report (in UTC)", start, end).period == SEPTEMBER


def test_the_time_of_day_of_the_export_is_read():
    assert said("Date Generated: October 1, 2026, 9:15 PM").exported_at == datetime(2026, 10, 1, 21, 15)
    assert said("Gegenereerd op: 1 oktober 2026, 09:15").exported_at == datetime(2026, 10, 1, 9, 15)
    assert said("Generated on October 1, 2026").exported_at == datetime(2026, 10, 1)


def test_the_day_of_the_export_is_no_period():
    assert said("Date Generated: October 1, 2026, 9:15 PM").period is None


def test_days_that_could_be_read_both_ways_take_the_order_of_the_network():
    assert said("2/12/2024|2/10/2025").period is None
    assert said("2/12/2024|2/10/2025", order="mdy").period == (date(2024, 2, 12), date(2025, 2, 10))
    assert said("2/12/2024|2/10/2025", order="dmy").period == (date(2024, 12, 2), date(2025, 10, 2))
    assert said("2/12/2024|2/20/2025", order="mdy").period == (date(2024, 2, 12), date(2025, 2, 20))
