"""What no network reports: people, production, tools and fees of the example, month by month.

Belongs here: the cost lines. Not here: media money, which the exports bring, or the plan (`settings_files`).
"""

import calendar
from datetime import date

HEADER = [
    "date",
    "period_start",
    "period_end",
    "category",
    "item",
    "channel",
    "kind",
    "who",
    "vendor",
    "hours",
    "rate",
    "amount",
    "currency",
]
# category, item, channel, kind, who, vendor, hours, rate, amount. Hours times rate is the amount where both are given.
MONTHLY = (
    ("content", "copy for Meta", "meta", "people", "in_house", "Mia", 34, 31, 1054),
    ("content", "copy for YouTube", "youtube", "people", "in_house", "Mia", 8, 31, 248),
    ("content", "copy for TikTok", "tiktok", "people", "in_house", "Mia", 18, 31, 558),
    ("content", "content plan", "", "people", "in_house", "Mia", 22, 31, 682),
    ("content", "design and video", "", "people", "freelancer", "Studio Nord", 34, 52, 1768),
    ("content", "posts and comments VK", "vk", "people", "agency", "Sever Media", 0, 0, 690),
    ("content", "props and samples", "", "production", "self", "", 0, 0, 310),
    ("content", "scheduling tool", "", "tool", "self", "", 0, 0, 49),
    ("research", "analytics hours", "", "people", "in_house", "Jonas", 9, 38, 342),
    ("research", "listening tool", "", "tool", "self", "", 0, 0, 89),
    ("training", "video course", "", "fee", "self", "", 0, 0, 240),
)


def cost_rows(first: date, last: date) -> list[list[str]]:
    """Header and lines from the month of `first` to that of `last`; the running month is charged up to `last`."""
    rows = [HEADER]
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        year, month = divmod(number, 12)
        start, end = date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])
        rows += [_line(line, start, min(end, last), end) for line in MONTHLY]
    return rows


def _line(line: tuple[object, ...], start: date, charged: date, end: date) -> list[str]:
    *words, hours, rate, amount = line
    share = charged.day / end.day
    worked = round(float(str(hours)) * share, 1)
    money = worked * float(str(rate)) if hours else float(str(amount)) * share
    work = [f"{worked:g}", f"{rate}"] if hours else ["", ""]
    return ["", start.isoformat(), charged.isoformat(), *(str(word) for word in words), *work, f"{money:.2f}", "EUR"]
