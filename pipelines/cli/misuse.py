"""Wrong use as the parser of the command line finds it, in the same form as every other mistake: what, and what to do.

Belongs here: words for unknown commands and options, missing and wrong values. Not here: printing them (`failure.py`),
nor what a command itself refuses.
"""

import re
from typing import Any

from pipelines.cli.manual import examples_of
from smm_assets.errors import UsageError

_OF_THE_MACHINE = re.compile(r"(?<=: )(Value error, |Input )")
_MEANT = re.compile(r"[.,]? ?Did you mean (.+)\?$")


def in_words(error: Any) -> UsageError:
    """The parser's error with where it was made and what was meant, else an example of the command."""
    context = error.ctx
    said = error.message if getattr(error, "possibilities", None) else error.format_message()
    close = [str(one) for one in getattr(error, "possibilities", None) or ()]
    said = _OF_THE_MACHINE.sub("", said)
    found = _MEANT.search(said)
    if found:
        said, close = said[: found.start()], [word.strip(" '") for word in found[1].split(",")]
    where = context.command_path if context is not None else "smm"
    return UsageError(f"{where}: {said[:1].lower()}{said[1:].rstrip('.')}", cure=_cure(context, where, close))


def _cure(context: Any, where: str, close: list[str]) -> str:
    if close:
        return f"Did you mean {' or '.join(close)}? {where} --help shows all"
    examples = examples_of(context.command) if context is not None else []
    return f"For example: {examples[0]}; {where} --help shows all" if examples else f"See {where} --help"
