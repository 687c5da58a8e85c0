"""Other totals in words, for the terminal and the report.

Belongs here: the cells of one step. Not here: figures (`decisions.changes`) or tables of them.
"""

from smm_assets.report.facts import Step
from smm_assets.report.words import UNKNOWN, Words, quantity


def change_words(step: Step) -> str:
    """The change of the total: "+10 %", "as advised"."""
    if step.change_pct == 0:
        return "as advised"
    return f"{'+' if step.change_pct > 0 else '−'}{abs(step.change_pct)} %"


def range_words(step: Step) -> str:
    """The likely range of the results: "6.8–8.3"."""
    if step.low is None or step.high is None:
        return ""
    return f"{quantity(step.low)}–{quantity(step.high)}"


def cost_words(step: Step, words: Words) -> str:
    """Money per result."""
    return UNKNOWN if step.cost is None else words.amount(step.cost, exact=True)


def next_words(step: Step, metric: str, words: Words) -> str:
    """What the next money brings on top."""
    return UNKNOWN if step.next_results is None else words.results(metric, step.next_results)
