"""Delivery by age and gender: every ad group's day shared out so that the parts add up to it.

Belongs here: the shares and the exact split. Not here: the delivery itself (`exports`).
"""

from decimal import Decimal

import numpy as np
import pandas as pd

from smm_assets.simulator.randomness import split_whole, stream

AGES = {"18-24": 0.10, "25-34": 0.27, "35-44": 0.27, "45-54": 0.20, "55-64": 0.11, "65+": 0.05}
GENDERS = {"female": 0.66, "male": 0.32, "unknown": 0.02}
SPLIT = ("impressions", "link_clicks", "engagements")


def by_age_and_gender(seed: int, rows: pd.DataFrame) -> pd.DataFrame:
    """Each row becomes one row per age and gender that had impressions; spend and counts add up to the row."""
    random = stream(seed, "age and gender")
    people = [(age, gender, old * sex) for age, old in AGES.items() for gender, sex in GENDERS.items()]
    parts = [_shared(random, row, people) for _, row in rows.iterrows()]
    return pd.concat(parts, ignore_index=True)


def _shared(random: np.random.Generator, row: pd.Series, people: list[tuple[str, str, float]]) -> pd.DataFrame:
    weights = np.array([share for _, _, share in people]) * np.exp(random.normal(0.0, 0.15, len(people)))
    counts = {name: split_whole(int(row[name]), weights) for name in SPLIT}
    counts["clicks"] = counts["link_clicks"] + split_whole(int(row["clicks"] - row["link_clicks"]), weights)
    shown = counts["impressions"].astype(np.float64)
    cents = split_whole(int(row["spend"] * 100), shown)
    frame = pd.DataFrame(
        {
            **{name: row[name] for name in ("date", "campaign_id", "campaign_name", "ad_group_id", "ad_group_name")},
            "age": [age for age, _, _ in people],
            "gender": [gender for _, gender, _ in people],
            **counts,
            "reach": np.maximum(np.round(shown / 1.15), 1).astype(np.int64),
            "spend": [Decimal(int(value)) / 100 for value in cents],
        }
    )
    return frame[frame["impressions"].gt(0)]
