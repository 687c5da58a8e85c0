"""Bytes to text: byte order marks, UTF-16 without one, UTF-8, and the single- and double-byte code pages of exports.

Belongs here: deciding the encoding from the bytes alone. Not here: containers (`containers`) and delimiters (`grid`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from smm_assets.errors import FileRefused

SAMPLE = 200_000
_CANDIDATES = ("cp932", "cp1251", "cp1252", "cp1250", "cp949")
_TWICE = re.compile("[ÃÂÐÑãä][\u0080-\u00ff\u0152-\u2122]")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = {
    "cp1251": re.compile("[А-Яа-яЁёІіЇїЄєҐґ]"),
    "cp1252": re.compile("[À-ÖØ-öø-ÿŒœŠšŽžŸß]"),
    "cp1250": re.compile("[ĄąĆćĘęŁłŃńÓóŚśŹźŻżČčĎďĚěŇňŘřŠšŤťŮůÝýŽžÁáÉéÍíÚúÄäÖöÜüŐőŰűĂăÂâÎîȘșŞşȚțŢţß]"),
    "cp949": re.compile("[가-힣]"),
}
_KANA = re.compile("[ぁ-んァ-ヶー一-鿿、。「」【】（）％・※：]")
_HALF_KANA = re.compile("[｡-ﾟ]")


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """Text of a file and what it was written in. repaired: UTF-8 that had been saved twice was put right."""

    text: str
    encoding: str
    repaired: bool = False


def decode(data: bytes, known: Callable[[str], int] = lambda text: 0) -> Decoded:
    """Text of `data`. `known` counts how many familiar header names a candidate text shows and settles close calls.

    Raises FileRefused when no encoding reads the bytes.
    """
    for mark, encoding, name in (
        (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32le"),
        (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32be"),
        (b"\xff\xfe", "utf-16-le", "utf-16le"),
        (b"\xfe\xff", "utf-16-be", "utf-16be"),
    ):
        if data.startswith(mark):
            return _repaired(_lenient(data[len(mark) :], encoding), name)
    units = wide(data)
    if units:
        return Decoded(text=_lenient(data, units), encoding=units.replace("utf-16-", "utf-16"))
    try:
        return _repaired(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:  # a file cut off inside a character; what follows says so by itself
            return Decoded(text=data[: error.start].decode("utf-8"), encoding="utf-8")
    return _code_page(data, known)


def _lenient(data: bytes, encoding: str) -> str:
    if encoding.startswith("utf-16") and len(data) % 2:
        data = data[:-1]
    return data.decode(encoding, errors="replace").removeprefix("\ufeff")


def wide(data: bytes) -> str:
    """UTF-16 without a mark: digits, separators and line ends put a zero into every second byte."""
    sample = data[: SAMPLE - SAMPLE % 2]
    if len(sample) < 4 or b"\x00" not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 4 * even and odd > len(sample) * 0.05:
        return "utf-16-le"
    if even > 4 * odd and even > len(sample) * 0.05:
        return "utf-16-be"
    return ""


def doubly_encoded(text: str) -> bool:
    """Whether a place of the text looks like UTF-8 that was read as a Western code page."""
    return _TWICE.search(text) is not None


def _repaired(text: str, name: str) -> Decoded:
    """UTF-8 read as a Western code page and saved as UTF-8 again: the whole text must make the way back."""
    if not text.isascii() and doubly_encoded(text):
        for page in ("cp1252", "latin-1"):
            try:
                return Decoded(text=text.encode(page).decode("utf-8"), encoding=name, repaired=True)
            except UnicodeError:
                continue
    return Decoded(text=text, encoding=name)


def _code_page(data: bytes, known: Callable[[str], int]) -> Decoded:
    sample = data[:SAMPLE]
    scored = []
    for position, encoding in enumerate(_CANDIDATES):
        text = _strict(sample, encoding)
        if text is not None:
            scored.append((known(text), plausibility(text, encoding), -position, encoding))
    scored.sort(reverse=True)
    if scored and (scored[0][0] > 0 or scored[0][1] > 0.6):
        encoding = scored[0][3]
        return Decoded(text=data.decode(encoding, errors="replace"), encoding=encoding)
    from charset_normalizer import from_bytes  # it takes longer to import than most files take to decode

    guess = from_bytes(sample).best()
    if guess is not None:
        return Decoded(text=data.decode(guess.encoding, errors="replace"), encoding=guess.encoding.replace("_", "-"))
    raise FileRefused(
        "the bytes are no text in any encoding known here",
        cure="Export the file again and drop it in unopened; if it is a spreadsheet, save it as .xlsx",
    )


def _strict(sample: bytes, encoding: str) -> str | None:
    for cut in range(2):  # the sample may end inside a double-byte character
        try:
            return sample[: len(sample) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def plausibility(text: str, encoding: str) -> float:
    """How much the characters beyond ASCII look like writing in that code page, 0 to 1."""
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 1.0
    joined = "".join(beyond)
    if encoding == "cp932":
        return len(_KANA.findall(joined)) / len(beyond) - 0.5 * len(_HALF_KANA.findall(joined)) / len(beyond)
    own = len(_LETTER[encoding].findall(joined)) / len(beyond)
    return own * _word_shape(text, encoding)


def _word_shape(text: str, encoding: str) -> float:
    """Share of words with letters beyond ASCII that are built as words of that script are."""
    good = count = 0
    for word in _WORD.findall(text):
        foreign = sum(character > "\x7f" for character in word)
        if not foreign:
            continue
        count += 1
        if encoding == "cp1251":
            cased = word[1:].islower() or word.isupper() or len(word) == 1
            good += foreign == len(word) and cased
        elif encoding == "cp949":
            good += foreign == len(word)
        else:
            good += foreign <= max(1, len(word) // 2) and (word[1:].islower() or word.isupper() or len(word) == 1)
    return good / count if count else 0.5
