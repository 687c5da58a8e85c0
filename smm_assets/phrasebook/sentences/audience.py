"""Followers, posts and what they reach (`marts.audience_growth`, `posting_adherence`, `content_effectiveness`).

Belongs here: templates, each as the code or a model writes it. Not here: how they are found (`book`).
"""

from smm_assets.language import mark, mark_many

PHRASES = {
    "sentence": (
        mark("the plan sets no goal for followers"),
        mark("it is not known how many followed at the end of this day"),
        mark("{number} followers"),
        mark("the goal of {number} is reached"),
        mark("{number} of {number2} followers"),
        mark("the goal was due on {day}"),
        mark("{number} more a day are needed by {day}"),
        mark("in the last 28 days growth was {number} a day"),
        mark_many(
            "{count} follower of those days came on days in doubt",
            "{count} followers of those days came on days in doubt",
        ),
        mark("growth is known on {number} of the last 28 days: too few to tell the chance"),
        mark("many more than usual began to follow, but no more people saw the page"),
        mark("people react less than half as much as usual to what they see"),
        mark("less than half of the clicks paid for arrived on the site"),
        mark("at least {amount} went to people outside the target audience"),
        mark("no export tells the posts of this week"),
        mark_many(
            "{count} post{known_days}, {number} planned",
            "{count} posts{known_days}, {number} planned",
        ),
        mark_many(
            "{count} post, {number} planned",
            "{count} posts, {number} planned",
        ),
        mark_many(
            "{count} post{known_days}, {number} planned for these",
            "{count} posts{known_days}, {number} planned for these",
        ),
        mark_many(
            "{count} post{known_days}",
            "{count} posts{known_days}",
        ),
        mark_many(
            "{count} post",
            "{count} posts",
        ),
        mark("the plan names no number"),
        mark("neither reach, impressions, views nor followers of these posts are known"),
        mark_many(
            "only {count} post: too few to say how far the rate may be off",
            "only {count} posts: too few to say how far the rate may be off",
        ),
    ),
    "known_days": (mark(" on the {number} of {number2} days that are known"),),
}
