"""Facts about exports to fetch, and about pages that are there without paid delivery.

Belongs here: reading marts.fetch_list and the marts of pages, and the words both pages use for a line. Not here: why a
single file was refused (`arrivals.py`).
"""

from smm_assets.report.fetch_facts import PageData, ToFetch
from smm_assets.report.labels import Labels, of_account
from smm_assets.report.tables import Tables, certain_day, day, money, text, whole
from smm_assets.report.words import plural, span

KINDS = {
    "outcome": "own results",
    "ads_breakdown": "breakdown",
    "organic_metric": "page",
    "organic_post": "posts",
    "organic_audience": "audience",
    "organic_competitor": "competitors",
}


def collect_fetch(tables: Tables, labels: Labels) -> tuple[ToFetch, ...]:
    """Every line of the fetch list, the most urgent first."""
    rows = tables.rows("marts.fetch_list", "SELECT * FROM marts.fetch_list ORDER BY priority")
    return tuple(
        ToFetch(
            network=text(row["network"]),
            label=labels.network(text(row["network"])),
            account_id=text(row["account_id"]),
            account=text(row["account_name"]),
            report=text(row["report"]),
            period_start=certain_day(row["period_start"]),
            period_end=certain_day(row["period_end"]),
            reason=text(row["reason"]),
            why=text(row["why"]),
            settings=text(row["settings"]),
            missing=whole(row["missing_days"]),
            repeated=whole(row["repeated_days"]),
            money=money(row["money_at_stake"]),
            unlocks=text(row["unlocks"]),
            due_since=certain_day(row["due_since"]),
        )
        for row in rows
    )


def collect_pages(tables: Tables, labels: Labels) -> tuple[PageData, ...]:
    """Accounts with figures of pages or posts, by network and account."""
    found: dict[tuple[str, str], PageData] = {}
    for table, reached in (("marts.account_daily", "date"), ("marts.post", "snapshot_at")):
        posts = "count(*)" if table == "marts.post" else "0"
        rows = tables.rows(
            table,
            f"SELECT network, account_id, max(account_name) AS account_name, max({reached}) AS data_through, "  # noqa: S608
            f"{posts} AS posts FROM {table} GROUP BY network, account_id ORDER BY network, account_id",
        )
        for row in rows:
            key = text(row["network"]), text(row["account_id"])
            before, through = found.get(key), day(row["data_through"])
            days = [one for one in (through, before.data_through if before else None) if one]
            found[key] = PageData(
                label=labels.network(key[0]),
                account=text(row["account_name"]) or (before.account if before else "") or key[1],
                data_through=max(days, default=None),
                posts=whole(row["posts"]) + (before.posts if before else 0),
            )
    return tuple(found[key] for key in sorted(found))


def title(line: ToFetch) -> str:
    """Network, account where it has a name of its own, and kind: "VK", "Meta instagram page"."""
    return f"{of_account(line.label, line.account)} {KINDS.get(line.report, '')}".rstrip()


def asked(line: ToFetch) -> str:
    """What to export and why: "VK 17–21 Nov: late: no export covers them. Unlocks the advice for VK"."""
    unlocks = f". Unlocks {line.unlocks}" if line.unlocks else ""
    return f"{title(line)} {span(line.period_start, line.period_end)}: {line.why}{unlocks}"


def days(line: ToFetch) -> str:
    """ "3 days missing, 2 repeated"."""
    parts = [f"{plural(line.missing, 'day')} missing"] if line.missing else []
    return ", ".join([*parts, *([f"{line.repeated} repeated"] if line.repeated else [])])
