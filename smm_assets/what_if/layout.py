"""Where things stand in the workbook: names of sheets, of headings and of columns.

Belongs here: what writing and reading must agree on. Not here: formulas, or what a cell may hold.
"""

SHEET, CURVES, README = "What if", "Curves", "Read me"
ID, MORNING, OBJECTIVE, CURRENCY, METRIC, TOTAL = (
    "Recommendation", "Morning", "Objective", "Currency", "Results are", "Total a day",
)  # fmt: skip
FACTS = (ID, MORNING, OBJECTIVE, CURRENCY, METRIC, TOTAL)
FIRST_FACT = 3  # row
TOTAL_CELL = f"B{FIRST_FACT + FACTS.index(TOTAL)}"
SCALE_CELL = "E8"
HEAD = 11  # row of the headings
FIRST = HEAD + 1
YES, NO = "yes", "no"

HEADINGS = {
    "label": "Channel",
    "key": "Key",
    "now": "Spend now",
    "recommended": "Recommended",
    "yours": "Your spend",
    "freeze": "Freeze",
    "low": "Your least",
    "high": "Your most",
    "step_low": "Step down to",
    "step_high": "Step up to",
    "highest": "Most ever spent",
    "results_now": "Results now",
    "results_recommended": "Results recommended",
    "results_yours": "Your results",
    "range_low": "likely from",
    "range_high": "likely to",
    "cost": "Your cost per result",
    "next": "The next {money} bring",
    "remark": "Remark",
    "at_now": "at now",
    "at_recommended": "at recommended",
    "at_yours": "at yours",
    "at_next": "at next",
    "priced": "priced",
    "step_down": "step down",
    "step_up": "step up",
}
COLUMN = {name: chr(ord("A") + place) for place, name in enumerate(HEADINGS)}
INPUTS = ("yours", "freeze", "low", "high")
HIDDEN = ("at_now", "at_recommended", "at_yours", "at_next", "priced", "step_down", "step_up")


def harmless(text: str) -> str:
    """A text no spreadsheet takes for a formula: one that could start one gets a quotation mark before it."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
