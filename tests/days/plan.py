"""What reaches a shop's inbox on which day, in what state, and what its tables must know afterwards.

Belongs here: the plan, drawn from a seed, and what follows from it, on plain values. Not here: the bytes of the files
(`files`), living through the days (`living`).

Every network is exported on its own days, each export telling the last few days before it. A deck says what becomes of
the exports: of every nine, four are on time, the others come late, never, broken off and made again the day after,
twice under different names, or tell a fortnight again.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
DECK = ("late", "lost", "damaged", "twice", "restated", *["on_time"] * 4)
A_FORTNIGHT = 14
A_DAY, NO_DAY = timedelta(days=1), timedelta(0)
JUST_BEFORE_SIX, EARLY, MORNING, AFTERNOON, NIGHT = (
    time(5, 59, 50),
    time(5, 20),
    time(9, 30),
    time(15, 10),
    time(21, 40),
)


@dataclass(frozen=True, kw_only=True)
class Habit:
    """How a network is exported: every so many days, from the so-manieth morning on, so many days back."""

    network: str
    every: int
    start: int
    back: int


# TikTok's exports never overlap: what is lost of them is lost, unless a fortnight is told again.
HABITS = (
    Habit(network="meta", every=1, start=1, back=3),
    Habit(network="tiktok", every=2, start=2, back=2),
    Habit(network="vk", every=2, start=1, back=4),
)


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One export. card: of the deck, or "history"; first, last: its days; exported: the morning it was made.

    number: of the exports of its network made on that day, 0 first. arrives: when its file is dropped, UTC; None when
    it never is. outcome: what the ledger must say; a duplicate is the same export under another name.
    """

    network: str
    card: str
    first: date
    last: date
    exported: date
    number: int = 0
    arrives: datetime | None
    outcome: str = "loaded"

    @property
    def at(self) -> datetime:
        """When it is dropped, of one that is."""
        assert self.arrives is not None
        return self.arrives

    def days(self) -> Iterator[date]:
        """The days it tells."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The days of a shop. oldest: first day anything is known of; mornings: of the days that are lived through.

    mistaken: mornings before which plan.csv is spoilt; it is mended before the next one.
    """

    oldest: date
    mornings: tuple[date, ...]
    deliveries: tuple[Delivery, ...]
    mistaken: tuple[date, ...]

    @property
    def dropped(self) -> tuple[Delivery, ...]:
        """What is dropped, in this order."""
        there = [one for one in self.deliveries if one.arrives is not None]
        return tuple(sorted(there, key=lambda one: (one.at, one.network, one.exported, one.number)))

    def told(self, network: str, *, until: datetime | None = None) -> dict[date, Delivery]:
        """By day the export that tells it: of those that came whole (until then), the one made last."""
        whole = [
            one
            for one in self.dropped
            if one.network == network and one.outcome == "loaded" and (until is None or one.at <= until)
        ]
        found: dict[date, Delivery] = {}
        for one in sorted(whole, key=lambda one: (one.exported, one.last)):
            found.update(dict.fromkeys(one.days(), one))
        return found

    def never(self, network: str) -> list[date]:
        """Days before the last morning that nothing tells, the oldest first."""
        told, last = self.told(network), self.mornings[-1] - timedelta(days=1)
        days = [self.oldest + timedelta(days=offset) for offset in range((last - self.oldest).days + 1)]
        return [day for day in days if day not in told]


def make_plan(*, seed: int, days: int, history: int, last: date, hours: Sequence[time]) -> Plan:
    """The plan of so many mornings up to `last`, before which `history` days are told at once on the first of them.

    hours: when files arrive on the first day, the second, and so on, over and over.
    """
    chance = random.Random(seed)
    mornings = tuple(last - timedelta(days=back) for back in range(days - 1, -1, -1))
    oldest = mornings[0] - timedelta(days=history)
    arriving = dict(zip(mornings, cycle(hours), strict=False))
    slots = sorted(_slots(mornings), key=lambda slot: (slot[0], slot[1].network))
    cards = [card for _ in range(len(slots) // len(DECK) + 1) for card in chance.sample(DECK, len(DECK))]
    made = [_history(habit, oldest, mornings[0], arriving) for habit in HABITS]
    for (morning, habit), card in zip(slots, cards, strict=False):
        made += _exports(habit, card, morning, oldest, arriving, chance)
    return Plan(oldest=oldest, mornings=mornings, deliveries=tuple(made), mistaken=mornings[2 : days - 1 : 17])


def moment(day: date, hour: time) -> datetime:
    """That hour of the day in the shop's own time, as UTC."""
    return datetime.combine(day, hour, ZONE).astimezone(UTC)


def _slots(mornings: Sequence[date]) -> Iterator[tuple[date, Habit]]:
    for habit in HABITS:
        for morning in mornings[habit.start :: habit.every]:
            yield morning, habit


def _history(habit: Habit, oldest: date, morning: date, hours: dict[date, time]) -> Delivery:
    return Delivery(
        network=habit.network,
        card="history",
        first=oldest,
        last=morning - timedelta(days=1),
        exported=morning,
        arrives=moment(morning, hours[morning]),
    )


def _exports(
    habit: Habit, card: str, morning: date, oldest: date, hours: dict[date, time], chance: random.Random
) -> list[Delivery]:
    """What becomes of one export; what would arrive after the last morning's day does not."""

    def arrival(after: int) -> datetime | None:
        day = morning + timedelta(days=after)
        return moment(day, hours[day]) if day in hours else None

    back = A_FORTNIGHT if card == "restated" else habit.back
    plain = Delivery(
        network=habit.network,
        card=card,
        first=max(oldest, morning - timedelta(days=back)),
        last=morning - timedelta(days=1),
        exported=morning,
        arrives=arrival(0),
    )
    following = morning + timedelta(days=1)
    match card:
        case "late":
            return [replace(plain, arrives=arrival(chance.randint(1, 3)))]
        case "lost":
            return [replace(plain, arrives=None)]
        case "damaged":
            return [
                replace(plain, outcome="quarantined"),
                replace(plain, exported=following, number=1, arrives=arrival(1)),
            ]
        case "twice":
            return [plain, replace(plain, outcome="duplicate", number=2, arrives=arrival(1))]
    return [plain]
