"""Pacing, split and expenses (`marts.budget_adherence`, `budget_split`, `expense_justification`).

Belongs here: templates, each as the code or a model writes it. Not here: how they are found (`book`).
"""

from smm_assets.language import mark, mark_many

PHRASES = {
    "sentence": (
        mark("begins today"),
        mark("likely to end at {amount} of {amount2}{chance}"),
        mark("likely to end at {amount} of {amount2}"),
        mark("probably ended at {amount} of {amount2}{chance}"),
        mark("probably ended at {amount} of {amount2}"),
        mark("ended at {amount} of {amount2}"),
        mark("its end is not known"),
        mark("spent {amount}, nothing is planned for it"),
        mark("spent unknown {text}, nothing is planned for it"),
        mark("no day of the period is known yet"),
        mark("no day of the period is known"),
        mark("spent {amount} where {amount2} was planned through {day}"),
        mark("spent {amount}, no day of its ads is known"),
        mark_many(
            "{count} day without data{late}",
            "{count} days without data{late}",
        ),
        mark_many(
            "{count} day without data",
            "{count} days without data",
        ),
        mark("{rule}: the plan still holds"),
        mark_many(
            "{rule}, but {count} day was above that: its budgets are set above the plan",
            "{rule}, but {count} days were above that: its budgets are set above the plan",
        ),
        mark_many(
            "{rule}, but {count} day was above that: its budgets were set above the plan",
            "{rule}, but {count} days were above that: its budgets were set above the plan",
        ),
        mark("nothing spent since {day}"),
        mark_many(
            "{count} campaign no longer runs",
            "{count} campaigns no longer run",
        ),
        mark("needs {amount} a day, its highest day ever was {amount2}"),
        mark("up to {amount} of it may belong to a neighbouring day (time zones)"),
        mark("ad spend of the month waits for an exchange rate"),
        mark("not all ad spend before {day} is known"),
        mark("nothing is spent yet"),
        mark("{share} of what was spent, the target is {share2}"),
        mark("{amount} moved to others would meet it"),
        mark("{amount} moved to it would meet it"),
        mark_many(
            "{count} day of ad spend is not known",
            "{count} days of ad spend are not known",
        ),
        mark("at least {amount} of its spend went to people outside the target audience: {people}"),
        mark("{amount} went to people outside the target audience, in a row of its own"),
        mark("spent on the days of the test {text}"),
        mark("content and upkeep, {plan_state} the plan"),
        mark("{spent_on}, {plan_state} the plan"),
        mark("no file tells what it brings"),
        mark("what it brought is not known"),
        mark("spent {amount} and brought no {noun}{counted}"),
        mark("brought {results}{counted} for {amount}, {amount2} each"),
        mark("brought {results}{counted} for {amount}"),
        mark("brought {amount} of {noun}{counted} for {amount2}, {amount3} for each {text}"),
        mark("with luck allowed for, {amount} at most: below the target of {amount2}"),
        mark("with luck allowed for, {amount} at least: above the target of {amount2}"),
        mark(
            "with luck allowed for, anything from {amount} to {amount2}, and the target is {amount3}: too little "
            "to tell"
        ),
        mark("with luck allowed for, anything from {amount} up, and the target is {amount2}: too little to tell"),
        mark("that is at least three times the target of {amount}"),
        mark("no target is set: give its plan line a target_cost"),
        mark("how much of that is luck cannot be told for amounts of money"),
        mark("less than three times the target of {amount}: too little to tell"),
    ),
    "chance": (
        mark(" ({share} chance to end above)"),
        mark(" ({share} chance to end below)"),
        mark(" (over {share} chance to end above)"),
        mark(" (over {share} chance to end below)"),
        mark(" ({share} chance that it ended above)"),
        mark(" ({share} chance that it ended below)"),
        mark(" (over {share} chance that it ended above)"),
        mark(" (over {share} chance that it ended below)"),
    ),
    "late": (
        mark(" ({known}), about {amount}"),
        " ({known})",
        mark(", about {amount}"),
    ),
    "known": (
        "{known}, {known2}",
        mark("{label} only through {day}"),
        mark("{label} not at all"),
    ),
    "rule": (
        mark("{label} may spend {number} times a daily budget on one day, and evens it out by Saturday"),
        mark("{label} may spend {number} times a daily budget on one day, and evens it out over the month"),
    ),
    "plan_state": (
        mark("within"),
        mark("above"),
        mark("not in"),
    ),
    "counted": (
        mark(" by your own records, shared as {label} counts"),
        mark(" by the count of {label}"),
    ),
    "people": (
        mark("{people} and {number} more"),
        "{people}, {people2}",
        mark("aged {text}"),
        mark("in {text}"),
    ),
}
