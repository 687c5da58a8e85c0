"""Meta Business Suite's content export of an Instagram account: a row for each post with its figures so far.

Belongs here: its columns and how they are quoted. Not here: charts (`business_suite`).
"""

import pandas as pd

from smm_assets.simulator.writers.delimited import table

HEADER = (
    *("Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)", "Publish time"),
    *("Permalink", "Post type", "Data comment", "Date", "Views", "Reach", "Likes", "Shares", "Follows", "Comments"),
    "Saves",
)
TYPES = {"reel": "IG reel", "carousel": "IG carousel", "image": "IG image"}


def instagram_link(number: int) -> str:
    """Address of the shop's post of that number."""
    return f"https://www.instagram.com/p/exm{number:04d}/"


def write_instagram_posts(frame: pd.DataFrame, *, account_id: str, username: str, name: str) -> bytes:
    """UTF-8 with byte order mark; cells with a space or comma are quoted. Rows as `pages.posts` gives them."""
    rows = [
        [
            *(
                f"1800000000{row['number']:07d}",
                account_id,
                username,
                name,
                f"{row['theme'].capitalize()}, {row['tone']}",
            ),
            *("12" if row["format"] == "reel" else "0", f"{row['published_at']:%m/%d/%Y %H:%M}"),
            *(instagram_link(row["number"]), TYPES[row["format"]], "", "Lifetime"),
            *(str(row[key]) for key in ("views", "reach", "likes", "shares", "follows", "comments", "saves")),
        ]
        for row in frame.to_dict("records")
    ]
    return table([HEADER, *rows], quote=' ,"\n').encode("utf-8-sig")
