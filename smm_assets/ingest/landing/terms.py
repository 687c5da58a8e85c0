"""What an outcome rested on beside the file itself: declared accounts and mapping files; where they are others now.

Belongs here: which parts of known files may come out differently today. Not here: trying them again (`filing`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from smm_assets.ingest.landing.accounts import declared_hash
from smm_assets.ingest.landing.ledger import Known, LedgerRow
from smm_assets.registry import Registry
from smm_assets.settings import Account


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a project says today."""

    accounts: Sequence[Account]
    registry: Registry

    def of(self, row: LedgerRow) -> str | None:
        """What the outcome of a part rests on: its question on accounts and mappings, its not being recognised on
        mappings, its rows on the mapping that read them; None where nothing of that could change it.
        """
        if row.status == "held":
            return declared_hash(self.accounts, self.registry.fingerprint)
        if row.status == "unrecognised":
            return self.registry.fingerprint or None
        if row.status == "loaded":
            return self.registry.mapped.get((row.network or "", row.report_name or ""))
        return None

    def changed(self, known: Known) -> list[str]:
        """Parts of a known file that came to their outcome under other terms. A mapping taken away changes nothing."""
        return [part for part in known.statuses if self._is_other(known, part)]

    def _is_other(self, known: Known, part: str) -> bool:
        status, asked = known.statuses[part], known.asked[part]
        if status == "loaded":
            return asked is not None and self.registry.mapped.get(known.reports[part], asked) != asked
        now = {
            "held": declared_hash(self.accounts, self.registry.fingerprint),
            "unrecognised": self.registry.fingerprint,
        }
        return status in now and (asked or "") != now[status]
