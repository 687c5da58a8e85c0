"""The LinkedIn Page of the example shop beside three others it watches.

Belongs here: the plain frame. Not here: its file (`writers/linkedin`) or the shop's other pages (`pages`).
"""

from datetime import date

import pandas as pd

from smm_assets.simulator.randomness import stream
from smm_assets.simulator.world import World

# Page, followers at the end, followers won a week, posts a week, engagements a post.
PAGES = (
    ("Example shop", 1_240, 9.0, 2.0, 21.0),
    ("Kiln & Kettle", 2_980, 16.0, 3.0, 26.0),
    ("Papierfreund", 860, 4.0, 0.8, 15.0),
    ("Haus Habit", 5_410, 22.0, 4.5, 18.0),
)


def rival_pages(world: World, first: date, last: date) -> pd.DataFrame:
    """Columns page, followers, new_followers, engagements, posts of the days, the shop's own Page first."""
    random, weeks = stream(world.seed, "rivals"), ((last - first).days + 1) / 7
    rows = []
    for name, followers, won, weekly, each in PAGES:
        posts = int(random.poisson(weekly * weeks))
        engagements, new = int(random.poisson(each * posts)), int(random.poisson(won * weeks))
        rows.append((name, followers, new, engagements, posts))
    return pd.DataFrame(rows, columns=["page", "followers", "new_followers", "engagements", "posts"])
