"""The order models are built in, and which of them a word selects.

Belongs here: the graph of references. Not here: what the models say (`parse`) or running them (`build`).
"""

from collections.abc import Collection, Iterable, Mapping

from smm_assets.errors import ModelError
from smm_assets.sqlmodels.model import Model


def order(models: Mapping[str, Model]) -> list[str]:
    """Names so that each comes after all it reads; equal ones by name. A cycle raises ModelError naming it."""
    done: dict[str, None] = {}
    for name in sorted(models):
        _visit(name, models, done, ())
    return list(done)


def steps(models: Mapping[str, Model], names: Iterable[str]) -> list[list[str]]:
    """The names as few steps: those of one step read none of it, and each comes after all it reads."""
    chosen = list(names)
    places: dict[str, int] = {}
    for name in order({name: models[name] for name in chosen}):
        places[name] = 1 + max((places[ref] for ref in models[name].refs if ref in places), default=-1)
    found: list[list[str]] = [[] for _ in range(max(places.values(), default=-1) + 1)]
    for name in chosen:
        found[places[name]].append(name)
    return found


def selected(models: Mapping[str, Model], words: Collection[str]) -> set[str]:
    """Names meant by the words: a model, `tag:x`, `+model` (with all it reads) or `model+` (with all that read it).

    Raises ModelError for a word that selects nothing.
    """
    found: set[str] = set()
    for word in words:
        chosen = _chosen(models, word)
        if not chosen:
            raise ModelError(f"'{word}' selects no model", cure="Use a model's name, +name, name+ or tag:name")
        found |= chosen
    return found


def reading(models: Mapping[str, Model], schema: str) -> set[str]:
    """Models that read tables of the schema, and all that read those: what to build again when it changed."""
    first = [name for name, model in models.items() if any(source[0] == schema for source in model.sources)]
    return set(first) | _closure(first, _readers(models))


def _chosen(models: Mapping[str, Model], word: str) -> set[str]:
    if word.startswith("tag:"):
        return {name for name, model in models.items() if word[4:] in model.tags}
    name = word.strip("+")
    if name not in models:
        return set()
    found = {name}
    if word.startswith("+"):
        found |= _closure([name], {key: set(model.refs) & set(models) for key, model in models.items()})
    if word.endswith("+"):
        found |= _closure([name], _readers(models))
    return found


def _readers(models: Mapping[str, Model]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {name: set() for name in models}
    for name, model in models.items():
        for ref in found.keys() & set(model.refs):
            found[ref].add(name)
    return found


def _closure(names: Iterable[str], edges: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        for name in edges.get(waiting.pop(), set()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def _visit(name: str, models: Mapping[str, Model], done: dict[str, None], path: tuple[str, ...]) -> None:
    if name in done:
        return
    if name in path:
        cycle = " → ".join((*path[path.index(name) :], name))
        raise ModelError(f"models read each other in a circle: {cycle}", cure="Take one of these references out")
    for ref in sorted(models[name].refs):
        if ref in models:
            _visit(ref, models, done, (*path, name))
    done[name] = None
