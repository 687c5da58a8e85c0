"""Where a project's rows come from: accounts at networks and tables of a database.

Belongs here: what smm.yaml says of them. Not here: reading them (`intake`), what they are used for (`model`).
"""

from typing import Annotated, Any

from pydantic import Field, SecretStr, field_validator

from smm_assets.settings.kinds import ChannelName, Day, EntryName, Share, Strict, Vat


class Account(Strict):
    """One account at a network. Supplies what its files do not say."""

    name: str
    """What it is called here; also the sub-folder of the inbox that is its own, such as `shop-eu`."""
    network: str
    """The network it is at, by its value, also that of a mapping file, such as `my_network`."""
    account_id: str | None = None
    """Its id at the network, in quotes, such as `"123456"`."""
    currency: str | None = None
    """Its currency where files do not say it, such as `USD`."""
    timezone: str | None = None
    """Its time zone where files do not say it, such as `America/New_York`."""
    publisher: str | None = None
    """Where its pages or posts stand, where files do not say it, such as `instagram`."""
    channel: ChannelName | None = None
    """The channel of its delivery where no rule of a channel fits, such as `brand`."""
    ended: Day | None = None
    """Its last day; later days need no export of it, such as `2026-08-31`."""
    vat: Vat | None = None
    """Whether its amounts are net or gross of value added tax; else as the project says, such as `gross`."""
    vat_rate: Share | None = None
    """Its value added tax as a share of the net amount; else as the project says, such as `0.19`."""


class TableSource(Strict):
    """Tables of a database that an API connector fills. Of a recognised table the last `days` days are taken, counted
    back from its newest day by its own day column.
    """

    name: EntryName
    """What the entry is called, such as `connector`."""
    url: SecretStr
    """SQLAlchemy's URL of the database, from a variable, such as `${WAREHOUSE_URL}`."""
    schema_name: str | None = Field(default=None, alias="schema", min_length=1)
    """Schema of the tables; left out, the database's own default, such as `my_connector`."""
    tables: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    """Names or shell patterns; left out, every table that is known, such as `["campaign_*"]`."""
    account: str | None = None
    """Name of the declared account the rows belong to where they do not say it, such as `shop-eu`."""
    days: int = Field(default=60, ge=0)
    """How many days back from the newest day of each table rows are taken; 0 is all, such as `60`."""

    @field_validator("url", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        """What is no URL at all is told without it, for it may hold a password."""
        if not isinstance(value, str) or not value.strip():
            raise ValueError("is no text; Write url: ${NAME} and put the URL into the environment variable NAME")
        return value.strip()
