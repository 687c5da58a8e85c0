"""Which code this is: what one version of it read may differ from what another would read.

Belongs here: the fingerprint. Not here: versions people speak of (`pyproject.toml`), or of SQL (`sqlmodels`).
"""

import hashlib
import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_FOLDER = Path(__file__).parent
_RESTS_ON = ("babel", "charset-normalizer", "numpy", "openpyxl", "pandas", "pyarrow", "python-calamine", "tzdata")


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """Changes with any module of this package, and with Python and the libraries that reading exports rests on."""
    found = hashlib.sha256(".".join(map(str, sys.version_info[:2])).encode())
    for name in _RESTS_ON:
        found.update(f"{name} {_version(name)}\n".encode())
    for path in sorted(_FOLDER.rglob("*.py")):
        found.update(f"{path.relative_to(_FOLDER).as_posix()}\n".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:32]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
