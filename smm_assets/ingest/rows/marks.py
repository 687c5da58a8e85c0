"""How a table writes its numbers: decimal marks and the unit of shares, each settled by whole columns.

Belongs here: those decisions and the evidence they leave. Not here: shapes of numbers (`numbers`), days (`calendar`).
"""

from collections import Counter
from decimal import Decimal

from smm_assets.errors import FileRefused
from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.recognition.headers import Source
from smm_assets.ingest.recognition.refusals import AGAIN
from smm_assets.ingest.rows.arrays import text_array
from smm_assets.ingest.rows.asking import held
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.numbers import Verdict, exact, reads_as, verdict
from smm_assets.ingest.rows.survey import Survey

_POINT_LANGUAGES = ("en", "ja", "ko", "zh")
_HUNDREDTH = "0.01"


def decimal_marks(part: Part, layout: Layout, found: Survey, evidence: dict[str, str]) -> dict[int, str]:
    """Decimal mark, "." or ",", per number column, with the reason in `evidence`.

    Raises FileRefused for a column that mixes both, held for one that nothing settles.
    """
    verdicts = {source.index: verdict(found.shapes.get(source.index, {})) for source in layout.numeric}
    for source in layout.numeric:
        if verdicts[source.index].mixed:
            raise FileRefused(
                f"column '{source.heading}' mixes decimal commas and decimal points",
                cure=layout.report.advice.get("again", AGAIN),
            )
    if layout.report.decimal:
        return {source.index: _told_mark(part, layout, found, source, verdicts, evidence) for source in layout.numeric}
    common = _common_mark(part, layout, found, verdicts)
    marks = {}
    for source in layout.numeric:
        own = verdicts[source.index]
        mark = own.decimal or _doubtful(layout, found, source, own, common)
        marks[source.index] = mark
        basis = "its own cells" if own.decimal else (_elsewhere(part, verdicts) if own.ambiguous else "no marks in it")
        evidence[source.heading] = f"decimal '{mark}' ({basis})"
    return marks


def _elsewhere(part: Part, verdicts: dict[int, Verdict]) -> str:
    """What settled a column whose own cells do not tell."""
    if any(item.decimal for item in verdicts.values()):
        return "other columns"
    if part.grid is not None and part.grid.decimal:
        return "number cells of the workbook"
    return "marks in counts or unread columns, else language and separator of the file"


def _told_mark(
    part: Part, layout: Layout, found: Survey, source: Source, verdicts: dict[int, Verdict], evidence: dict[str, str]
) -> str:
    """The mark the report states, unless cells of the column say otherwise; number cells of a workbook have their own.

    Counts have no fractions, so 1,234 as a count says that the comma marks thousands.
    """
    own = verdicts[source.index]
    told: str = layout.report.decimal
    native = part.grid.decimal if part.grid is not None else ""
    if native and native in (own.decimal, own.ambiguous):
        told = native
    doubt = own.ambiguous if layout.kinds[source.to] == "count" else ""
    if own.decimal not in ("", told) or doubt == told:
        example = next((text for shape, text in found.examples[source.index].items() if _against(shape, told)), "")
        raise held(
            layout,
            "numbers",
            f"column '{source.heading}' holds '{example}', but its decimal mark is said to be '{told}'",
            "Correct what is said about the decimal mark, or export again in the other form",
        )
    evidence[source.heading] = f"decimal '{told}' (as stated for this report)"
    return told


def _against(shape: str, told: str) -> bool:
    """Whether a cell of this shape speaks against the mark, alone or as a count."""
    return reads_as(shape) not in ("", "bad", told, "?" + ("," if told == "." else "."))


def _common_mark(part: Part, layout: Layout, found: Survey, verdicts: dict[int, Verdict]) -> str:
    """The decimal mark of the file as a whole, from telling cells first, from counts with thousands marks next."""
    votes = Counter(item.decimal for item in verdicts.values() if item.decimal)
    if part.grid is not None and part.grid.decimal:
        votes[part.grid.decimal] += 1
    other = verdict(found.other_shapes)
    if other.decimal and not other.mixed:
        votes[other.decimal] += 1
    if votes:
        return next(iter(votes)) if len(votes) == 1 else ""
    for source in layout.numeric:  # a count has no fraction, so its mark is that of thousands
        if layout.kinds[source.to] == "count" and verdicts[source.index].ambiguous:
            return "." if verdicts[source.index].ambiguous == "," else ","
    if part.delimiter in (",", "\t") and (layout.report.points or part.locale in _POINT_LANGUAGES):
        return "."  # exports in these languages write a decimal point unless a spreadsheet program saved them again
    return ""


