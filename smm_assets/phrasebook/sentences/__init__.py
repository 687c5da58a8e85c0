"""All templates, by kind: a kind's templates may stand in several modules.

Belongs here: putting the modules of this folder together. Not here: templates.
"""

from importlib import import_module
from pkgutil import iter_modules

Message = str | tuple[str, str]


def _collected() -> dict[str, tuple[Message, ...]]:
    found: dict[str, tuple[Message, ...]] = {}
    for module in iter_modules(__path__):
        phrases = import_module(f"{__name__}.{module.name}").PHRASES
        for kind, messages in phrases.items():
            found[kind] = tuple(dict.fromkeys((*found.get(kind, ()), *messages)))
    return found


PHRASES = _collected()
