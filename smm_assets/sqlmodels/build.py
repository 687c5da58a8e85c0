"""Building models in a store, each in its own transaction.

Belongs here: running, whole or for the days that changed. Not here: dialects (`render`), order (`graph`), which days
those are (`days`) or whether the rows are right (`audit`).
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from smm_assets.errors import ModelError, StoreError
from smm_assets.sqlmodels import days
from smm_assets.sqlmodels.graph import order, selected
from smm_assets.sqlmodels.load import load_models
from smm_assets.sqlmodels.model import Model
from smm_assets.sqlmodels.render import keep, render
from smm_assets.warehouse import changes
from smm_assets.warehouse.changes import Log, Ranges
from smm_assets.warehouse.store import Store

_CURE = "The tables of the last good run stay. smm doctor looks at disk and rights; when it finds nothing, report this"


@dataclass(frozen=True, kw_only=True)
class Built:
    """One model that was built. rows: those it has now, 0 for a view; seconds: how long it took.

    days: the days (inclusive ranges) that were made again; None when all was.
    """

    name: str
    rows: int
    seconds: float
    days: Ranges | None = None


def build(
    store: Store,
    *,
    models: Mapping[str, Model] | None = None,
    select: Collection[str] | None = None,
    on_built: Callable[[Built], None] | None = None,
) -> list[Built]:
    """Build the models (all, or those the words of `select` mean, see `graph.selected`) in order.

    models: as loaded, so that a project's KPIs are among them; the shipped ones when None. Incremental models are made
    again for the days that changed since they were built, else whole; the result is the same.
    Raises ModelError naming the model whose SQL failed; models built before stay built.
    """
    known = load_models() if models is None else models
    wanted = set(known) if select is None else selected(known, select)
    built = []
    for each in build_each(store, known, [name for name in order(known) if name in wanted]):
        built.append(each)
        if on_built is not None:
            on_built(each)
    if select is None:
        tidy(store, known)
    return built


def build_each(store: Store, models: Mapping[str, Model], names: Iterable[str]) -> Iterator[Built]:
    """Build these of the models one after the other, in the order given; `tidy` is up to the caller. See `build`."""
    log = Log(store)
    for name in names:
        yield _build(store, models[name], models, log)
    keep()


def tidy(store: Store, models: Mapping[str, Model]) -> None:
    """Forget changes every one of the models has taken up; for callers who built them one by one."""
    changes.prune(store, [name for name, model in models.items() if model.time_column or model.per_file])


def _build(store: Store, model: Model, models: Mapping[str, Model], log: Log) -> Built:
    started = time.perf_counter()
    try:
        with store.transaction():
            rows, again = _by_days(store, model, models, log) if model.time_column else (_whole(store, model), None)
            if model.per_file:
                _told_if_other(model, log)
    except StoreError as error:
        raise ModelError(f"{model.where()}: {error.message}", cure=error.cure or _CURE) from error
    return Built(name=model.name, rows=rows, seconds=time.perf_counter() - started, days=again)


def _whole(store: Store, model: Model) -> int:
    kind = "view" if model.materialization == "view" else "table"
    select = render(model, store.dialect)
    return store.materialize(model.layer, model.name, select, kind, model.columns, model.description)


def _told_if_other(model: Model, log: Log) -> None:
    """A per_file model follows raw rows; only another SQL text concerns all that read it."""
    before, now = log.seen().get(model.name), days.shape(model)
    if before is None or before[0] != now:
        log.note(f"{model.layer}.{model.name}", None)
        log.built(model.name, now, log.newest())


def _by_days(store: Store, model: Model, models: Mapping[str, Model], log: Log) -> tuple[int, Ranges | None]:
    """Make again what changed, and tell those that read it which days that was; returns rows and these days."""
    number = log.newest()
    again = days.affected(store, model, log)
    if again is None or model.materialization == "table":
        rows = _whole(store, model)
    elif model.materialization == "view":
        rows = 0
    else:
        rows = _refreshed(store, model, models, again)
    if again is None or again:
        log.note(f"{model.layer}.{model.name}", again)
    log.built(model.name, days.shape(model), number)
    return rows, again


def _refreshed(store: Store, model: Model, models: Mapping[str, Model], again: Ranges) -> int:
    if again:
        read = days.read_days(model, again)
        select = render(model, store.dialect, days=read, inputs=days.inputs(model, models))
        store.refresh(model.layer, model.name, select, model.columns, model.time_column, again)
    table = f'"{model.layer}"."{model.name}"'
    return int(store.read(f"SELECT COUNT(*) AS n FROM {table}")["n"].iloc[0])  # noqa: S608 names are ours
