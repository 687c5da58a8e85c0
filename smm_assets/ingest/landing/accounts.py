"""Which declared account a part of a file belongs to, and what that account supplies.

Belongs here: the order content, inbox sub-folder, --account, the only one declared. Not here: channels, or what the
reading does with the answer. An account supplies only what the file lacks; the reading sees to that.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np

from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.rows.cells import canonical_text
from smm_assets.ingest.rows.keys import bare_account
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.spool import records_of
from smm_assets.settings import Account

Basis = Literal["content", "hint", "only", "none"]


@dataclass(frozen=True, kw_only=True)
class Belonging:
    """account: the declared account, None when none applies. basis: what that rests on. remark: what contradicts it."""

    account: Account | None = None
    basis: Basis = "none"
    remark: str = ""

    @property
    def account_id(self) -> str | None:
        return None if self.account is None else bare_account(self.account.account_id or self.account.name)


def belonging(part: Part, accounts: Sequence[Account], hint: Account | None) -> Belonging:
    """The account of a part. hint: the account named by the inbox sub-folder or by --account.

    Several declared accounts stated in one part leave it without one: nothing can be supplied to all its rows alike.
    """
    network = part.report.network if part.report is not None else ""
    own = [account for account in accounts if account.network == network]
    if not own:
        return Belonging()
    ids, names = _stated(part)
    matching = _matching(own, ids, names)
    if matching:
        remark = ""
        if hint is not None and hint not in matching:
            remark = f"the file itself names account {matching[0].name}, so it was not taken for {hint.name}'s"
        return Belonging(account=matching[0] if len(matching) == 1 else None, basis="content", remark=remark)
    if hint is not None and hint.network == network:
        return Belonging(account=hint, basis="hint")
    if len(own) == 1 and not (ids and own[0].account_id):
        return Belonging(account=own[0], basis="only")
    return Belonging()


def context_for(name: str, arrived_at: datetime, owner: Belonging, exported_at: datetime | None = None) -> FileContext:
    """What reading a part is told beside its cells."""
    account = owner.account
    if account is None:
        return FileContext(name=name, arrived_at=arrived_at, exported_at=exported_at)
    return FileContext(
        name=name,
        arrived_at=arrived_at,
        exported_at=exported_at,
        account_id=owner.account_id,
        is_only_account=owner.basis == "only" and not account.account_id,
        account_name=account.name,
        currency=account.currency,
        timezone=account.timezone,
        publisher=account.publisher,
    )


def hinted(accounts: Sequence[Account], folder: str, option: str | None) -> Account | None:
    """The declared account of that inbox sub-folder, else the one named by --account; None when neither is one."""
    for named in (folder, option):
        found = [account for account in accounts if named and _plain(account.name) == _plain(named)]
        if found:
            return found[0]
    return None


def declared_hash(accounts: Sequence[Account], mappings: str = "") -> str:
    """Changes when the declared accounts change, whatever their order, or the fingerprint of the mapping files."""
    lines = sorted(account.model_dump_json() for account in accounts) + ([mappings] if mappings else [])
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def _matching(accounts: Sequence[Account], ids: set[str], names: set[str]) -> list[Account]:
    by_id = [account for account in accounts if account.account_id and bare_id(account.account_id) in ids]
    by_name = [account for account in accounts if _plain(account.name) in names]
    return by_id or ([] if ids and all(account.account_id for account in by_name) else by_name)


def _stated(part: Part) -> tuple[set[str], set[str]]:
    """Account ids and names the part itself states, made comparable."""
    ids: set[str] = set()
    names = {_plain(part.preamble.account_name)} if part.preamble.account_name else set()
    if part.report is None or part.grid is None:
        return ids, names
    layout = Layout(report=part.report, header=part.header, sources=part.sources)
    targets = {"account_id", "account_name"} & set(layout.by_target)
    for chunk in records_of(part, layout) if targets else ():
        for target, found, comparable in (("account_id", ids, bare_id), ("account_name", names, _plain)):
            if target in targets:
                values = canonical_text(chunk, layout, target).distinct(np.ones(len(chunk), dtype=bool))
                found.update(comparable(text) for text in values)
    return ids - {""}, names - {""}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def bare_id(text: str) -> str:
    """Ids without the decoration networks print around them (act_123, 123-456-7890)."""
    return bare_account(text.casefold())
