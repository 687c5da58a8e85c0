"""The page's language: what templates ask for, and how a text reaches the page.

Belongs here: gettext, filters of words and the last step of every text. Not here: which texts there are. Every text is
escaped; what of it nobody translated is named as English, so that a reader's own software says it right.
"""

import re
from collections.abc import Callable
from typing import cast

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from smm_assets.language import gettext, spoken
from smm_assets.phrasebook import ENGLISH_BEGINS, ENGLISH_ENDS, told
from smm_assets.report.page.sections.kpi import STATES as KPI_STATES
from smm_assets.report.visible import visible
from smm_assets.report.words import grouped, long_day, plural, share, short_day, status, tidy, weekday

_UNTOLD = re.compile(f"{ENGLISH_BEGINS}([^{ENGLISH_BEGINS}{ENGLISH_ENDS}]*){ENGLISH_ENDS}")
_IN_ENGLISH = Markup("<span lang=en>{}</span>")  # without quotation marks, which would end an attribute it strayed into


def speak(pages: Environment) -> None:
    """Let templates say their texts in the spoken language."""
    pages.policies["ext.i18n.trimmed"] = True
    pages.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: spoken().catalogue.gettext(message),
        lambda one, many, count: spoken().catalogue.ngettext(one, many, count),
        newstyle=True,
    )
    said = {name: cast("Callable[..., str]", pages.globals[name]) for name in ("_", "gettext", "ngettext")}
    pages.globals |= {name: _cleaning(one) for name, one in said.items()}
    pages.finalize = shown
    pages.filters |= {
        "grouped": grouped,
        "kpi_state": lambda value: gettext(KPI_STATES[value]) if value in KPI_STATES else status(value),
        "long_day": long_day,
        "plural": plural,
        "share": share,
        "short_day": short_day,
        "status": status,
        "tidy": tidy,
        "told": told,
        "weekday": weekday,
    }


def shown(value: object) -> object:
    """A value as the page has it: text escaped, on one line, its English parts named as such."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    parts = _UNTOLD.split(value)  # what is told and what is not, in turns
    return Markup("").join(
        _IN_ENGLISH.format(visible(part)) if n % 2 else visible(part) for n, part in enumerate(parts)
    )


def _cleaning(said: Callable[..., str]) -> Callable[..., str]:
    """The gettext of a template with its values as the page has them: Jinja's `finalize` does not see them."""

    @pass_context
    def call(context: Context, *messages: object, **values: object) -> str:
        return said(context, *messages, **{name: shown(value) for name, value in values.items()})

    return call
