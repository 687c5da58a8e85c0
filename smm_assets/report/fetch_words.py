"""The words every page uses for a line of the fetch list.

Belongs here: title, reason and days of a line. Not here: reading lines (`fetching.py`).
"""

from smm_assets.language import gettext, mark, ngettext
from smm_assets.phrasebook import told
from smm_assets.report.fetch_facts import ToFetch
from smm_assets.report.words import grouped, of_account, span

KINDS = {
    "outcome": mark("own results"),
    "ads_breakdown": mark("breakdown"),
    "organic_metric": mark("page"),
    "organic_post": mark("posts"),
    "organic_audience": mark("audience"),
    "organic_competitor": mark("competitors"),
}


def title(line: ToFetch) -> str:
    """Network, account where it has a name of its own, and kind: "VK", "Meta instagram page"."""
    kind = KINDS.get(line.report)
    return of_account(line.label, line.account) + (f" {gettext(kind)}" if kind else "")


def asked(line: ToFetch) -> str:
    """What to export and why: "VK 17–21 Nov: late, no export covers them. Unlocks the advice for VK"."""
    said = f"{title(line)} {span(line.period_start, line.period_end)}: {told(line.why)}"
    return gettext("{said}. Unlocks {what}", said=said, what=told(line.unlocks)) if line.unlocks else said


def days(line: ToFetch) -> str:
    """ "3 days missing, 2 repeated"."""
    missing = ngettext("{count} day missing", "{count} days missing", line.missing, count=grouped(line.missing))
    repeated = gettext("{count} repeated", count=line.repeated)
    return ", ".join([missing] * bool(line.missing) + [repeated] * bool(line.repeated))
