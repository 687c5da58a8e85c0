"""Where a project's rows come from: accounts at networks and tables of a database.

Belongs here: what smm.yaml says of them. Not here: reading them (`intake`), what they are used for (`model`).
"""

from typing import Annotated, Any

from pydantic import Field, SecretStr, field_validator

from smm_assets.settings.kinds import ChannelName, Day, EntryName, Share, Strict, Vat


class Account(Strict):
    """One account at a network. Supplies what its files do not say. `channel` overrides the channel rules.

    ended: its last day; later days need no export of it. vat: whether its amounts are net or gross of value added tax;
    vat_rate: the tax as a share of the net amount, 0.19 for 19 %. Both left out: those of the project.
    """

    name: str
    network: str
    account_id: str | None = None
    currency: str | None = None
    timezone: str | None = None
    publisher: str | None = None
    channel: ChannelName | None = None
    ended: Day | None = None
    vat: Vat | None = None
    vat_rate: Share | None = None


class TableSource(Strict):
    """Tables of a database that an API connector fills. Of a recognised table the last `days` days are taken, counted
    back from its newest day by its own day column; 0: all.

    url: SQLAlchemy's. schema_name: `schema` in the file; None: the database's own default. tables: names or shell
    patterns, case ignored; none: every table of the schema that is recognised. account: name of the declared account
    the rows belong to where they do not say it.
    """

    name: EntryName
    url: SecretStr
    schema_name: str | None = Field(default=None, alias="schema", min_length=1)
    tables: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    account: str | None = None
    days: int = Field(default=60, ge=0)

    @field_validator("url", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        """What is no URL at all is told without it, for it may hold a password."""
        if not isinstance(value, str) or not value.strip():
            raise ValueError("is no text; Write url: ${NAME} and put the URL into the environment variable NAME")
        return value.strip()
