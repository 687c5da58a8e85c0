"""Text from exports made harmless for people's eyes: names there may hold control characters.

Belongs here: what is taken out before a text is shown anywhere. Not here: escaping for HTML (the template does).
"""

import unicodedata

# control characters, invisible marks (also those that turn text around), private ones (see `phrasebook`), line ends
_HIDDEN = ("Cc", "Cf", "Co", "Zl", "Zp")


def visible(text: object) -> str:
    """The text on one line, with a space for every character that is not seen but acts."""
    said = str(text)
    if said.isprintable():  # nearly always, and so is asked first
        return said
    return "".join(" " if unicodedata.category(char) in _HIDDEN else char for char in said)


def shortened(text: str, longest: int) -> str:
    """The text, cut with an ellipsis where it has more letters than that."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
