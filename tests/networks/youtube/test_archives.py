"""YouTube Studio archives: which days a table without days covers, and what the tables beside it say."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

JUNE = (date(2026, 6, 29), date(2026, 6, 30))
TABLE = "Content,Video title,Video publish time,Views\nTotal,,,100\nmugVideo001,A mug,,100\n"
TOTALS = "Date,Views\n2026-06-29,40\n2026-06-30,60\n"


def packed(members: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, text in members.items():
            made.writestr(name, text)
    return stream.getvalue()


def table_of(parts):
    return next(part for part in parts if part.report == "content")


def days(part):
    return part.summary.period_start, part.summary.period_end


def test_the_name_of_the_archive_says_the_days(read_bytes):
    data = packed({"Table data.csv": TABLE, "Totals.csv": TOTALS})
    part = table_of(read_bytes("Content 2026-06-28_2026-07-01 Mugs.zip", data))
    assert days(part) == (date(2026, 6, 28), date(2026, 7, 1))


def test_else_the_totals_beside_the_table_say_them(read_bytes):
    part = table_of(read_bytes("mugs.zip", packed({"Table data.csv": TABLE, "Totals.csv": TOTALS})))
    assert days(part) == JUNE
    assert part.summary.grain == "period"


def test_the_name_of_a_member_is_nearer_than_the_archives(read_bytes):
    data = packed({"Table data 2026-06-01_2026-06-15.csv": TABLE, "Totals.csv": TOTALS})
    part = table_of(read_bytes("Content 2026-06-01_2026-06-30 Mugs.zip", data))
    assert days(part) == (date(2026, 6, 1), date(2026, 6, 15))


def test_a_table_alone_is_held_with_the_question(read_bytes):
    (part,) = read_bytes("Table data.csv", TABLE.encode())
    assert part.refusal.status == "held"
    assert "which days" in part.refusal.message
    assert "ZIP" in part.refusal.cure


def test_totals_of_another_report_lend_no_days(read_bytes):
    orders = "Order Number,Date,Total\n1,2026-06-29,10\n"
    part = table_of(read_bytes("mugs.zip", packed({"Table data.csv": TABLE, "orders.csv": orders})))
    assert part.refusal.status == "held"


def test_totals_by_week_are_asked_about_and_not_read_as_days(read_bytes):
    text = "Date,Views\n2026-06-01,700\n2026-06-08,710\n2026-06-15,720\n2026-06-22,730\n"
    (part,) = read_bytes("Totals.csv", text.encode())
    assert part.refusal.status == "held"
    assert "weeks or months" in part.refusal.message
    assert "Daily" in part.refusal.cure


def test_viewers_in_percent_take_the_days_of_their_archive_and_else_the_day_they_arrive(read_bytes):
    ages = "Viewer age,Views (%)\n18–24 years,60\n25–34 years,40\n"
    packed_ages = read_bytes("mugs.zip", packed({"Table data.csv": ages, "Totals.csv": TOTALS}))[0]
    assert days(packed_ages) == JUNE
    (alone,) = read_bytes("viewer_age.csv", ages.encode())
    assert days(alone) == (date(2026, 7, 15), date(2026, 7, 15))


def test_totals_by_week_lend_no_days(read_bytes):
    weeks = "Date,Views\n2026-06-01,700\n2026-06-08,710\n2026-06-15,720\n2026-06-22,730\n"
    part = table_of(read_bytes("mugs.zip", packed({"Table data.csv": TABLE, "Totals.csv": weeks})))
    assert part.refusal.status == "held"