def _doubtful(layout: Layout, found: Survey, source: Source, own: Verdict, common: str) -> str:
    """The mark of a column whose own cells do not tell."""
    if own.ambiguous == "," and layout.report.points:
        common = ""  # such a network writes neither decimal commas nor thousands marks: the file was saved again
    if not own.ambiguous or common:
        return common or "."
    if layout.kinds[source.to] == "count":
        return "." if own.ambiguous == "," else ","
    example = next((text for text in found.examples[source.index].values() if own.ambiguous in text), "")
    raise held(
        layout,
        "numbers",
        f"column '{source.heading}': is '{example}' a thousand or a fraction? Nothing in the file tells",
        "Export again with more columns or days, or in a language whose decimal mark is a point",
    )


def share_scales(layout: Layout, found: Survey, decimals: dict[int, str], evidence: dict[str, str]) -> dict[int, str]:
    """What the numbers of each column of shares are multiplied by: 0.01 where they are percents without a sign.

    Raises FileRefused, held, where neither report nor column tells percents from fractions.
    """
    scales = {}
    for source in layout.shares:
        habit = "" if any(text.endswith("%") for text in found.shares.get(source.index, [])) else source.field.percent
        unit = habit or _unit(layout, found, source, decimals[source.index])
        scales[source.index] = _HUNDREDTH if unit == "percent" else ""
        basis = "as the network writes them" if habit else "told by the whole column"
        add_evidence(evidence, source, f"shares as {unit}s ({basis})")
    return scales


def _unit(layout: Layout, found: Survey, source: Source, decimal: str) -> str:
    texts = [text for column in _together(layout, source) for text in found.shares.get(column.index, [])]
    signed = sum(text.endswith("%") for text in texts)
    if signed or not texts:
        if signed < len(texts):
            raise held(
                layout,
                "again",
                f"column '{source.heading}': {signed} of {len(texts)} shares have a percent sign, the others do not",
                AGAIN,
            )
        return "fraction"  # the sign itself is read as hundredths
    values, _ = exact(text_array(texts), decimal)
    numbers = [value for value in values.to_pylist() if value is not None]
    total, largest = sum(numbers, Decimal(0)), max(numbers, default=Decimal(0))
    if largest > Decimal("1.0001") or Decimal(80) <= total:
        return "percent"
    if Decimal("0.8") <= total <= Decimal("1.05") * _columns(layout):
        return "fraction"
    raise held(
        layout,
        "share_unit",
        f"column '{source.heading}': are its shares percents or fractions of 1? They add up to {total:f}",
        "Export the whole list, or with percent signs",
    )


def _together(layout: Layout, source: Source) -> list[Source]:
    """The columns that are written alike: the facts of one record, which may make up one whole together."""
    alike = [other for other in layout.shares if other.field.fact and other.field.to == source.field.to]
    return alike if source.field.fact else [source]


def _columns(layout: Layout) -> int:
    """Columns that may each add up to one whole."""
    return max(1, len(layout.shares))


def add_evidence(evidence: dict[str, str], source: Source, text: str) -> None:
    """Note what a column was read as, beside what is noted already."""
    before = evidence.get(source.heading)
    evidence[source.heading] = f"{before}; {text}" if before else text


def note_missing(layout: Layout, found: Survey, evidence: dict[str, str]) -> None:
    """Note which marks were read as "not reported" in each number column."""
    for source in layout.numeric:
        counts = found.missing.get(source.index, Counter())
        if counts:
            marks = ", ".join(f"'{mark}' ×{count}" for mark, count in sorted(counts.items())[:5])
            add_evidence(evidence, source, f"not reported: {marks}")
