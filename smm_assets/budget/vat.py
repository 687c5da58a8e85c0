"""Amounts with and without value added tax: what one is multiplied by to stand beside the other.

Belongs here: the two bases, the factor between them, and declarations that need a rate nobody gave. Not here: which
amounts are converted (`plan`, `costs`, `channel_rows`, SQL models), nor currencies (`rates`).

Net is an amount without the tax, gross with it: gross = net * (1 + rate). Amounts whose basis nobody declares are taken
as they are.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from smm_assets.budget.cells import Cells
from smm_assets.errors import Problem
from smm_assets.settings import PROJECT_FILE, Account, Project, Settings
from smm_assets.settings.reading import place

BASES = ("net", "gross")
ASK = "Add vat_rate, for example vat_rate: 0.19 for 19 %"
_PLACES = Decimal("0.000000000001")
Table = Literal["plan", "costs"]


def factor(basis: str | None, reporting: str, rate: Decimal | None) -> Decimal | None:
    """What an amount of that basis is multiplied by to be in the basis of reports; None where a rate is needed.

    rate: share of the tax in the net amount, 0.19 for 19 %.
    """
    if basis is None or basis == reporting:
        return Decimal(1)
    if rate is None:
        return None
    return 1 + rate if reporting == "gross" else 1 / (1 + rate)


def account_factor(settings: Settings, account: Account | None) -> Decimal:
    """The factor of an account's amounts, to 12 places; 1 where it is not known (`check_vat` has then said so)."""
    found = factor(*_account_terms(settings, account))
    return (Decimal(1) if found is None else found).quantize(_PLACES)


@dataclass(frozen=True, kw_only=True)
class TableVat:
    """How amounts of one of the user's tables are taken. basis: of lines that state none, None when nobody says it."""

    basis: str | None
    reporting: str
    rate: Decimal | None

    @classmethod
    def of(cls, settings: Settings, table: Table) -> "TableVat":
        """The terms of plan or costs: their own key of smm.yaml, and the one rate the project knows."""
        basis = settings.plan_vat if table == "plan" else settings.costs_vat
        return cls(basis=basis, reporting=settings.amounts, rate=_common_rate(settings))

    def noted(self, cells: Cells) -> dict[str, object]:
        """The basis a line has, for its version; nothing where nobody says one. What is wrong is said by `factor`."""
        own = str(cells.line.cells.get("vat") or self.basis or "").casefold()
        return {"vat": own} if own else {}

    def factor(self, cells: Cells) -> Decimal | None:
        """The factor of a line's amounts; a rate that is missing for a line's own basis is a problem of that line."""
        own = cells.choice("vat", BASES)
        found = factor(own or self.basis, self.reporting, self.rate)
        if found is None and own is not None:
            cells.wrong("vat", f"{own} amounts, while reports are {self.reporting}", "a rate to convert by", ASK)
        return found


AS_WRITTEN = TableVat(basis=None, reporting="net", rate=None)


def check_vat(project: Project) -> list[Problem]:
    """Declarations of smm.yaml that differ from the basis of reports while no rate says how to convert."""
    settings = project.settings
    asked: list[tuple[tuple[object, ...], str, str]] = []
    for number, account in enumerate(settings.accounts):
        if account.vat is not None and factor(*_account_terms(settings, account)) is None:
            asked.append((("accounts", number, "vat"), f"account {account.name}", account.vat))
    if settings.vat is not None and factor(settings.vat, settings.amounts, _decimal(settings.vat_rate)) is None:
        inheriting = [account for account in settings.accounts if account.vat is None and account.vat_rate is None]
        if inheriting or not settings.accounts:
            asked.append((("vat",), "vat", settings.vat))
    for key, table in (("plan_vat", "plan"), ("costs_vat", "costs")):
        terms = TableVat.of(settings, table)  # type: ignore[arg-type]
        if terms.basis is not None and factor(terms.basis, terms.reporting, terms.rate) is None:
            asked.append(((key,), key, terms.basis))
    cure = f"{ASK}, or change amounts: {settings.amounts}"
    return [
        Problem(
            where=place(project.file(PROJECT_FILE), keys),
            seen=f"{name} says {basis}, while reports are {settings.amounts}",
            expected="a rate to convert by",
            cure=cure,
        )
        for keys, name, basis in asked
    ]


def _account_terms(settings: Settings, account: Account | None) -> tuple[str | None, str, Decimal | None]:
    basis = (account.vat if account is not None else None) or settings.vat
    own = account.vat_rate if account is not None else None
    return basis, settings.amounts, _decimal(settings.vat_rate if own is None else own)


def _common_rate(settings: Settings) -> Decimal | None:
    """The project's rate, else the one all accounts that state one agree on."""
    if settings.vat_rate is not None:
        return _decimal(settings.vat_rate)
    stated = {account.vat_rate for account in settings.accounts if account.vat_rate is not None}
    return _decimal(stated.pop()) if len(stated) == 1 else None


def _decimal(rate: float | None) -> Decimal | None:
    return None if rate is None else Decimal(str(rate))
