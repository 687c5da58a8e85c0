"""What `store:` and `runs:` of smm.yaml may say.

Belongs here: the two kinds of store and their spelling. Not here: opening one (`smm_assets/warehouse`).
"""

import re
from typing import Any

from pydantic import SecretStr

EMBEDDED = "embedded"
_SERVER = re.compile(r"postgres(?:ql)?(?:\+psycopg2?)?://")


def store_said(value: Any) -> str:
    """The word embedded, or the URL of a PostgreSQL database as SQLAlchemy writes it.

    Raises ValueError for anything else, without repeating it, for it may hold a password.
    """
    return _said(value, "store: ${SMM_STORE}", "psycopg")


def runs_said(value: Any) -> str:
    """Like `store_said`, with the driver Dagster wants."""
    return _said(value, "runs: ${SMM_RUNS}", "psycopg2")


def _said(value: Any, line: str, driver: str) -> str:
    text = value.get_secret_value() if isinstance(value, SecretStr) else value
    text = text.strip() if isinstance(text, str) else ""
    if text != EMBEDDED and not _SERVER.match(text):
        raise ValueError(
            f"is neither embedded nor the URL of a PostgreSQL database; Leave it out, or write {line} "
            "and put postgresql+psycopg://user:password@host/database into that variable of the environment"
        )
    return _SERVER.sub(f"postgresql+{driver}://", text)
