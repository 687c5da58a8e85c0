"""Reading what the servers received: who was told what, in whose words, and when nobody may be told anything.

Belongs here: taking messages apart. Not here: what they must say (`test_days`).
"""

import re
from datetime import date, datetime
from decimal import Decimal

from tests.days.living import Life, Message
from tests.days.plan import A_DAY, NO_DAY, ZONE, moment
from tests.days.shop import QUIET


def told(life: Life, target: str) -> list[Message]:
    """All a target received."""
    return [one for one in life.messages if one.target == target]


def matters(message: Message) -> list[str]:
    """First lines of the matters of a message to the chat."""
    return [line.partition(". ")[2] for line in message.text.splitlines() if re.match(r"\d+\. ", line)]


def written(day: date) -> str:
    """As messages write a day."""
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def named(line: str) -> str:
    """What a matter is about, without its amounts."""
    which = re.search(r"(over|under) the plan$", line)
    return re.split(r" at €| is missing|: €|, [€\d]", line)[0] + (which[0] if which else "")


def at_stake(line: str) -> Decimal:
    """The money a matter says it is about, 0 where it says none."""
    found = re.search(r"€([\d,]+\.\d+) (?:of spend|over|under|to be)", line)
    return Decimal(found[1].replace(",", "")) if found else Decimal(0)


def loud_from(at: datetime) -> datetime:
    """The first moment from then on that is not in quiet hours."""
    here, (begin, end) = at.astimezone(ZONE), QUIET
    if end <= here.time() < begin:
        return at
    return moment(here.date() + (A_DAY if here.time() >= begin else NO_DAY), end)
