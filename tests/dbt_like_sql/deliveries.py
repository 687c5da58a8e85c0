"""Random deliveries of one account's day, and exports of them at any level, with any keys, filtered or broken down.

Belongs here: what happened and what an export shows of it. Not here: what the tables make of it (`test_levels`).
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any

from smm_assets.ingest.rows.keys import ad_shape

DAY = "2026-06-10"
LEVELS = ("account", "campaign", "ad_group", "ad")
MEASURES = ("spend_original", "impressions", "clicks")
Amounts = tuple[Decimal, int, int]


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """Delivery of one ad, of one publisher and age; group and ad are empty where the network tells campaigns only."""

    campaign: str
    group: str
    ad: str
    publisher: str
    age: str
    cents: int
    impressions: int
    clicks: int

    @property
    def depth(self) -> int:
        return 3 if self.ad else 1

    def at(self, level: str) -> str:
        """The entity of that level it belongs to."""
        return {"account": "", "campaign": self.campaign, "ad_group": self.group, "ad": self.ad}[level]


@dataclass(frozen=True, kw_only=True)
class Export:
    """How a file shows a delivery. campaigns, rows_kept: those it was filtered to, all when empty. day: when exported.

    A filter keeps or drops whole rows: a part of a row's delivery could not be told from a restatement of the row.
    """

    level: str
    by_id: bool
    parents: bool
    split: bool
    broken: bool
    campaigns: frozenset[str]
    rows_kept: frozenset[str]
    day: int

    @property
    def exported(self) -> str:
        return f"2026-06-{self.day}"

    def shape(self) -> tuple[str, int]:
        depth = LEVELS.index(self.level)
        carries = {f"{name}_name" for name in LEVELS[1:depth]} if self.parents else set()
        carries |= {"publisher"} if self.split else set()
        return ad_shape(self.level, self.by_id, frozenset(carries), "age" if self.broken else "")

    def shows(self, leaf: Leaf) -> bool:
        return (
            leaf.depth >= LEVELS.index(self.level)
            and (not self.campaigns or leaf.campaign in self.campaigns)
            and (not self.rows_kept or leaf.at(self.level) in self.rows_kept)
        )

    def is_complete(self, delivery: list[Leaf]) -> bool:
        return not self.broken and all(self.shows(leaf) for leaf in delivery)

    def rows(self, delivery: list[Leaf]) -> list[dict[str, Any]]:
        found: dict[tuple[str, ...], list[Leaf]] = defaultdict(list)
        for leaf in delivery:
            if self.shows(leaf):
                split = (leaf.publisher if self.split else "", leaf.age if self.broken else "")
                found[(*self._keys(leaf), *split)].append(leaf)
        return [self._row(key, leaves) for key, leaves in sorted(found.items())]

    def row_key(self, row: dict[str, Any]) -> str:
        """What versions of a row share: level, finest key and what the export splits by; neither shape nor parents."""
        finest = row["ad_key"] or row["ad_group_key"] or row["campaign_key"]
        return f"{self.level} {finest} {row['publisher']} {row['age']}"

    def _keys(self, leaf: Leaf) -> tuple[str, str, str]:
        """Keys as `entity_keys` makes them: a name means something only below the parents the export carries."""
        depth, mark = LEVELS.index(self.level), "" if self.by_id else "n:"
        above = mark if self.parents or not mark else f"{mark}alone-"
        own = (f"{mark}{leaf.campaign}", f"{above}{leaf.group}", f"{above}{leaf.ad}")
        kept = range(1, depth + 1) if self.parents else [depth]
        return tuple(key if place in kept else "" for place, key in enumerate(own, 1))  # type: ignore[return-value]

    def _row(self, key: tuple[str, ...], leaves: list[Leaf]) -> dict[str, Any]:
        campaign, group, ad, publisher, age = key
        return {
            "date": DAY, "level": self.level, "campaign_key": campaign, "ad_group_key": group, "ad_key": ad,
            "campaign_name": f"Campaign {campaign}" if campaign else None, "publisher": publisher or None,
            "age": age or None, "breakdown_set": "age" if self.broken else "",
            "key_quality": "id" if self.by_id else "name", **dict(zip(MEASURES, amounts(leaves), strict=True)),
        }  # fmt: skip


def amounts(leaves: list[Leaf]) -> Amounts:
    cents = sum(leaf.cents for leaf in leaves)
    return Decimal(cents) / 100, sum(leaf.impressions for leaf in leaves), sum(leaf.clicks for leaf in leaves)


def restated(delivery: list[Leaf], day: int) -> list[Leaf]:
    """The delivery as the network told it that day: some figures rise by 3 % a day after the 11th, some fall."""
    changes = [103 if leaf.impressions % 3 else 97 for leaf in delivery]
    grown = [
        leaf.cents * change ** (day - 11) // 100 ** (day - 11) for leaf, change in zip(delivery, changes, strict=True)
    ]
    return [replace(leaf, cents=cents) for leaf, cents in zip(delivery, grown, strict=True)]


def delivery_of(luck: Random) -> list[Leaf]:
    """One to three campaigns of up to two groups of up to two ads; some tell what they delivered only as a whole."""
    found = []
    for campaign in range(1, luck.randint(1, 3) + 1):
        for group in range(1, luck.randint(1, 2) + 1):
            for ad in range(1, luck.randint(1, 2) + 1):
                found.append(_leaf(luck, f"c{campaign}", f"c{campaign}g{group}", f"c{campaign}g{group}a{ad}"))
        if luck.random() < 0.2:
            found.append(_leaf(luck, f"c{campaign}", "", ""))
    return found


def _leaf(luck: Random, campaign: str, group: str, ad: str) -> Leaf:
    return Leaf(
        campaign=campaign,
        group=group,
        ad=ad,
        publisher=luck.choice(("facebook", "instagram")),
        age=luck.choice(("18-24", "25-34")),
        cents=luck.randint(1, 5000),
        impressions=luck.randint(10, 900),
        clicks=luck.randint(0, 9),
    )


def export_of(luck: Random, delivery: list[Leaf]) -> Export:
    """Any export of the delivery; some were filtered to a campaign or some rows, some are broken down by age."""
    level = luck.choice(LEVELS)
    campaigns = sorted({leaf.campaign for leaf in delivery})
    rows = sorted({leaf.at(level) for leaf in delivery if leaf.at(level)})
    return Export(
        level=level,
        by_id=luck.random() < 0.5,
        parents=luck.random() < 0.75,
        split=luck.random() < 0.5,
        broken=luck.random() < 0.15,
        campaigns=frozenset({luck.choice(campaigns)} if rows and luck.random() < 0.3 else ()),
        rows_kept=frozenset(luck.sample(rows, luck.randint(1, len(rows))) if rows and luck.random() < 0.3 else ()),
        day=luck.randint(11, 14),
    )


def whole_export_of(luck: Random, delivery: list[Leaf], *, day: int) -> Export:
    """An export that shows everything that was delivered."""
    levels = LEVELS if all(leaf.ad for leaf in delivery) else LEVELS[:2]
    drawn = export_of(luck, delivery)
    return replace(
        drawn, level=luck.choice(levels), broken=False, campaigns=frozenset(), rows_kept=frozenset(), day=day
    )
