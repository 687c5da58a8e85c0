"""What `store:` of smm.yaml may say.

Belongs here: the two kinds of store and their spelling. Not here: opening one (`smm_assets/warehouse`).
"""

import re
from typing import Any

from pydantic import SecretStr

EMBEDDED = "embedded"
_SERVER = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://")


def store_said(value: Any) -> str:
    """The word embedded, or the URL of a PostgreSQL database as SQLAlchemy writes it.

    Raises ValueError for anything else, without repeating it, for it may hold a password.
    """
    text = value.get_secret_value() if isinstance(value, SecretStr) else value
    text = text.strip() if isinstance(text, str) else ""
    if text != EMBEDDED and not _SERVER.match(text):
        raise ValueError(
            "is neither embedded nor the URL of a PostgreSQL database; Leave it out, or write store: ${SMM_STORE} "
            "and put postgresql+psycopg://user:password@host/database into that variable of the environment"
        )
    return _SERVER.sub("postgresql+psycopg://", text)
