"""The words every page uses for a line of the fetch list.

Belongs here: title, reason and days of a line. Not here: reading lines (`fetching.py`).
"""

from smm_assets.report.fetch_facts import ToFetch
from smm_assets.report.words import of_account, plural, span

KINDS = {
    "outcome": "own results",
    "ads_breakdown": "breakdown",
    "organic_metric": "page",
    "organic_post": "posts",
    "organic_audience": "audience",
    "organic_competitor": "competitors",
}


def title(line: ToFetch) -> str:
    """Network, account where it has a name of its own, and kind: "VK", "Meta instagram page"."""
    return f"{of_account(line.label, line.account)} {KINDS.get(line.report, '')}".rstrip()


def asked(line: ToFetch) -> str:
    """What to export and why: "VK 17–21 Nov: late, no export covers them. Unlocks the advice for VK"."""
    unlocks = f". Unlocks {line.unlocks}" if line.unlocks else ""
    return f"{title(line)} {span(line.period_start, line.period_end)}: {line.why}{unlocks}"


def days(line: ToFetch) -> str:
    """ "3 days missing, 2 repeated"."""
    parts = [f"{plural(line.missing, 'day')} missing"] if line.missing else []
    return ", ".join([*parts, *([f"{line.repeated} repeated"] if line.repeated else [])])
