"""What the columns of an unknown table probably mean: names compared with all known header names, kinds of cells.

Belongs here: guesses, and how sure they are. Not here: what cells hold (`holding`) or how a draft is written
(`suggesting`). A guess is sure only when the very name is known for one meaning and the cells fit it.
"""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from smm_assets.ingest.contract import Report
from smm_assets.ingest.recognition.headers import normalised
from smm_assets.ingest.text.plain import plain
from smm_assets.mappings.canonical import TABLES, columns_of, metric_of
from smm_assets.mappings.holding import Holding
from smm_assets.mappings.words import RATIOS, WORDS
from smm_assets.schema.metrics import METRICS

SURE, LIKELY = 0.99, 0.6
REPORTS = ("ads", "outcome", "organic_post", "organic_metric", "organic_competitor")
_FITTING = {
    "day": ("day", "period_start", "period_end", "published_at"),
    "moment": ("published_at", "day", "period_start", "period_end"),
    "range": ("date_range",),
    "currency": ("currency",),
    "address": ("permalink", "landing_page"),
}
_NUMBERS = ("money", "decimal", "share", "count")
_HOLDS_NUMBERS = ("decimal", "count", "share", "length")
# What a kind of report is unthinkable without: one of each group must be found.
_HALLMARKS = {
    "ads": (("spend_original",), ("impressions", "clicks", "link_clicks", "video_views", "conversions", "engagements")),
    "outcome": (("orders", "sessions", "revenue_original", "order_id"), ("orders", "sessions", "revenue_original")),
    "organic_post": (("post_id", "permalink", "published_at"), ("likes", "views", "impressions", "comments", "reach")),
    "organic_metric": (("day",), tuple(METRICS)),
    "organic_competitor": (("page",), ("followers", "new_followers", "engagements", "posts")),
}


@dataclass(frozen=True, kw_only=True)
class Guess:
    """What one column may mean. target: key under `columns`, "" unknown; points: 1 is the very name of that column."""

    column: Holding
    target: str = ""
    points: float = 0.0
    ratio: bool = False

    @property
    def sure(self) -> bool:
        """Whether the very name is known to mean that."""
        return self.points >= SURE


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a table probably is. report: its kind; certain: whether no other kind came close."""

    report: str
    certain: bool
    guesses: tuple[Guess, ...]


def meaning(columns: Sequence[Holding], reports: tuple[Report, ...]) -> Meaning:
    """The kind of report that explains the columns best, with a guess for each column."""
    tried = [(kind, _guesses(kind, columns, reports)) for kind in REPORTS]
    rated = sorted(((_points(kind, found), kind, found) for kind, found in tried), key=lambda item: -item[0])
    best, second = rated[0], rated[1]
    return Meaning(report=best[1], certain=best[0] - second[0] >= 1 and best[0] >= 2, guesses=best[2])


def _points(kind: str, guesses: Sequence[Guess]) -> float:
    found = {guess.target for guess in guesses if guess.points >= LIKELY}
    marked = all(found & set(group) for group in _HALLMARKS[kind])
    return sum(guess.points for guess in guesses if guess.points >= LIKELY) + (2.0 if marked else 0.0)


def _guesses(kind: str, columns: Sequence[Holding], reports: tuple[Report, ...]) -> tuple[Guess, ...]:
    """One guess per column; of several columns for one target the likeliest keeps it, then the first."""
    known = _names(kind, reports)
    offers = [
        (points, -column.index, target, column)
        for column in columns
        if column.kind != "blank" and not is_ratio(column.heading)
        for target, points in known.like(column.heading)
        if _fits(kind, target, column)
    ]
    taken: dict[int, Guess] = {}
    targets: set[str] = set()
    for points, _, target, column in sorted(offers, key=lambda offer: offer[:3], reverse=True):
        if column.index not in taken and target not in targets:
            taken[column.index] = Guess(column=column, target=target, points=points)
            targets.add(target)
    return tuple(taken.get(column.index) or Guess(column=column, ratio=is_ratio(column.heading)) for column in columns)


def is_ratio(heading: str) -> bool:
    """Whether a heading names a ratio or an average, which is never read: its parts are."""
    return bool(re.search(RATIOS, plain(heading)))


def _fits(kind: str, target: str, column: Holding) -> bool:
    """Whether cells of that kind can be read as the target."""
    if column.kind in _FITTING:
        return target in _FITTING[column.kind]
    kinds = {one.name: one.kind for one in TABLES[kind].columns}
    of_target = "decimal" if metric_of(kind, target) else kinds.get(target, "")
    if of_target == "count":
        return column.kind in ("count", "length")
    if of_target in _NUMBERS:
        return column.kind in _HOLDS_NUMBERS
    return of_target == "text" and (column.kind in ("text", "id") or target.endswith("_id"))


class Names:
    """Known header names of one kind of report with what they mean."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.meanings: dict[str, Counter[str]] = defaultdict(Counter)
        for name, target in pairs:
            self.meanings[name][target] += 1
        self.by_stem: dict[str, set[str]] = defaultdict(set)
        for name in self.meanings:
            for stem in stems(name):
                self.by_stem[stem].add(name)

    def like(self, heading: str) -> list[tuple[str, float]]:
        """(target, points) of names like the heading, best first; one name of several meanings is not sure."""
        name = normalised(heading).text
        if name in self.meanings:
            (target, votes), *others = self.meanings[name].most_common()
            return [(target, 1.0 if not others or votes >= 2 * others[0][1] else 0.9), *((o, 0.8) for o, _ in others)]
        best: dict[str, float] = {}
        for other in {other for stem in stems(name) for other in self.by_stem[stem]}:
            points = _similar(name, other)
            for target in self.meanings[other]:
                best[target] = max(points, best.get(target, 0.0))
        return sorted(best.items(), key=lambda item: -item[1])[:3]


def stems(name: str) -> set[str]:
    """Beginnings of the words of a name: endings change with case and number."""
    return {word[:5] for word in re.findall(r"\w+", name)}


def _similar(one: str, other: str) -> float:
    first, second = stems(one), stems(other)
    shared = 2 * len(first & second) / (len(first) + len(second))
    return round(0.95 * max(shared, difflib.SequenceMatcher(None, one, other).ratio() if shared >= 0.5 else 0.0), 3)


@lru_cache(maxsize=32)
def _names(kind: str, reports: tuple[Report, ...]) -> Names:
    return Names(_pairs(kind, reports))


def _pairs(kind: str, reports: tuple[Report, ...]) -> Iterator[tuple[str, str]]:
    """Names with their target: those of known reports of that table once for each report, general words thrice."""
    known = set(columns_of(kind))
    for report in reports:
        if report.table is TABLES[kind]:
            for field in report.fields:
                target = field.fact.get("metric", field.to)
                if target in known and not field.piece:
                    yield from ((normalised(name).text, target) for name in field.names)
    for target in known:
        own = target.removesuffix("_original").replace("_", " ")
        for name in (*WORDS.get(target, ()), own):
            yield from [(normalised(name).text, target)] * 3
