"""Addresses of other people's databases: where they point, how they are shown, and what never is.

Belongs here: reading a URL and keeping its secrets out of every text. Not here: opening what it points at (`foreign`).
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_plus

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from smm_assets.errors import SourceError
from smm_assets.masking import HIDDEN, masked

FILES = ("sqlite", "duckdb")
_ELSEWHERE = (":memory:", "file:", "md:", "motherduck:")
FORMS = "postgresql+psycopg://user:password@host/database, duckdb:////path/to/file or sqlite:////path/to/file"


@dataclass(frozen=True, kw_only=True)
class Address:
    """A database. backend: "postgresql", "duckdb" …; file: the local file it is, "" where it is none."""

    url: URL = field(repr=False)

    @property
    def backend(self) -> str:
        return self.url.get_backend_name()

    @property
    def file(self) -> str:
        name = self.url.database or ""
        return name if self.backend in FILES and not name.startswith(_ELSEWHERE) else ""

    def __str__(self) -> str:
        """As people see it: no user, no password, no options."""
        host = f"{self.url.host or ''}{f':{self.url.port}' if self.url.port else ''}"
        return masked(f"{self.url.drivername}://{host}/{self.url.database or ''}")

    def without_secrets(self, text: str) -> str:
        """A message of a driver without anything of the URL that may be secret."""
        options = self.url.query.values()
        values = [one for value in options for one in ((value,) if isinstance(value, str) else value) if len(one) > 3]
        for secret in sorted({str(self.url.password or ""), *values} - {""}, key=len, reverse=True):
            for written in (secret, quote(secret, safe=""), quote_plus(secret)):
                text = text.replace(written, HIDDEN)
        return masked(text)


def address(text: str, home: Path) -> Address:
    """What a URL points at; files are looked for from the project folder. Raises SourceError when it is no URL."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise SourceError("url is no URL of a database", cure=f"Write it as {FORMS}") from None
    found = Address(url=url)
    return Address(url=url.set(database=str(home / found.file))) if found.file else found
