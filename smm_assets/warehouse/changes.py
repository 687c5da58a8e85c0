"""Which days of which tables changed, so that what rests on them can be built again for these days alone.

Belongs here: the log (ops.change) and what each model has seen of it (ops.model_build). Not here: which models there
are and what they read (`sqlmodels`), nor who changes rows (landing, seeds, models).
"""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from smm_assets.warehouse.columns import literal
from smm_assets.warehouse.store import Store

Ranges = tuple[tuple[date, date], ...]
NOTHING: Ranges = ()
MOST_RANGES = 40
CHECKED = "checked."  # before the name of a model or audit: up to where the log was seen when it was last checked
WHOLE = "whole."  # before a subject: rows came or went that concern nothing made by days, but whatever reads them all
_NEWEST = """
SELECT COALESCE(MAX(number), 0) AS newest FROM (
    SELECT MAX(number) AS number FROM ops.change UNION ALL SELECT MAX(seen) FROM ops.model_build
) AS known"""
_NOTED = f"""
INSERT INTO ops.change (number, subject, first_day, last_day)
SELECT newest + 1, CAST(:subject AS VARCHAR), CAST(:first AS DATE), CAST(:last AS DATE) FROM ({_NEWEST}) AS so_far"""  # noqa: S608


@dataclasses.dataclass(frozen=True, kw_only=True)
class Standing:
    """What a model stands in. shape: it was built in; seen: number of the last entry of the log it rests on; rows:
    how many it has, None when that is not known.
    """

    shape: str
    seen: int
    rows: int | None = None


class Log:
    """What is written down, as it was when first asked for: for who builds many models while nobody else writes.

    Its own entries are known to it at once and go to the store with `keep`. Not to be used after a transaction that was
    undone.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._entries: dict[str, list[tuple[int, date | None, date | None]]] | None = None
        self._seen: dict[str, Standing] | None = None
        self._newest: int | None = None
        self._noted: list[tuple[int, str, date | None, date | None]] = []
        self._built: dict[str, Standing] = {}

    def seen(self) -> dict[str, Standing]:
        if self._seen is None:
            self._seen = standings(self._store)
        return self._seen

    def newest(self) -> int:
        if self._newest is None:
            self._newest = newest(self._store)
        return self._newest

    def since(self, subjects: Collection[str], number: int) -> Ranges | None:
        """See `since`."""
        found = self._found()
        return _joined([one[1:] for subject in {*subjects} for one in found.get(subject, ()) if one[0] > number])

    def touched(self, subjects: Collection[str], number: int) -> bool:
        """Whether any row of the tables may be another one since that entry of the log."""
        found = self._found()
        names = [name for subject in subjects for name in (subject, f"{WHOLE}{subject}")]
        return any(found[name][-1][0] > number for name in names if name in found)

    def note(self, subject: str, ranges: Sequence[tuple[date, date]] | None) -> None:
        """See `note`."""
        found = self._found()
        for first, last in [(None, None)] if ranges is None else ranges:
            self._newest = self.newest() + 1
            found.setdefault(subject, []).append((self._newest, first, last))
            self._noted.append((self._newest, subject, first, last))

    def built(self, model: str, standing: Standing) -> None:
        """See `built`."""
        if self.seen().get(model) != standing:
            self._built[model] = self.seen()[model] = standing

    def keep(self) -> None:
        """Write down what was noted and built since the last time."""
        if not self._noted and not self._built:
            return
        with self._store.transaction():
            if self._noted:
                names = ("number", "subject", "first_day", "last_day")
                self._store.load("ops", "change", pd.DataFrame(self._noted, columns=list(names), dtype=object))
            set_built(self._store, self._built, self._built)
        self._noted, self._built = [], {}

    def _found(self) -> dict[str, list[tuple[int, date | None, date | None]]]:
        if self._entries is None:
            sql = "SELECT number, subject, first_day, last_day FROM ops.change ORDER BY number"
            found = self._store.read(sql).astype(object)
            self._entries = {}
            for number, subject, *days in found.where(found.notna(), None).itertuples(index=False, name=None):
                self._entries.setdefault(subject, []).append((number, *days))
        return self._entries


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
    return {name: (one.shape, one.seen) for name, one in standings(store).items()}


def standings(store: Store) -> dict[str, Standing]:
    """What is built, by name."""
    found = store.read("SELECT model, shape, seen, row_count FROM ops.model_build").astype(object)
    rows = found.where(found.notna(), None).itertuples(index=False, name=None)
    return {name: Standing(shape=shape, seen=number, rows=count) for name, shape, number, count in rows}


def built(store: Store, model: str, shape: str, number: int) -> None:
    """Write down that a model stands in this shape and rests on the log up to that entry."""
    set_built(store, {model: Standing(shape=shape, seen=number)}, [model])


def set_built(store: Store, entries: Mapping[str, Standing], gone: Collection[str]) -> None:
    """`built` for many at once, after forgetting the names in `gone`."""
    if gone:
        store.execute(f"DELETE FROM ops.model_build WHERE model IN ({', '.join(map(literal, gone))})")  # noqa: S608
    if entries:
        rows = [
            {"model": name, "shape": one.shape, "seen": one.seen, "row_count": one.rows}
            for name, one in entries.items()
        ]
        store.load("ops", "model_build", pd.DataFrame(rows, dtype=object))


def prune(store: Store, models: Collection[str]) -> None:
    """Forget entries that every one of these models and all that is checked has seen, and models that are no more;
    seeds stay.
    """
    found = standings(store)
    set_built(store, {}, {name for name in found if "." not in name} - set(models))
    following = [one.seen for name, one in found.items() if name in models or name.startswith(CHECKED)]
    store.execute("DELETE FROM ops.change WHERE number <= :number", {"number": min(following, default=0)})
