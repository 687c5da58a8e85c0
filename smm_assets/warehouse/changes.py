"""Which days of which tables changed, so that what rests on them can be built again for these days alone.

Belongs here: the log (ops.change) and what each model has seen of it (ops.model_build). Not here: which models there
are and what they read (`sqlmodels`), nor who changes rows (landing, seeds, models).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from smm_assets.warehouse.store import Store

Ranges = tuple[tuple[date, date], ...]
NOTHING: Ranges = ()
MOST_RANGES = 40
CHECKED = "checked."  # before the name of a model or audit: up to where the log was seen when it was last checked
_NEWEST = """
SELECT COALESCE(MAX(number), 0) AS newest FROM (
    SELECT MAX(number) AS number FROM ops.change UNION ALL SELECT MAX(seen) FROM ops.model_build
) AS known"""
_NOTED = f"""
INSERT INTO ops.change (number, subject, first_day, last_day)
SELECT newest + 1, CAST(:subject AS VARCHAR), CAST(:first AS DATE), CAST(:last AS DATE) FROM ({_NEWEST}) AS so_far"""  # noqa: S608
_BUILT = """
INSERT INTO ops.model_build (model, shape, seen)
VALUES (CAST(:model AS VARCHAR), CAST(:shape AS VARCHAR), CAST(:seen AS BIGINT))"""


class Log:
    """What is written down, as it was when first asked for: for who builds many models while nobody else writes.

    Its own entries go to the store at once. Not to be used after a transaction that was undone.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._entries: list[tuple[int, str, date | None, date | None]] | None = None
        self._seen: dict[str, tuple[str, int]] | None = None
        self._newest: int | None = None

    def seen(self) -> dict[str, tuple[str, int]]:
        if self._seen is None:
            self._seen = seen(self._store)
        return self._seen

    def newest(self) -> int:
        if self._newest is None:
            self._newest = newest(self._store)
        return self._newest

    def since(self, subjects: Collection[str], number: int) -> Ranges | None:
        """See `since`."""
        if self._entries is None:
            found = self._store.read("SELECT number, subject, first_day, last_day FROM ops.change").astype(object)
            self._entries = list(found.where(found.notna(), None).itertuples(index=False, name=None))
        return _joined([entry[2:] for entry in self._entries if entry[0] > number and entry[1] in subjects])

    def note(self, subject: str, ranges: Sequence[tuple[date, date]] | None) -> None:
        """See `note`."""
        note(self._store, subject, ranges)
        number = self.newest()
        noted: list[tuple[date | None, date | None]] = [(None, None)] if ranges is None else list(ranges)
        self._newest = number + len(noted)
        if self._entries is not None:
            self._entries += [(number + place, subject, *days) for place, days in enumerate(noted, 1)]

    def built(self, model: str, shape: str, number: int) -> None:
        """See `built`."""
        if self.seen().get(model) != (shape, number):
            built(self._store, model, shape, number)
            self.seen()[model] = (shape, number)


def note(store: Store, subject: str, ranges: Sequence[tuple[date, date]] | None) -> None:
    """Write down that these days (inclusive ranges) of a table changed; None: any of them may have.

    subject: the table with its schema, "raw.ad_delivery". Part of the transaction that changes the rows.
    """
    for first, last in [(None, None)] if ranges is None else ranges:
        store.execute(_NOTED, {"subject": subject, "first": first, "last": last})


def since(store: Store, subjects: Collection[str], number: int) -> Ranges | None:
    """Days of the tables that changed after that entry of the log, merged; None when any day may have."""
    found = store.read("SELECT subject, first_day, last_day FROM ops.change WHERE number > :number", {"number": number})
    own = found[found["subject"].isin(list(subjects))].astype(object)
    return _joined(list(own.where(own.notna(), None)[["first_day", "last_day"]].itertuples(index=False, name=None)))


def _joined(days: Sequence[tuple[date | None, date | None]]) -> Ranges | None:
    known = [(first, last) for first, last in days if first is not None and last is not None]
    return merged(known) if len(known) == len(days) else None


def newest(store: Store) -> int:
    """Number of the newest entry there ever was; 0 before the first."""
    return int(store.read(_NEWEST)["newest"].iloc[0])


def merged(ranges: Iterable[tuple[date, date]]) -> Ranges:
    """The same days as few ranges: sorted, without overlaps; one range over all where there would be too many."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + timedelta(days=1):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found) if len(found) <= MOST_RANGES else ((found[0][0], found[-1][1]),)


def seen(store: Store) -> dict[str, tuple[str, int]]:
    """What is built: name → (shape it was built in, number of the last entry of the log it rests on)."""
    rows = store.read("SELECT model, shape, seen FROM ops.model_build")
    return {str(row["model"]): (str(row["shape"]), int(row["seen"])) for row in rows.to_dict("records")}


def built(store: Store, model: str, shape: str, number: int) -> None:
    """Write down that a model stands in this shape and rests on the log up to that entry."""
    store.execute("DELETE FROM ops.model_build WHERE model = :model", {"model": model})
    store.execute(_BUILT, {"model": model, "shape": shape, "seen": number})


def set_built(store: Store, entries: Mapping[str, tuple[str, int]], gone: Collection[str]) -> None:
    """`built` for many at once, after forgetting the names in `gone`."""
    for name in gone:
        store.execute("DELETE FROM ops.model_build WHERE model = :model", {"model": name})
    if entries:
        rows = [{"model": name, "shape": shape, "seen": number} for name, (shape, number) in entries.items()]
        store.load("ops", "model_build", pd.DataFrame(rows))


def prune(store: Store, models: Collection[str]) -> None:
    """Forget entries that every one of these models and all that is checked has seen, and models that are no more;
    seeds stay.
    """
    found = seen(store)
    known = {name: place for name, place in found.items() if "." not in name}
    for name in set(known) - set(models):
        store.execute("DELETE FROM ops.model_build WHERE model = :model", {"model": name})
    following = [place[1] for name, place in found.items() if name in models or name.startswith(CHECKED)]
    store.execute("DELETE FROM ops.change WHERE number <= :number", {"number": min(following, default=0)})
