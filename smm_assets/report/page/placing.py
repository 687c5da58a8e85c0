"""A page in its place: swapped in whole, and let run only what is its own.

Belongs here: what every page of ours has in common as a file. Not here: what a page says.
"""

import os
from base64 import b64encode
from hashlib import sha256
from pathlib import Path


def place(folder: Path, name: str, text: str) -> Path:
    """Write a page into the folder and swap it in; whoever has the former one open keeps it. Returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    fresh = target.with_name(f"{name}.new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, target)
    return target


def fingerprint(text: str) -> str:
    """How a Content-Security-Policy names a style or a script it lets in."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
