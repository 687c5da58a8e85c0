"""Building models in a store, each in its own transaction.

Belongs here: running, whole or for the days that changed. Not here: dialects (`render`), order (`graph`), which days
those are (`days`) or whether the rows are right (`audit`).
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from smm_assets.errors import ModelError, StoreError
from smm_assets.sqlmodels import days, vacant
from smm_assets.sqlmodels.current import Current
from smm_assets.sqlmodels.graph import order, selected
from smm_assets.sqlmodels.load import load_models
from smm_assets.sqlmodels.model import Model
from smm_assets.sqlmodels.render import keep, render
from smm_assets.warehouse import changes
from smm_assets.warehouse.changes import NOTHING, Ranges
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
    current = Current(store, models)
    with _Lightly(store) as lightly:
        for name in names:
            yield _build(store, models[name], models, current, lightly)
    current.log.keep()
    keep()
    vacant.keep()


class _Lightly(ExitStack):
    """Whether little is built at the moment, for one model after the other: switching costs the engine something."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store, self._is_on = store, False

    def switch(self, is_on: bool) -> None:
        if is_on and not self._is_on:
            self.enter_context(self._store.lightly())
        elif self._is_on and not is_on:
            self.close()
        self._is_on = is_on


def tidy(store: Store, models: Mapping[str, Model]) -> None:
    """Forget changes every one of the models has taken up; for callers who built them one by one."""
    changes.prune(store, models)


def _build(store: Store, model: Model, models: Mapping[str, Model], current: Current, lightly: _Lightly) -> Built:
    started = time.perf_counter()
    try:
        rows, again = _made(store, model, models, current, lightly)
    except StoreError as error:
        raise ModelError(f"{model.where()}: {error.message}", cure=error.cure or _CURE) from error
    return Built(name=model.name, rows=rows, seconds=time.perf_counter() - started, days=again)


def _made(
    store: Store, model: Model, models: Mapping[str, Model], current: Current, lightly: _Lightly
) -> tuple[int, Ranges | None]:
    """Make again what is not as it would be, and tell those that read it; returns rows and the days that were made."""
    number, before, again = current.log.newest(), current.before(model), current.again(model)
    is_view = model.materialization == "view"
    if before is not None and (is_view or again == NOTHING):
        current.built(model, again, _known(model, current) if is_view else before.rows, number)
        return before.rows or 0, again
    lightly.switch(current.is_little(model, again))
    with store.transaction():
        if again is None or model.materialization != "incremental":
            rows = _whole(store, model)
        else:
            rows = _refreshed(store, model, models, again)
        current.built(model, again, _known(model, current) if is_view else rows, number)
    return rows, again


def _known(view: Model, current: Current) -> int | None:
    """How many rows a view has, as far as it need not be asked."""
    return 0 if current.is_vacant(view) else None


def _whole(store: Store, model: Model) -> int:
    kind = "view" if model.materialization == "view" else "table"
    select = render(model, store.dialect)
    return store.materialize(model.layer, model.name, select, kind, model.columns, model.description)


def _refreshed(store: Store, model: Model, models: Mapping[str, Model], again: Ranges) -> int:
    read = days.read_days(model, again)
    select = render(model, store.dialect, days=read, inputs=days.inputs(model, models))
    store.refresh(model.layer, model.name, select, model.columns, model.time_column, again)
    table = f'"{model.layer}"."{model.name}"'
    return int(store.read(f"SELECT COUNT(*) AS n FROM {table}")["n"].iloc[0])  # noqa: S608 names are ours
