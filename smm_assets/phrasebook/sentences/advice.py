"""What a recommendation says of the whole, of channels nobody touches, and why it was made (`decisions`).

Belongs here: templates, each as the code or a model writes it. Not here: how they are found (`book`).
"""

from smm_assets.language import mark

PHRASES = {
    "sentence": (
        "{change}",
        mark("You froze this channel"),
        mark("Move money from {names} to {names2} for {day} to {day2}, {money} a day in total"),
        mark("Change the amounts as listed for {day} to {day2}, {money} a day in total"),
        mark("Keep today's split for {day} to {day2}: {money} a day"),
        mark("No change is sure enough to bring more than it risks"),
        mark(
            "About {results} instead of {amount} with today's split of the same money (likely between {amount2} "
            "and {amount3})"
        ),
        mark(
            "About {money} of {noun} instead of {money2} with today's split of the same money (likely between "
            "{money3} and {money4})"
        ),
        mark("Weekly review"),
        mark("Made anew because {cause}"),
        "{cause}",
        mark("Unchanged since {day}; to be looked at again on {day2}"),
        mark("Unchanged since {day}, approved; to be looked at again on {day2}"),
        mark("Unchanged since {day}, declined; to be looked at again on {day2}"),
        mark("Go back if, over the next 7 days, {limit}"),
        mark("Going on as today costs {money} a day"),
        mark("In all that is {money} more than the plan has left for these days"),
        "{why}",
        mark("Don't touch: {why}"),
        mark("An export of {day} to {day2} unlocks advice"),
        mark("An export with a Day breakdown unlocks advice"),
        mark("Adding it to fx.csv unlocks advice"),
        mark("smm quarantine list leads to them"),
        mark("Check {tags}"),
        mark("results again unlock advice"),
        mark("Clicks are what counts here"),
        mark("visits measured by web analytics as the result unlock advice"),
        mark("Of the day's money, {other} of the plan, which your settings let move"),
        mark("By your settings {moving} may move too, but the plan has none left for these channels and days"),
        mark("{money} a day of it is kept for trying something new; {money2} is for the channels"),
        mark(
            "{money} a day of it is kept for trying something new, beside {money2} in running tests; {money3} is "
            "for the channels"
        ),
        mark(
            "{money} a day of it is kept for trying something new (less than the {money2} you set: no more is "
            "free); {money3} is for the channels"
        ),
        mark(
            "{money} a day of it is kept for trying something new, beside {money2} in running tests (less than "
            "the {money3} you set: no more is free); {money4} is for the channels"
        ),
        mark("The {money} a day for trying something new is in running tests ({money2} a day)"),
        mark("The {money} a day for trying something new cannot be kept: held channels and your least amounts need it"),
        mark("{names} brought no {noun} at all: a small test, judged mostly by the others"),
        mark("{names} brought fewer than {number} {noun} in all: a small test, judged mostly by the others"),
        mark("{names} would spend more than was ever spent there: what that brings is a guess"),
        mark(
            "The networks together claim {number} conversions on {number2} days that had {results}: some count "
            "the same buyer twice"
        ),
        mark(
            "Of {number} clicks of {label} paid for in {number2} days, {number3} arrived as visits: robots, "
            "slips of the thumb, or links without campaign tags"
        ),
        mark("The channels' networks ask for at least {number} a day together: run fewer channels"),
        mark("{label} keeps {number} a day, below its least of {number2}, because it is {still}"),
        mark("{label} keeps {number} a day, above its most of {number2}, because it is {still}"),
        mark("{label} keeps {number} a day, below its least of {number2}, because it is held"),
        mark("{label} keeps {number} a day, above its most of {number2}, because it is held"),
        mark("The limits of {label} ({bound} a day) wait: it has neither spend nor promotion money"),
        mark("{label} would get {number} a day where its running test needs {number2}"),
        "{shift}",
        mark("Not possible: {why}"),
        mark("The {extreme} total that fits is {number} a day"),
        mark("No total fits these limits: loosen low, high or frozen"),
        mark("or loosen a least amount or freeze fewer channels"),
        mark("or loosen a most or freeze fewer channels"),
        mark("More than the usual step, because there is more money for these days than is spent today"),
        mark("More than the usual step, because there is less money for these days than is spent today"),
        mark("Its network asks for at least {number} a day and may refuse this budget"),
        mark("in part: {names}"),
        mark("{label} at {number} a day instead of {number2}"),
    ),
    "limit": (
        mark("{limit} or {limit2}"),
        mark("a {noun} from {label} costs more than {money}"),
        mark("an {noun} from {label} costs more than {money}"),
        mark("a thousand {noun} from {label} cost more than {money}"),
        mark("{label} brings less than {money} of {noun} for each {money2} spent"),
    ),
    "extreme": (
        mark("smallest"),
        mark("largest"),
    ),
    "cause": (
        mark("it is the first one"),
        mark("{day} was the day to look again"),
        mark("{label} shows no {noun} since {day} while it spends"),
        mark("{label} has spent nothing since {day}"),
        mark("of an event since {day}: promotion ({text})"),
        mark("of an event since {day}: promotion"),
        mark("of an event since {day}: {kind} ({text})"),
        mark("of an event since {day}: {kind}"),
        mark(
            "{label} brought {results} in {number} days where {amount} to {amount2} were to be expected for what "
            "it spent"
        ),
        mark("the plan of {label} for {day} to {day2} is now {line} (before: {line2})"),
        mark("the plan {text} of {label} for {day} to {day2} is now {line} (before: {line2})"),
        mark("{label}: least a day is now {line} (before: {line2})"),
        mark("{label}: most a day is now {line} (before: {line2})"),
        mark("{label}: frozen is now {line} (before: {line2})"),
        mark("money that may move is now {text} (before: {text2})"),
        mark("kept for tests is now {share} (before: {share2})"),
    ),
    "line": (
        "{part}",
        "{part}, {part2}",
        "{part}, {part2}, {part3}",
        "{part}, {part2}, {part3}, {part4}",
    ),
    "part": (
        "{amount}",
        mark("min {number}"),
        mark("max {number}"),
        mark("locked"),
        mark("gone"),
        mark("not planned"),
        mark("not set"),
        mark("yes"),
    ),
    "kind": (
        mark("holiday"),
        mark("stock out"),
        mark("tracking"),
        mark("creative"),
        mark("price"),
        mark("note"),
    ),
    "why": (
        mark("data only through {day}"),
        mark("Data only through {day}"),
        mark("no spend of {label} is known yet"),
        mark("no {noun} on {day} while spend went on, so tracking is in doubt"),
        mark("no {noun} from {day} to {day2} while spend went on, so tracking is in doubt"),
        mark("no exchange rate for {names} on {day}"),
        mark("no exchange rate for {names} between {day} and {day2}"),
        mark("rows with {money} of its spend, {share} of four weeks, are held back"),
        mark(
            "of {number} clicks of {label} paid for in {number2} days, {number3} arrived as visits: robots, "
            "slips of the thumb, or links without campaign tags"
        ),
        mark("The plan's promotion money is used up: {number} of {money} spent or under way"),
        mark("Every channel is held or frozen, so there is nothing to split"),
        mark("Held and frozen channels alone spend {money} a day, but only {money2} a day is there"),
        mark("{number} a day is {less} than the limits allow ({against})"),
    ),
    "less": (
        mark("less"),
        mark("more"),
    ),
    "against": (
        "{against}; {against2}",
        mark("{label} keeps {number}"),
        mark("{label} at least {number}"),
        mark("{label} at most {number}"),
        mark("no other channel is cut by more than the largest step"),
        mark("no other channel is raised by more than the largest step"),
    ),
    "still": (
        mark("frozen by the same terms"),
        mark("frozen in smm.yaml"),
        mark("locked in the plan"),
    ),
    "bound": (
        mark("{bound} and {bound2}"),
        mark("least {number}"),
        mark("most {number}"),
    ),
    "tags": (
        mark("the pixel or conversion tag"),
        mark("campaign tags and the shop export"),
    ),
    "other": (
        mark("{other} and {other2}"),
        mark("{money} is {moving}"),
    ),
    "moving": (
        mark("{moving} and {moving2}"),
        mark("{spent_on} money"),
    ),
    "spent_on": (
        mark("content"),
        mark("promotion"),
        mark("research"),
        mark("training"),
        "{label}",
    ),
    "shift": (
        "{shift}, {shift2}",
        "{label} {signed}",
    ),
}
