"""Languages people read the report in: gettext catalogues, and the one language that is spoken right now.

Belongs here: which languages there are, and turning a text of the code into one of them. Not here: amounts and days
(`report/words` asks Babel for the spoken locale) or which texts there are. Tables always speak English; only what is
shown to people is spoken in another language.
"""

from smm_assets.language.spoken import (
    ENGLISH,
    LANGUAGES,
    Language,
    LanguageCode,
    gettext,
    mark,
    mark_many,
    ngettext,
    speaking,
    spoken,
)

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Language",
    "LanguageCode",
    "gettext",
    "mark",
    "mark_many",
    "ngettext",
    "speaking",
    "spoken",
]
