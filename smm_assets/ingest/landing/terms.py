"""What an outcome rested on beside the file itself: declared accounts and mapping files; where they are others now.

Belongs here: which parts of known files may come out differently today. Not here: trying them again (`filing`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from smm_assets.ingest.landing.accounts import bare_id, declared_hash
from smm_assets.ingest.landing.ledger import Known, LedgerRow
from smm_assets.registry import Registry
from smm_assets.settings import Account

_AND = " accounts "


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a project says today."""

    accounts: Sequence[Account]
    registry: Registry

    def of(self, row: LedgerRow) -> str | None:
        """What the outcome of a part rests on: its question on accounts and mappings, its not being recognised on
        mappings, its rows on the mapping that read them and, where no account was known, on the accounts of the network; None
        where nothing of that could change it.
        """
        if row.status == "held":
            return declared_hash(self.accounts, self.registry.fingerprint)
        if row.status == "unrecognised":
            return self.registry.fingerprint or None
        if row.status == "loaded":
            mapped = self.registry.mapped.get((row.network or "", row.report_name or ""))
            nameless = row.account == nobody(row.network or "")
            return f"{mapped or ''}{_AND}{self._declared(row.network or '')}" if nameless else mapped
        return None

    def changed(self, known: Known) -> list[str]:
        """Parts of a known file that came to their outcome under other terms. A mapping taken away changes nothing."""
        return [part for part in known.statuses if self._is_other(known, part)]

    def _is_other(self, known: Known, part: str) -> bool:
        status, asked = known.statuses[part], known.asked[part]
        if status == "loaded":
            mapped, _, declared = (asked or "").partition(_AND)
            is_remapped = bool(mapped) and self.registry.mapped.get(known.reports[part], mapped) != mapped
            return is_remapped or self._has_account_now(known, part, declared)
        now = {
            "held": declared_hash(self.accounts, self.registry.fingerprint),
            "unrecognised": self.registry.fingerprint,
        }
        return status in now and (asked or "") != now[status]

    def _has_account_now(self, known: Known, part: str, declared: str) -> bool:
        """Whether rows kept under no account, or under the name of the network's only one, may be of another now.

        Without that the same delivery would stand there twice: as it came first, and under the account's id.
        """
        network, account = known.reports[part][0], known.accounts[part]
        own = self._of_network(network)
        if account == nobody(network):
            return bool(own) and declared != self._declared(network)
        return len(own) == 1 and own[0].account_id is not None and account == own[0].name != bare_id(own[0].account_id)

    def _declared(self, network: str) -> str:
        """Changes when the names or ids of the accounts of a network change, nothing else of them."""
        plain = [
            Account(name=one.name, network=network, account_id=one.account_id) for one in self._of_network(network)
        ]
        return declared_hash(plain)

    def _of_network(self, network: str) -> list[Account]:
        return [account for account in self.accounts if account.network == network]


def nobody(network: str) -> str:
    """The account of rows nobody named one for."""
    return f"{network}:default"
