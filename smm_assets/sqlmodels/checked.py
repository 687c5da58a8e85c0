"""What was checked before and held, so that only rows of days that changed since are looked at again.

Belongs here: that memory, beside what models were built from (ops.model_build). Not here: the checks (`checks`,
`audit`), nor the log of changes itself (`warehouse/changes`).
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from smm_assets.sqlmodels import days
from smm_assets.sqlmodels.model import Model
from smm_assets.warehouse import changes
from smm_assets.warehouse.changes import Log, Ranges
from smm_assets.warehouse.store import Store


@dataclass(frozen=True, kw_only=True)
class Before:
    """What is known of a model or audit from the last time. days: those that changed since, None where any may have;
    broken: places of the checks that did not hold then, which are to be asked of all rows.
    """

    days: Ranges | None = None
    broken: frozenset[int] = frozenset()


class Checked:
    """The memory of one store, as it was when first asked for; `keep` writes down what was added."""

    def __init__(self, store: Store) -> None:
        self._store, self._log = store, Log(store)
        self._now: dict[str, tuple[str, int]] = {}

    def before(self, model: Model) -> Before:
        """Of a model or the query of an audit; without a time_column, or where it is another one now: nothing."""
        known = self._log.seen().get(_key(model))
        if not model.time_column or known is None:
            return Before()
        shape, _, broken = known[0].partition(" ")
        changed = self._log.since(_subjects(model), known[1])
        if shape != _shape(model) or changed is None:
            return Before()
        return Before(days=changed, broken=frozenset(int(place) for place in broken.split(",") if place))

    def is_current(self, model: Model) -> bool:
        """See `days.is_current`."""
        return days.is_current(self._store, model, self._log)

    def found(self, model: Model, broken: Collection[int]) -> None:
        """Note that all was looked at by now, and the places of the checks that did not hold."""
        if model.time_column:
            shape = f"{_shape(model)} {','.join(str(place) for place in sorted(broken))}"
            self._now[_key(model)] = (shape, self._log.newest())

    def keep(self, there: Iterable[Model]) -> None:
        """Write it down, and forget what is not among the models and queries of audits that are there."""
        known = {_key(model) for model in there}
        gone = [key for key in self._log.seen() if key.startswith(changes.CHECKED) and key not in known]
        kept: Mapping[str, tuple[str, int]] = {
            key: value for key, value in self._now.items() if self._log.seen().get(key) != value
        }
        changes.set_built(self._store, kept, [*gone, *kept])


def _key(model: Model) -> str:
    return f"{changes.CHECKED}{model.layer}.{model.name}"


def _subjects(model: Model) -> list[str]:
    """Tables whose changes concern it: a model's own, and of an audit those it reads."""
    if model.layer != "audits":
        return [f"{model.layer}.{model.name}"]
    return [f"{model.tables[ref]}.{ref}" for ref in model.refs] + [".".join(source) for source in model.sources]


def _shape(model: Model) -> str:
    return hashlib.sha256(repr((days.shape(model), model.grain, model.checks)).encode()).hexdigest()
