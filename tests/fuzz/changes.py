"""Changes that no care guides: bytes, lines, cells and members of a file, and files made of anything.

Belongs here: what is done to a file. Not here: changes that keep the facts (`tests/mutation`), nor what must come of it
(`judging`).
"""

import gzip
import io
import random
import zipfile
from collections.abc import Callable

Change = Callable[[bytes, random.Random], bytes]
ENDS = (b"\n", b"\r", b"\r\n", b"\n\r", b"\n\n")
ODD = (
    b'"', b'""', b'"""', b"\x00", b"\xff", b"\xfe", b"\xed\xa0\x80", b"\xc3", b"\xe2\x80", b"\xf4\x90\x80\x80",
    b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"\x0b", b"\x0c", b"\x1c", b"\x1a", b"\x1b[31m", b"'", b"\\", b",",
    b";", b"\t", b"|", b"sep=;\n", b"=cmd()", b"-", b"1e400", b"-0", b"99999999999999999999999999", b"1,234.56.78",
    b"2026-02-30", b"31.12.9999", b"0000-00-00", b"12/31/1899 25:61", b"NaN", b"Infinity", b"\xd9\xa1\xd9\xa2", b"<1%",
    b"100%", b"\xe2\x82\xac", b"Total", b"\xc2\xb2", b"1_000", b"0x10", b"--", b"1E5",
    b"\xe2\x88\x925", b"\xef\xbc\x91",
)  # fmt: skip


def _place(data: bytes, rng: random.Random) -> int:
    return rng.randint(0, len(data))


def odd_bytes(data: bytes, rng: random.Random) -> bytes:
    """Something odd in one place or several."""
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = _place(data, rng)
        data = data[:at] + rng.choice(ODD) + data[at + rng.choice((0, 0, 1, 3)) :]
    return data


def odd_cell(data: bytes, rng: random.Random) -> bytes:
    """A whole cell that says something odd."""
    for _ in range(rng.choice((1, 3, 10))):
        cells = data.split(b",")
        cells[rng.randrange(len(cells))] = rng.choice(ODD)
        data = b",".join(cells)
    return data


def flipped(data: bytes, rng: random.Random) -> bytes:
    """Single bits that fell over."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 4, 30)) if changed else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut(data: bytes, rng: random.Random) -> bytes:
    """The beginning only, or all but a piece of the middle."""
    at, until = sorted((_place(data, rng), _place(data, rng)))
    return data[:at] + rng.choice((b"", data[until:]))


def zeros(data: bytes, rng: random.Random) -> bytes:
    """A piece that was never written."""
    at = _place(data, rng)
    count = min(rng.choice((1, 16, 512, 4096)), len(data) - at)
    return data[:at] + b"\x00" * count + data[at + count :]


def line_ends(data: bytes, rng: random.Random) -> bytes:
    """Line ends of several systems in one file."""
    return b"".join(line + rng.choice(ENDS[:3] if rng.random() < 0.9 else ENDS) for line in data.splitlines())


def odd_lines(data: bytes, rng: random.Random) -> bytes:
    """Lines that are longer or shorter than others, blank ones, and lines that stand in the wrong place."""
    lines = data.splitlines(keepends=True) or [b""]
    for _ in range(rng.choice((1, 3, 12))):
        at = rng.randrange(len(lines))
        line = lines[at]
        lines[at] = rng.choice(
            (line * 2, line[: len(line) // 2] + b"\n", b"\n", b",,,\n", line.rstrip(b"\r\n") + b",,x\n", b'"' + line,
             line.replace(b'"', b""), line.replace(b",", b";"), b" " * 5 + line, line.rstrip(b"\r\n"), lines[0])
        )  # fmt: skip
    return b"".join(lines)


def shuffled_lines(data: bytes, rng: random.Random) -> bytes:
    """Lines in another order, some of them twice."""
    lines = data.splitlines(keepends=True)
    return b"".join(rng.choices(lines, k=len(lines))) if lines else data


def many_lines(data: bytes, rng: random.Random) -> bytes:
    """So many lines that they lie in several blocks."""
    lines = data.splitlines(keepends=True)
    return data + b"".join(lines[1:]) * min(rng.choice((3, 20)), 1 + 60_000 // (1 + len(data)))


def long_cell(data: bytes, rng: random.Random) -> bytes:
    """A cell that does not end for long."""
    at = _place(data, rng)
    return (
        data[:at]
        + rng.choice((b"x", b"9", b'""', b" ", b"\n", b",", b"\xc3\xa9")) * rng.choice((300, 9_000))
        + data[at:]
    )


def quoted_anew(data: bytes, rng: random.Random) -> bytes:
    """Every line in one more pair of quotes, well or badly."""
    inner = rng.choice((lambda line: line.replace(b'"', b'""'), lambda line: line))
    return b"".join(b'"' + inner(line.rstrip(b"\r\n")) + b'"\n' for line in data.splitlines(keepends=True))


def encoded_anew(data: bytes, rng: random.Random) -> bytes:
    """Saved in another encoding without a look at what it is."""
    text = data.decode(rng.choice(("utf-8", "cp1252", "latin-1", "cp1251")), "replace")
    chosen = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp932", "cp1251", "cp949", "utf-7")
    return text.encode(rng.choice(chosen), "replace")


def packed(data: bytes, rng: random.Random) -> bytes:
    """Compressed, or put into an archive under an odd name."""
    if rng.random() < 0.4:
        return gzip.compress(data, mtime=0)
    names = ("a.csv", "a/../b.csv", "..", "é.csv", "=1+1.csv", "a\nb.csv", "a/", " ", "x" * 300, "a.csv", "\x1b[2J.csv")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in dict.fromkeys(rng.choices(names, k=rng.choice((1, 1, 3)))):
            archive.writestr(zipfile.ZipInfo(name, (2026, 7, 1, 0, 0, 0)), data)
    return file.getvalue()


def inside(data: bytes, rng: random.Random) -> bytes:
    """A member of an archive or workbook changed, the archive itself sound; other files as plain bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {item.filename: archive.read(item) for item in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.zlib.error):
        return odd_bytes(data, rng)
    if members:
        name = rng.choice(sorted(members))
        members[name] = rng.choice((odd_bytes, flipped, cut, zeros))(members[name], rng)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name or "x", (2026, 7, 1, 0, 0, 0)), content)
    return file.getvalue()


CHANGES: tuple[Change, ...] = (
    odd_bytes, odd_cell, flipped, cut, zeros, line_ends, odd_lines, shuffled_lines, many_lines, long_cell, quoted_anew,
    encoded_anew, packed, inside,
)  # fmt: skip
