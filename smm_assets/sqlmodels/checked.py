"""What was checked before and held, so that only rows of days that changed since are looked at again.

Belongs here: that memory, beside what models were built from (ops.model_build). Not here: the checks (`checks`,
`audit`), nor the log of changes itself (`warehouse/changes`).
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from smm_assets.sqlmodels import days
from smm_assets.sqlmodels.current import Current, is_plain_view, read_by
from smm_assets.sqlmodels.model import Model
from smm_assets.warehouse import changes
from smm_assets.warehouse.changes import NOTHING, Ranges, Standing
from smm_assets.warehouse.store import Store


@dataclass(frozen=True, kw_only=True)
class Before:
    """What is known of a model or audit from the last time. days: those that changed since, NOTHING where no row did,
    None where any may have;
    broken: places of the checks that did not hold then, which are to be asked of all rows.
    """

    days: Ranges | None = None
    broken: frozenset[int] = frozenset()


class Checked:
    """The memory of one store, as it was when first asked for; `keep` writes down what was added."""

    def __init__(self, store: Store, models: Mapping[str, Model]) -> None:
        self._store, self._current = store, Current(store, models)
        self._log = self._current.log
        self._now: dict[str, Standing] = {}

    def before(self, model: Model) -> Before:
        """Of a model or the query of an audit, where it is the same one still."""
        known = self._log.seen().get(_key(model))
        if known is None:
            return Before()
        shape, _, places = known.shape.partition(" ")
        broken = frozenset(int(place) for place in places.split(",") if place)
        is_asked = model.layer == "audits" or is_plain_view(model)  # of other tables, whenever it is looked at
        if shape != _shape(model) or (is_asked and self._current.unlogged(model)):
            return Before()
        own = {f"{model.layer}.{model.name}"}
        if not model.time_column:
            subjects = self._current.read_by(model) | own if is_asked else own
            return Before(days=NOTHING, broken=broken) if self._stayed(subjects, known.seen) else Before()
        changed = self._log.since(read_by(model) if is_asked else own, known.seen)
        return Before() if changed is None else Before(days=changed, broken=broken)

    def related(self, model: Model, others: Collection[str]) -> bool:
        """Whether tables ("schema.table") its checks name beside its own are what they were when it was checked."""
        known = self._log.seen().get(_key(model))
        rests_on = {table for other in others for table in self._current.rests_on(other)}
        return known is not None and self._stayed(rests_on, known.seen)

    def is_there(self, model: Model) -> bool:
        """Whether it is built."""
        return self._current.is_there(model)

    def is_current(self, model: Model) -> bool:
        """Whether its rows are what they would be if it were made now."""
        return model.materialization == "view" or self._current.again(model) == NOTHING

    def found(self, model: Model, broken: Collection[int]) -> None:
        """Note that all was looked at by now, and the places of the checks that did not hold."""
        shape = f"{_shape(model)} {','.join(str(place) for place in sorted(broken))}"
        self._now[_key(model)] = Standing(shape=shape, seen=self._log.newest())

    def keep(self, there: Iterable[Model]) -> None:
        """Write it down, and forget what is not among the models and queries of audits that are there."""
        known = {_key(model) for model in there}
        gone = [key for key in self._log.seen() if key.startswith(changes.CHECKED) and key not in known]
        kept = {key: value for key, value in self._now.items() if self._log.seen().get(key) != value}
        changes.set_built(self._store, kept, [*gone, *kept])

    def _stayed(self, subjects: Collection[str], number: int) -> bool:
        return not self._log.touched(subjects, number)


def _key(model: Model) -> str:
    return f"{changes.CHECKED}{model.layer}.{model.name}"


def _shape(model: Model) -> str:
    return hashlib.sha256(repr((days.shape(model), model.grain, model.checks)).encode()).hexdigest()
