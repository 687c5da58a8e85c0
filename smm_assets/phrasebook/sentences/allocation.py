"""Why a channel gets what it gets, as `allocation/explain` and its neighbours say it.

Belongs here: templates, each as the code or a model writes it. Not here: how they are found (`book`).
"""

from smm_assets.language import mark, mark_many

PHRASES = {
    "sentence": (
        mark("We saw no day with spend here"),
        mark_many(
            "We saw {count} day with {number} spent and {results}{per}",
            "We saw {count} days with {number} spent and {results}{per}",
        ),
        mark_many(
            "We saw {count} day with {number} spent and {results}",
            "We saw {count} days with {number} spent and {results}",
        ),
        mark("{share} of the days are unknown"),
        mark("The next {number} bring {rough} here, {rough2} in {label}"),
        mark("The next {number} bring {rough} here"),
        mark("What stopped a larger move: {stopped}"),
        mark("What would change our mind: {change}"),
        mark("Between {day} and {day2} almost nothing counted on {count} days with spend: left out"),
        mark("Days left out: {event}"),
        mark("Taken into account: {event}"),
        "{event}",
        mark("and {number} more"),
        mark("So much was never spent here (at most {number} a day): a guess"),
        mark("Its network asks for at least {number} a day and may refuse less"),
        mark("Fewer channels would do with this total: {label} could take this money"),
        mark("A running small test needs {number} a day here, more than this: it takes longer"),
    ),
    "per": (
        mark(", one per {number}"),
        mark(", a thousand for {number}"),
        mark(", {number} for each {number2} spent"),
    ),
    "rough": (
        mark("hardly any {noun}"),
        mark("about {results}"),
    ),
    "stopped": (
        mark("you froze this channel"),
        mark("there is too little history here to move its money"),
        mark("your minimum of {number} stopped a larger cut"),
        mark("your maximum of {number} stopped a larger raise"),
        mark("no channel is cut by more than the largest step at once, here to {number}"),
        mark("no channel is raised by more than the largest step at once, here to {number}"),
        mark("the total is shared so that no other split looked better for the same risk"),
        mark("the expected gain of any move is too small or too uncertain"),
        mark("below {number} a day its network's delivery would begin to learn anew"),
        mark("its network asks for at least {number} a day"),
        mark("a running small test needs {number} a day here"),
        mark("it is new, and before {day} only broken tracking or no delivery may cut it"),
        mark("there is no history yet"),
        mark("there are only {number} days of history; {number2} are needed"),
        mark("there are almost no results yet"),
        mark("there is no money left to spend"),
    ),
    "change": (
        mark("unfreezing it would let its money move"),
        mark("two weeks of days with spend and results here"),
        mark("{waiting}a lower minimum, or better results at the present spend"),
        mark("a lower minimum, or better results at the present spend"),
        mark("{waiting}better results at the present spend"),
        mark("better results at the present spend"),
        mark("a higher maximum, or falling results as spend grows"),
        mark("better results at the lower spend; otherwise the next step follows at the next review"),
        mark("falling results at the higher spend; otherwise the next step follows at the next review"),
        mark("a lasting change of results at the new spend, or another total"),
        mark("a few weeks with clearly more and clearly less spend, so that its effect shows"),
    ),
    "waiting": (
        mark("the end of that time, or "),
        mark("the end of the test, or "),
    ),
    "event": (
        mark("{happened} on {day}"),
        mark("{happened} on {day} ({text})"),
        mark("{happened} from {day} to {day2}"),
        mark("{happened} from {day} to {day2} ({text})"),
    ),
    "happened": (
        mark("tracking was broken"),
        mark("there was nothing to sell"),
        mark("a promotion"),
        mark("a holiday"),
    ),
}
