"""Points at which processes are killed, drawn from a seed.

Belongs here: the draw. Not here: killing (`dying`). Half of the points are operations, before or while they run, the
others are moments of the processor's time between them.
"""

import random
from collections.abc import Iterator

from tests.attacks.dying import Course, Point

LONGEST_OPERATION = 0.03
CHAIN = (1, 2, 3)  # so many processes die one after the other before one may come to its end


def chains(chance: random.Random, calm: Course, stages: list[str], deaths: int) -> Iterator[list[Point]]:
    """So many points in all, in chains, each stage as likely as any other; calm: how that work went undisturbed."""
    number = 0
    while deaths > 0:
        length = min(deaths, CHAIN[number % len(CHAIN)])
        yield [point(chance, calm, chance.choice(stages)) for _ in range(length)]
        deaths, number = deaths - length, number + 1


def point(chance: random.Random, calm: Course, stage: str) -> Point:
    """Any point of a stage."""
    kind = chance.choice(("before", "during", "moment", "moment"))
    if kind == "moment":
        names = list(calm.seconds)
        length = calm.seconds[names[names.index(stage) + 1]] - calm.seconds[stage]
        return Point(stage=stage, after=chance.uniform(0, length))
    after = 0.0 if kind == "before" else chance.uniform(0.0001, LONGEST_OPERATION)
    return Point(stage=stage, operation=chance.randint(1, calm.operations[stage]), after=after)
