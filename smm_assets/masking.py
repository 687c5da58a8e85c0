"""Secrets out of texts that people see.

Belongs here: what looks like a password inside any text. Not here: which secrets a database's address holds
(`warehouse/addresses.py`).
"""

import re

HIDDEN = "***"
_WORD = r"[\w-]*(?:pass|pwd|token|secret|credential|key)[\w-]*"
_BEFORE_HOST = re.compile(r"(://[^/:@\s]*):[^\s]+@")
_IN_QUERY = re.compile(rf"([?&;]{_WORD}=)[^&;\s'\"]+", re.IGNORECASE)


def masked(text: str) -> str:
    """The text without the passwords of URLs in it."""
    return _IN_QUERY.sub(rf"\1{HIDDEN}", _BEFORE_HOST.sub(rf"\1:{HIDDEN}@", text))


def holds_secret(text: str) -> bool:
    """Whether a URL with a password stands in the text."""
    return masked(text) != text
