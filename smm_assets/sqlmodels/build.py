"""Building models in a store, each in its own transaction.

Belongs here: running, whole or for the days that changed. Not here: dialects (`render`), order (`graph`), which days
those are (`days`) or whether the rows are right (`audit`).
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass

from smm_assets.errors import ModelError, StoreError
from smm_assets.sqlmodels import days, vacant
from smm_assets.sqlmodels.current import Current
from smm_assets.sqlmodels.graph import order, selected, steps
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
    """Build these of the models, each after all of them it reads; `tidy` is up to the caller. See `build`."""
    building = _Building(store, models)
    with building:
        for names_of_step in steps(models, names):
            yield from building.step([models[name] for name in names_of_step])
    building.current.log.keep()
    keep()
    vacant.keep()


def tidy(store: Store, models: Mapping[str, Model]) -> None:
    """Forget changes every one of the models has taken up; for callers who built them one by one."""
    changes.prune(store, models)


@dataclass(frozen=True, kw_only=True)
class _Made:
    """A model, its rows, the days that were made again and how long it took."""

    model: Model
    rows: int
    again: Ranges | None
    seconds: float


class _Building(ExitStack):
    """Models of a store being built, step by step."""

    def __init__(self, store: Store, models: Mapping[str, Model]) -> None:
        super().__init__()
        self.current = Current(store, models)
        self._store, self._models, self._is_light = store, models, False

    def step(self, models: Sequence[Model]) -> Iterator[Built]:
        """Models none of which reads another. Little ones share a transaction: one for each is as much work as they.

        What is made from them reads them in a later one, when the engine has learned what they are like.
        """
        little: list[Model] = []
        for model in models:
            again, is_view = self.current.again(model), model.materialization == "view"
            before = self.current.before(model)
            if before is not None and (is_view or again == NOTHING):
                yield self._noted(_Made(model=model, rows=before.rows or 0, again=again, seconds=0.0))
            elif self.current.is_little(model, again):
                little.append(model)
            else:
                yield from self._together([model], is_light=False)
        try:
            yield from self._together(little, is_light=True)
        except ModelError:
            for model in little:  # those that can be built are
                yield from self._together([model], is_light=True)

    def _together(self, models: Sequence[Model], *, is_light: bool) -> list[Built]:
        """Make them all or, when one fails, none of them."""
        self._switch(is_light)
        made: list[_Made] = []
        try:
            with self._store.transaction() if models else nullcontext():
                for model in models:
                    made.append(self._made(model))
                return [self._noted(one) for one in made]
        except StoreError as error:
            model = models[min(len(made), len(models) - 1)]
            raise ModelError(f"{model.where()}: {error.message}", cure=error.cure or _CURE) from error

    def _switch(self, is_light: bool) -> None:
        """Say whether what follows is little; saying so costs the engine something."""
        if is_light and not self._is_light:
            self.enter_context(self._store.lightly())
        elif self._is_light and not is_light:
            self.close()
        self._is_light = is_light

    def _made(self, model: Model) -> _Made:
        started, again = time.perf_counter(), self.current.again(model)
        if again is None or model.materialization != "incremental":
            rows = _whole(self._store, model)
        else:
            rows = _refreshed(self._store, model, self._models, again)
        return _Made(model=model, rows=rows, again=again, seconds=time.perf_counter() - started)

    def _noted(self, one: _Made) -> Built:
        is_view = one.model.materialization == "view"
        self.current.built(one.model, one.again, _known(one.model, self.current) if is_view else one.rows)
        return Built(name=one.model.name, rows=one.rows, seconds=one.seconds, days=one.again)


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
