"""How long a recommendation takes: medians of several calls in one process, the bank already drawn.

Processor seconds, which are those of the clock on a machine that is not busy: one thread does the work.

Belongs here: sizes and the stop-watch. Not here: which time suffices (musts).
"""

import time
from statistics import median

from bench.allocation.families import Recipe
from bench.allocation.worlds import make_world
from smm_assets.allocation import recommend

SIZES = {
    "6 channels × 180 days": Recipe(days=(180, 181), channels=(6, 7)),
    "50 channels × 2 years": Recipe(days=(730, 731), channels=(50, 51), results=(300.0, 301.0)),
}


def seconds(rounds: int = 5) -> dict[str, float]:
    """Median processor seconds by size."""
    found = {}
    for name, recipe in SIZES.items():
        world = make_world(name, 1, recipe)
        recommend(world.history, world.limits)
        times = []
        for _ in range(rounds):
            before = time.process_time()
            recommend(world.history, world.limits)
            times.append(time.process_time() - before)
        found[name] = median(times)
    return found
