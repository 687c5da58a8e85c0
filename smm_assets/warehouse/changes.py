"""Which days of which tables changed, so that what rests on them can be built again for these days alone.

Belongs here: the log (ops.change) and what each model has seen of it (ops.model_build). Not here: which models there
are and what they read (`sqlmodels`), nor who changes rows (landing, seeds, models).
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from smm_assets.warehouse.store import Store

Ranges = tuple[tuple[date, date], ...]
NOTHING: Ranges = ()
MOST_RANGES = 40
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


def note(store: Store, subject: str, ranges: Sequence[tuple[date, date]] | None) -> None:
    """Write down that these days (inclusive ranges) of a table changed; None: any of them may have.

    subject: the table with its schema, "raw.ad_delivery". Part of the transaction that changes the rows.
    """
    for first, last in [(None, None)] if ranges is None else ranges:
        store.execute(_NOTED, {"subject": subject, "first": first, "last": last})


def since(store: Store, subjects: Collection[str], number: int) -> Ranges | None:
    """Days of the tables that changed after that entry of the log, merged; None when any day may have."""
    found = store.read("SELECT subject, first_day, last_day FROM ops.change WHERE number > :number", {"number": number})
    own = found[found["subject"].isin(list(subjects))]
    if own["first_day"].isna().any():
        return None
    return merged(zip(own["first_day"], own["last_day"], strict=True))


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


def prune(store: Store, models: Collection[str]) -> None:
    """Forget entries that every one of these models has seen, and models that are no more; seeds stay."""
    known = {name: found for name, found in seen(store).items() if "." not in name}
    for name in set(known) - set(models):
        store.execute("DELETE FROM ops.model_build WHERE model = :model", {"model": name})
    oldest = min((known[name][1] for name in models if name in known), default=0)
    store.execute("DELETE FROM ops.change WHERE number <= :number", {"number": oldest})
