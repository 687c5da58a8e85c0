"""An edited copy of the workbook, read back as a scenario.

Belongs here: what the user changed, and every mistake with sheet and cell. Not here: pricing it (`decisions`).

Only what differs from what was exported is a term: a limit left as it was, or emptied, stays the project's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from smm_assets.decisions.bounds import Scenario
from smm_assets.errors import ConfigurationError, Problem
from smm_assets.what_if.facts import ChannelRow, Plate
from smm_assets.what_if.grid import AGAIN, Grid, open_grid
from smm_assets.what_if.layout import CURRENCY, ID, METRIC, MORNING, NO, OBJECTIVE, TOTAL, YES


def read_workbook(path: Path, plates: Sequence[Plate]) -> Scenario:
    """The scenario of an edited workbook. plates: the recommendations it may be of. Raises ConfigurationError."""
    problems: list[Problem] = []
    grid = open_grid(path, problems)
    plate = _origin(grid, plates, problems) if grid else None
    rows = _rows(grid, plate, problems) if grid and plate else None
    if grid is None or plate is None or rows is None:
        raise ConfigurationError(problems)
    found = _Edited(grid=grid, plate=plate, rows=rows, problems=problems).scenario()
    if problems:
        raise ConfigurationError(problems)
    return found


def _origin(grid: Grid, plates: Sequence[Plate], problems: list[Problem]) -> Plate | None:
    """The recommendation the workbook was made from, if it still stands."""
    name, morning = grid.fact(ID), grid.fact(MORNING)[:10]
    for plate in plates:
        if plate.recommendation_id == name:
            _check_facts(grid, plate, problems)
            return plate
    now = next((plate for plate in plates if plate.objective == grid.fact(OBJECTIVE)), None)
    cure = f"{AGAIN}, and write your amounts into the new one"
    if now and morning and morning < now.as_of.isoformat():
        cure += f"; or ask for its own morning: --as-of {morning}"
    seen = f"made from {name or 'no recommendation'} of {morning or 'no day'}, which does not stand any more"
    expected = f"{now.recommendation_id} of {now.as_of}" if now else "a recommendation of this morning"
    problems.append(grid.wrong(grid.facts.get(ID, "A1"), seen, expected, cure))
    return None


def _check_facts(grid: Grid, plate: Plate, problems: list[Problem]) -> None:
    """What the sheet says of the recommendation is no term: another currency would not convert a single amount."""
    told = {
        MORNING: (plate.as_of.isoformat(), "ask for another morning with --as-of"),
        OBJECTIVE: (plate.objective, "export the workbook of another objective with --objective"),
        CURRENCY: (plate.currency, f"all amounts here are {plate.currency} a day; write yours in it"),
        METRIC: (plate.metric.replace("_", " "), "what counts as a result stands in smm.yaml, objectives"),
    }
    for fact, (expected, cure) in told.items():
        seen = grid.fact(fact)[: 10 if fact == MORNING else None]
        if fact in grid.facts and seen.casefold() != expected.casefold():
            wrong = grid.wrong(grid.facts[fact], seen or "nothing", expected, f"Write {expected} back; {cure}")
            problems.append(wrong)


def _rows(grid: Grid, plate: Plate, problems: list[Problem]) -> dict[str, int] | None:
    """Row of each channel; None where channels are missing, twice there or strange."""
    found, before = dict(grid.rows), len(problems)
    known = [row.channel for row in plate.rows]
    for name, row in grid.rows:
        if name not in known:
            problems.append(grid.wrong(grid.address("key", row), name, f"one of {', '.join(known)}", AGAIN))
        elif found[name] != row:
            problems.append(grid.wrong(grid.address("key", row), f"{name} a second time", "one row", "Remove one row"))
    lacking = [name for name in known if name not in found]
    if lacking:
        at = grid.address("key", min((row for _, row in grid.rows), default=1))
        problems.append(grid.wrong(at, f"from here on no row of {', '.join(lacking)}", "every channel", AGAIN))
    return found if len(problems) == before else None


@dataclass(frozen=True, kw_only=True)
class _Edited:
    """One workbook beside the recommendation it was made from; mistakes go to `problems`."""

    grid: Grid
    plate: Plate
    rows: dict[str, int]
    problems: list[Problem]
    spends: dict[str, Decimal] = field(default_factory=dict)

    def scenario(self) -> Scenario:
        for row in self.plate.rows:
            self._check_shown(row)
            self._read_spend(row)
        mixed = any(self.spends.get(row.channel, row.recommended) != row.recommended for row in self.plate.rows)
        low, high = self._limits("low"), self._limits("high")
        frozen = tuple(row.channel for row in self.plate.rows if self._is_frozen(row, mixed=mixed))
        total = self._total(mixed=mixed)
        return Scenario(
            total=total,
            spends=dict(self.spends) if mixed else {},
            objective=self.plate.objective,
            frozen=frozen,
            low=low,
            high=high,
            keeps=total is None,
            file=self.grid.file,
        )

    def _at(self, name: str, row: ChannelRow) -> str:
        return self.grid.address(name, self.rows[row.channel])

    def _wrong(self, address: str, seen: str, expected: str, cure: str) -> None:
        self.problems.append(self.grid.wrong(address, seen, expected, cure))

    def _check_shown(self, row: ChannelRow) -> None:
        """Amounts the workbook only shows: what was written over them would be nothing but lost."""
        for name, shown in (("now", row.now), ("recommended", row.recommended)):
            amount = self.grid.amount(self._at(name, row), self.problems) if name in self.grid.columns else shown
            if amount != shown:
                at, cure = self._at(name, row), "Write it back; your own amounts belong into Your spend"
                self._wrong(at, "nothing" if amount is None else f"{amount}", f"{shown}, as exported", cure)

    def _read_spend(self, row: ChannelRow) -> None:
        before = len(self.problems)
        amount = self.grid.amount(self._at("yours", row), self.problems)
        if amount is not None:
            self.spends[row.channel] = amount
        elif len(self.problems) == before:
            self._wrong(self._at("yours", row), "nothing", "money per day, 0 or more", "Write 0 to spend nothing there")

    def _limits(self, side: str) -> dict[str, Decimal]:
        """Limits that were changed."""
        found = {}
        for row in self.plate.rows:
            amount = self.grid.amount(self._at(side, row), self.problems)
            if amount is not None and amount != (row.low if side == "low" else row.high):
                found[row.channel] = amount
                self._check_moves(row, self._at(side, row), amount)
            if side == "high" and amount is not None:
                self._check_crossed(row, amount)
        return found

    def _check_moves(self, row: ChannelRow, at: str, amount: Decimal) -> None:
        """A limit says nothing about a channel that keeps what it spends."""
        said = str(self.grid.values.get(self._at("freeze", row)) or "").strip().casefold()
        if said == YES or row.fixed:
            why = row.fixed or f"frozen in {self._at('freeze', row)}"
            seen = f"{amount}, but {row.label} is {why} and keeps {row.now}"
            self._wrong(at, seen, "the limit as it was exported", "Write it back, or let the channel move first")

    def _check_crossed(self, row: ChannelRow, high: Decimal) -> None:
        low = self.grid.amount(self._at("low", row), [])
        if low is not None and low > high:
            self._wrong(
                self._at("low", row),
                f"{low} above {high} in {self._at('high', row)}",
                "the smaller amount",
                "Swap the two",
            )

    def _is_frozen(self, row: ChannelRow, *, mixed: bool) -> bool:
        """Whether the user freezes a channel that was free."""
        at = self._at("freeze", row)
        said = str(self.grid.values.get(at) or "").strip().casefold()
        if said not in (YES, NO):
            self._wrong(at, repr(said) if said else "nothing", f"{YES} or {NO}", f"Write {YES} or {NO}")
        if said == NO and row.fixed:
            why = "held until its data carry a move" if row.fixed == "held" else "frozen in smm.yaml or in the plan"
            cure = "smm recommend says what it waits for" if row.fixed == "held" else "Change it there"
            self._wrong(at, f"{NO}, but {row.label} is {why}", YES, cure)
        spend = self.spends.get(row.channel)
        if said == YES and mixed and spend is not None and spend != row.now:
            self._wrong(
                self._at("yours", row),
                f"{spend} in a frozen channel",
                f"{row.now}, what it spends now",
                f"Or write {NO} in {at}",
            )
        return said == YES and not row.fixed

    def _total(self, *, mixed: bool) -> Decimal | None:
        """The total where it was changed; it must be what the user's spends add up to, where those were."""
        at = self.grid.facts.get(TOTAL, "")
        total = self.grid.amount(at, self.problems) if at else None
        if total is None or total == self.plate.total:
            return None
        summed = sum(self.spends.values(), Decimal(0))
        if mixed and total != summed:
            cure = "Write the same total, leave it as it was, or change your spends"
            self._wrong(at, f"{total}", f"{summed}, what your spends add up to", cure)
        return total
