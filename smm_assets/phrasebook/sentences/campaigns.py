"""Why a campaign got its verdict (`campaigns/words`) and what a small test says (`effectiveness/referee/words`).

Belongs here: templates, each as the code or a model writes it. Not here: how they are found (`book`).
"""

from smm_assets.language import mark, mark_many

PHRASES = {
    "sentence": (
        mark("{label}'s export does not tell campaigns of this money: one with campaign names lets it be judged"),
        mark(
            "Nothing was spent since {day} though there is money for it: look whether it ended, was paused or "
            "rejected, or bids too little"
        ),
        mark("Its channel has patience until {day}"),
        mark("It first ran on {day} and is still learning"),
        mark("It brought {noun} before: check its tracking and the page it leads to"),
        mark("That is at least three times {aim}"),
        mark("{number} clicks in {window} brought no {noun}"),
        mark(
            "so many on the channel's other campaigns bring about {number}: check its tracking and the page it leads to"
        ),
        mark("No {noun} are known of it: an export that tells them lets it be judged"),
        mark(
            "There is neither a target nor another campaign of the channel to hold it against: give its plan "
            "line a target_cost"
        ),
        mark("No other campaign here can take its money: change its audience, its ad or its bid"),
        mark("{share} of its money went to people you do not want to reach: narrow ages or places"),
        mark("{share} of its impressions are clicked, {share2} on the channel's others: renew its ads"),
        mark("Chance alone could make that difference"),
        mark("That is above it, but not surely by more than {share}"),
        mark_many(
            "About {money} more, {count} day at today's spend, and there are {noun} enough to tell",
            "About {money} more, {count} days at today's spend, and there are {noun} enough to tell",
        ),
        mark_many(
            "After about {money} more without any, {count} day at today's spend, it is to be stopped",
            "After about {money} more without any, {count} days at today's spend, it is to be stopped",
        ),
        mark("{money} in {window}"),
        mark("No {noun} for {money} in {window}"),
        mark("About {results} for {money} in {window}, {money2} each{more}"),
        mark("About {results} for {money} in {window}, {money2} each"),
        mark("{results} for {money} in {window}, {money2} each{more}"),
        mark("{results} for {money} in {window}, {money2} each"),
        mark("The target is {money}"),
        mark("The channel's other campaigns pay {money}"),
        mark("Its money stays as it is: {label} is frozen by you"),
        mark("Raise it from {money} to {money2} a day"),
        mark("{label} spends less from now on"),
        mark("{label} has no more money for it this week"),
        mark("Switch it off"),
        mark("{money} a day then wait for a new campaign"),
        mark("The others can take no more at once: lower it to {money} a day, the rest next week"),
        mark("It takes its part of the raise of {label}"),
        mark("It takes over money of the others"),
        mark("It gives its part of the cut of {label}"),
        mark("Starts on {day}"),
        mark("No day of the test is known here with both money and {noun}: export its days, or start it"),
        mark("Amounts of money are not judged: name a count as the result in tests.csv, not {noun}"),
        mark("The networks do not count {noun} alike, so the figures cannot be set against each other"),
        mark("Judge the test by clicks, or load the shop's own orders"),
        mark("No other channel of the test is known yet with both money and {noun}"),
        mark("It never had money on a day another channel of the test had, so the days may make the difference"),
        mark("{results} for {money} so far"),
        mark("No channel has brought anything yet"),
        mark("So near to {label} that more money would hardly tell them apart"),
        mark("It looks ahead of {label}, which may be luck: about {money} more on each would likely settle it"),
        mark("It looks behind {label}, which may be luck: about {money} more on each would likely settle it"),
        mark("The test ended on {day} without an answer"),
        mark("Brings about {number} times as many {noun} for the same money as {label}"),
        mark("{label} brings about {number} times as many {noun} for the same money"),
        mark("Put the money here"),
        mark("Take the money out of here"),
    ),
    "window": (
        mark("28 days"),
        mark("90 days"),
    ),
    "more": (
        mark(", late ones allowed for{more}"),
        mark(", late ones allowed for"),
        mark(", at worst {money}"),
        mark(", at best {money}"),
        mark(", surely less than the others"),
        mark(", surely more than the others"),
    ),
    "aim": (
        mark("the target of {money}"),
        mark("the {money} of the channel's other campaigns"),
    ),
}
