"""The registry in words: which exports are read and what becomes of them, which metrics there are and until when.

Belongs here: pages of the reference, made from the declarations alone. Not here: the declarations (network folders,
`smm_assets/schema`). `make docs` writes the pages; a test tells when they are no longer what the registry says.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from smm_assets import schema
from smm_assets.ingest.contract import Report
from smm_assets.ingest.habits import Network
from smm_assets.networks import networks, reports
from smm_assets.schema.metrics import METRICS

_MADE = "<!-- Made by `make docs` from the registry; change the declarations, not this page. -->\n"


def exports_page() -> str:
    """Markdown: every network with its reports, the table each one feeds and what to click for it."""
    lines = [
        "# Exports that are read",
        "",
        _MADE,
        "A file is recognised by what it holds, never by its name. Each row says which raw table the rows of a report",
        "go to and how to get the best export of it. What is known but not loaded says why.",
        "",
    ]
    for network in networks().values():
        lines += [*_network(network), ""]
    return "\n".join(lines).rstrip() + "\n"


def _network(network: Network) -> Iterator[str]:
    yield f"## {network.label} (`{network.value}`)"
    yield ""
    yield "| report | rows go to | how to get it |"
    yield "|---|---|---|"
    for report in reports():
        if report.network == network.value:
            yield f"| {_cell(report.title)} | {_place(report)} | {_cell(_how(report))} |"


def _place(report: Report) -> str:
    return f"not loaded: {_cell(report.refuse)}" if report.refuse else f"`{report.table.name}`"


def _how(report: Report) -> str:
    return report.advice.get("again" if report.refuse else "day", "")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def metrics_page() -> str:
    """Markdown: metrics of accounts, measures of every raw table, and metrics networks no longer report."""
    lines = [
        "# Metrics",
        "",
        _MADE,
        "## Metrics of accounts and pages (`raw.account_metric`)",
        "",
        "| metric | unit | days add up | meaning |",
        "|---|---|---|---|",
        *(
            f"| `{one.name}` | {one.unit} | {'yes' if one.is_additive else 'no'} | {_cell(one.description)} |"
            for one in sorted(METRICS.values(), key=lambda one: one.name)
        ),
    ]
    for table in schema.RAW_TABLES.values():
        if table.name != schema.ACCOUNT_METRIC.name:
            lines += ["", f"## Measures of `raw.{table.name}`", "", "| column | adds up | meaning |", "|---|---|---|"]
            lines += [
                f"| `{column.name}` | {'yes' if column.role == 'measure' else 'no'} | {_cell(column.description)} |"
                for column in table.columns
                if column.role in ("measure", "non_additive")
            ]
    return "\n".join([*lines, "", *_retired()]).rstrip() + "\n"


def _retired() -> Iterator[str]:
    yield "## No longer reported"
    yield ""
    yield "From that day on the values are null, whatever an export shows, and the file says so."
    yield ""
    yield "| network | table | metric | since | why | source |"
    yield "|---|---|---|---|---|---|"
    for network in networks().values():
        for one in network.retired:
            why, source = _cell(one.why), _cell(one.source)
            since = f"{one.since}, of posts published from {one.published_from} on" if one.published_from else one.since
            yield f"| {network.label} | `{one.table}` | `{one.column}` | {since} | {why} | {source} |"


PAGES = {"exports.md": exports_page, "metrics.md": metrics_page}


def write(folder: Path) -> None:
    """Write all pages into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
