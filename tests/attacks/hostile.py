"""A shop whose every name is hostile: campaigns, ad sets, ads, accounts, channels, plan, costs, events, tests, KPIs.

Belongs here: writing its folder. Not here: what must not come of it; that stands in each test.
"""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

from tests.attacks.payloads import ALL, HTML, MARKDOWN, SPREADSHEET, SQL, TERMINAL

AS_OF = date(2026, 11, 22)
DAYS = 28
HEAD = (
    "Campaign name", "Campaign ID", "Ad set name", "Ad set ID", "Ad name", "Ad ID", "Day", "Amount spent (EUR)",
    "Impressions", "Link clicks", "Purchases", "Purchases conversion value", "Reporting starts", "Reporting ends",
)  # fmt: skip


def ads(names: tuple[str, ...] = ALL, *, days: int = DAYS) -> str:
    """An export of ads: a campaign, an ad set and an ad for each name, all called so, every day."""
    out = io.StringIO()
    write = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow
    write(HEAD)
    for back in range(days, 0, -1):
        day = (AS_OF - timedelta(days=back)).isoformat()
        for n, name in enumerate(names, 1):
            called = (name, f"1202{n:04}01", name, f"1202{n:04}02", name, f"1202{n:04}03")
            write((*called, day, f"{n % 7 + 1}.50", 900 + n, 20 + n % 5, n % 3, f"{n % 3 * 20}.00", day, day))
    return out.getvalue()


def table(head: str, *lines: tuple[object, ...]) -> str:
    """A file of the user's own."""
    out = io.StringIO()
    write = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow
    write(head.split(","))
    for line in lines:
        write(line)
    return out.getvalue()


def settings(**more: str) -> str:
    """smm.yaml; every text in it is hostile."""
    said = {key: json.dumps(text, ensure_ascii=False) for key, text in named(more).items()}
    return (
        f"name: {said['name']}\ncurrency: EUR\ntimezone: Europe/Berlin\nas_of: {AS_OF}\n"
        "channels:\n"
        f"  meta: {{label: {said['meta']}, objective: sales}}\n"
        f"  other: {{label: {said['other']}, objective: sales, match: [{{campaign: '*1*'}}]}}\n"
    )


def named(more: dict[str, str]) -> dict[str, str]:
    """Names of project and channels, in which a file of YAML takes no control characters."""
    return {"name": HTML[0] + SPREADSHEET[0], "meta": MARKDOWN[0] + HTML[1], "other": SPREADSHEET[0] + SQL[0], **more}


def make_shop(home: Path, *, names: tuple[str, ...] = ALL) -> Path:
    """Write the project folder with its inbox."""
    (home / "inbox").mkdir(parents=True)
    month = ("2026-11-01", "2026-11-30")
    html, sheet, sql, terminal = HTML[0], SPREADSHEET[0], SQL[0], TERMINAL[0]
    files = {
        "smm.yaml": settings(),
        "inbox/ads.csv": ads(names),
        "plan.csv": table(
            "period_start,period_end,channel,category,item,amount,currency",
            (*month, "meta", "promotion", "ads", 4000, "EUR"),
            (*month, "other", "promotion", html, 2000, "EUR"),
            (*month, "", "content", sheet, 700, "EUR"),
            (*month, "", "training", terminal, 10, "EUR"),
        ),
        "costs.csv": table(
            "period_start,period_end,category,item,kind,who,vendor,amount,currency",
            (*month, "content", html, "people", "agency", sheet, 300, "EUR"),
            (*month, "content", terminal, "people", "agency", sql, 200, "EUR"),
        ),
        "events.csv": table(
            "from,to,channel,kind,text", ("2026-11-10", "2026-11-12", "meta", "promotion", html + sheet)
        ),
        "tests.csv": table(
            "id,channels,from,to,budget,result", ("t1", "meta;other", "2026-11-01", "2026-11-14", 900, "link_clicks")
        ),
        "kpis.yml": (
            f"- name: mine\n  title: {json.dumps(html)}\n  description: {json.dumps(MARKDOWN[0] + sheet)}\n"
            f"  owner: {json.dumps(sql)}\n  formula: spend / link_clicks\n  unit: money\n  direction: down\n"
            "  min_sample: {link_clicks: 10}\n"
        ),
    }
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8", newline="")
    return home
