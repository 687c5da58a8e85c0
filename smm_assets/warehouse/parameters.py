"""Values in SQL as :name, alike for every engine.

Belongs here: which colons of a text are such marks. Not here: running SQL (the sessions).
"""

import re
from collections.abc import Mapping

_MARK = re.compile(r"(?<![:\w\\]):(?=(\w+))(?!\w+:)")


def escaped(sql: str, parameters: Mapping[str, object]) -> str:
    """Colons that start no given parameter (times and labels inside literals) are kept as they are."""
    return _MARK.sub(lambda match: ":" if match[1] in parameters else "\\:", sql)


def marked(sql: str, parameters: Mapping[str, object], mark: str) -> str:
    """The SQL with its :name parameters in an engine's own spelling, for parsing it without running it."""
    return _MARK.sub(lambda match: mark if match[1] in parameters else ":", sql)
