"""Points at which processes are killed, drawn from a seed.

Belongs here: the draw. Not here: killing (`dying`). Each stage of a morning is as likely as any other, however short it
is; half of the points are operations, before or while they run, half are moments of the processor's time between them.
"""

import random
from collections.abc import Iterator

from tests.attacks.dying import Course, Point

LONGEST_OPERATION = 0.03
CHAIN = (1, 2, 3)  # so many processes die one after the other before one may come to its end
STAGES = ("ingest", "seeds", "models", "decision", "publish", "report")


def chains(seed: int, calm: Course, deaths: int) -> Iterator[list[Point]]:
    """So many points in all, in chains; calm: how the same work went undisturbed."""
    chance = random.Random(seed)
    number = 0
    while deaths > 0:
        length = min(deaths, CHAIN[number % len(CHAIN)])
        yield [_point(chance, calm, chance.choice(STAGES)) for _ in range(length)]
        deaths, number = deaths - length, number + 1


def founding(seed: int, calm: Course, deaths: int) -> Iterator[Point]:
    """Points while a store is made where there was none."""
    chance = random.Random(seed)
    for _ in range(deaths):
        yield _point(chance, calm, "open")


def _point(chance: random.Random, calm: Course, stage: str) -> Point:
    kind = chance.choice(("before", "during", "moment", "moment"))
    if kind == "moment":
        names = list(calm.seconds)
        length = calm.seconds[names[names.index(stage) + 1]] - calm.seconds[stage]
        return Point(stage=stage, after=chance.uniform(0, length))
    after = 0.0 if kind == "before" else chance.uniform(0.0001, LONGEST_OPERATION)
    return Point(stage=stage, operation=chance.randint(1, calm.operations[stage]), after=after)
