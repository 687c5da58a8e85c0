"""`python -m smm_assets.language.messages`: the catalogues brought up to the messages of the code.

Belongs here: finding messages in Python and templates, and merging them into the .po files. Not here: translating, nor
messages of registries (`registered`).
Who translates fills in what is empty; what a catalogue no longer needs is dropped.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from smm_assets.language.registered import registered
from smm_assets.language.spoken import CATALOGUES, ENGLISH, LANGUAGES

PACKAGE = Path(__file__).resolve().parents[1]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "mark": None, "mark_many": (1, 2)}
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
OPTIONS = {"**.j2": {"trimmed": "true", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}}
WIDTH = 118
HEAD = """\
{comment}
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


@cache
def found_messages() -> Catalog:
    """All messages of the package, as a template of catalogues."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for name, _, message, comments, context in extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS):
        catalogue.add(message, locations=[(Path(name).as_posix(), 1)], auto_comments=comments, context=context)
    for place, message in registered():
        catalogue.add(message, locations=[(place, 1)])
    return catalogue


def catalogue_of(code: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with (CATALOGUES / f"{code}.po").open(encoding="utf-8") as file:
        return read_po(file, locale=code)


def updated(code: str) -> Catalog:
    """The catalogue of a language with exactly the messages of the code; new ones are empty, none is guessed."""
    catalogue = catalogue_of(code)
    catalogue.update(found_messages(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """The text of a .po file: sorted, with the files a message comes from but no line numbers, which always change."""
    text = BytesIO()
    write_po(text, catalogue, width=WIDTH, sort_output=True, include_lineno=False, omit_header=True)
    head = HEAD.format(comment=catalogue.header_comment, code=catalogue.locale, plural=catalogue.plural_forms)
    return head.encode() + text.getvalue()


def empty(catalogue: Catalog) -> list[Message]:
    """Messages without a translation."""
    return [one for one in catalogue if one.id and not all(forms(one))]


def forms(message: Message) -> tuple[str, ...]:
    """All forms of a message's translation; one where it has no plural."""
    found = message.string
    return tuple(map(str, found)) if isinstance(found, list | tuple) else (str(found or ""),)


def main() -> None:
    """Rewrite every catalogue; prints how much each of them lacks."""
    for code in LANGUAGES:
        if code != ENGLISH:
            catalogue = updated(code)
            (CATALOGUES / f"{code}.po").write_bytes(written(catalogue))
            print(f"{code}: {len(catalogue)} messages, {len(empty(catalogue))} to translate")


if __name__ == "__main__":
    main()
