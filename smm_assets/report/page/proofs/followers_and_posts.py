"""Proofs of followers and posts."""

from smm_assets.language import mark
from smm_assets.report.page.proving import Proof

PROOFS = (
    Proof(
        name="audience",
        title=mark("Audience"),
        text=mark(
            "Followers as the pages' exports tell them, and the goal of plan.csv. How likely the goal is assumes that "
            "growth goes on as in the last 28 days, with the ups and downs of these days. Doubts change no figure."
        ),
    ),
    Proof(
        name="content",
        title=mark("Posts"),
        text=mark(
            "Engagement of posts that are at least seven days old: reactions, comments, shares and saves divided by "
            "the people reached, or by the next best figure the export tells. Formats come from the export, themes and "
            "tones from post_tags.csv, weekday and hour are those of your time zone."
        ),
    ),
)
