"""Building models in a store, each in its own transaction.

Belongs here: running. Not here: dialects (`render`), order (`graph`) or whether the rows are right (`audit`).
"""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from smm_assets.errors import ModelError, StoreError
from smm_assets.sqlmodels.graph import order, selected
from smm_assets.sqlmodels.load import load_models
from smm_assets.sqlmodels.model import Model
from smm_assets.sqlmodels.render import render
from smm_assets.warehouse.store import Store


@dataclass(frozen=True, kw_only=True)
class Built:
    """One model that was built. rows: 0 for a view; seconds: how long it took."""

    name: str
    rows: int
    seconds: float


def build(
    store: Store,
    *,
    models: Mapping[str, Model] | None = None,
    select: Collection[str] | None = None,
    on_built: Callable[[Built], None] | None = None,
) -> list[Built]:
    """Build the models (all, or those the words of `select` mean, see `graph.selected`) in order.

    models: as loaded, so that a project's KPIs are among them; the shipped ones when None.
    Raises ModelError naming the model whose SQL failed; models built before stay built.
    """
    known = load_models() if models is None else models
    wanted = set(known) if select is None else selected(known, select)
    built = []
    for name in order(known):
        if name in wanted:
            built.append(_build(store, known[name]))
            if on_built is not None:
                on_built(built[-1])
    return built


def _build(store: Store, model: Model) -> Built:
    started = time.perf_counter()
    select = render(model, store.dialect)
    try:
        with store.transaction():
            rows = store.materialize(
                model.layer, model.name, select, model.materialization, model.columns, model.description
            )
    except StoreError as error:
        raise ModelError(f"{model.where()}: {error.message}", cure=error.cure) from error
    return Built(name=model.name, rows=rows, seconds=time.perf_counter() - started)
