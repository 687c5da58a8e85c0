"""How each block of figures on the page is found: in plain words, as SQL to paste, as a command.

Belongs here: what a proof is, finding them all, filling in the morning, and which of them one page needs. Not here:
the proofs themselves (`proofs/`) or their markup (`sections/figures.html.j2`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from markupsafe import Markup

from smm_assets.language import gettext
from smm_assets.report.page import proofs

FOLDER = Path(__file__).with_name("proofs")
_TABLE = re.compile(r"\b((?:marts|ops|state)\.\w+)")
_MORNING = re.compile(r":as_of\b")


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Where one block of figures comes from. name: also of its SQL file and, as proof-<name>, of its place on the page.

    title, text: English, marked for translation (`language.mark`); explain: the command that tells more, else "".
    """

    name: str
    title: str
    text: str
    explain: str = ""

    def sql(self, as_of: date) -> str:
        """The query that gives exactly these figures, with the morning filled in, as `smm sql` takes it."""
        written = (FOLDER / f"{self.name}.sql").read_text(encoding="utf-8").strip()
        return _MORNING.sub(f"DATE '{as_of:%Y-%m-%d}'", written)

    @property
    def tables(self) -> tuple[str, ...]:
        """Tables the query asks, as schema.table, in the order they are named in."""
        return tuple(dict.fromkeys(_TABLE.findall((FOLDER / f"{self.name}.sql").read_text(encoding="utf-8"))))


@cache
def all_proofs() -> Mapping[str, Proof]:
    """Every proof by its name, those of a module together. Raises ValueError when two share a name."""
    modules = [import_module(f"{proofs.__name__}.{found.name}") for found in iter_modules(proofs.__path__)]
    found = [proof for module in modules for proof in module.PROOFS]
    by_name = {proof.name: proof for proof in found}
    if len(by_name) != len(found):
        raise ValueError(f"two proofs share a name: {sorted(proof.name for proof in found)}")
    return by_name


@dataclass(frozen=True, kw_only=True)
class ProofView:
    """A proof as the page shows it. tables: (name, its place in the dictionary)."""

    name: str
    title: str
    text: str
    sql: str
    tables: tuple[tuple[str, str], ...]
    explain: str


class Proving:
    """The proofs one page asks for while it is written: `link` beside the figures, `shown` at the end of the page."""

    def __init__(self, as_of: date | None) -> None:
        self._as_of = as_of
        self._asked: dict[str, Proof] = {}

    def link(self, name: str, *, brief: bool = False) -> Markup:
        """A small link to the proof of this name, brief: as a sign; nothing before the first run."""
        if self._as_of is None:
            return Markup("")
        proof = self._asked.setdefault(name, all_proofs()[name])
        words = gettext("How this is found"), gettext(proof.title)
        if brief:
            sign = '<a class="how brief" href="#proof-{0}" title="{1}"><span aria-hidden="true">i</span>{2}</a>'
            return Markup(sign).format(name, words[0], Markup('<span class="out">{}: {}</span>').format(*words))
        return Markup('<a class="how" href="#proof-{}">{}<span class="out">: {}</span></a>').format(name, *words)

    def shown(self) -> tuple[ProofView, ...]:
        """The proofs linked so far, in the order of their links."""
        if self._as_of is None:
            return ()
        return tuple(_view(proof, self._as_of) for proof in self._asked.values())


def _view(proof: Proof, as_of: date) -> ProofView:
    return ProofView(
        name=proof.name,
        title=gettext(proof.title),
        text=gettext(proof.text),
        sql=proof.sql(as_of),
        tables=tuple((name, f"dictionary.html#table-{name.partition('.')[2]}") for name in proof.tables),
        explain=proof.explain,
    )
