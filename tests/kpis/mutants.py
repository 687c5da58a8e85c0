"""Right KPI entries, and ways people get them wrong, each a small change drawn by a seeded generator."""

import random
import re

from tests.kpis.oracle import MONEY, OWN, PAID

BESIDE = {"clicks": ("link_clicks",), "orders": ("new_customers",), "new_customers": ("orders",)}
COUNTS = (*PAID, *OWN)
PEOPLE = ("reach", "users", "followers", "viewers", "reach_paid", "new_viewers")
ORIGINAL = ("spend_original", "conversion_value_original", "revenue_original")
RATIOS = ("ctr", "cpc", "cpm", "cvr", "cpa", "roas", "pace", "cost_per_result", "share_of_spend", "frequency_low")
ELSEWHERE = ("likes", "shares", "saves", "budget", "spend_to_date", "gained", "conversions_projected", "amount", "rank")
FUNCTIONS = ("sum", "avg", "max", "coalesce", "round", "count", "nullif", "SUM")
UNITS = ("money", "count", "ratio", "days", "people", "percent", "%", "EUR", "USD", "€", "mony", "cuont", "Ratio", "x€")
LEVELS = ("target", "warn", "breach")

_SUMS = {
    "money": ["spend", "revenue", "conversion_value", "(revenue - spend)", "(0.8 * revenue - spend)"],
    "count": ["impressions", "clicks", "orders", "(orders - new_customers)", "(clicks + engagements)", "leads"],
}


def right_entries():
    """Right ones by construction: sums of one unit, divided once, with all that belongs to them in order."""
    drawn = random.Random(1)
    found = []
    for above_unit, above in ((unit, one) for unit, sums in _SUMS.items() for one in sums):
        for below_unit, below in [("", ""), ("days", "days"), *((u, one) for u, sums in _SUMS.items() for one in sums)]:
            if above != below and not (below and _is_odd(above, below)):
                found.append(_entry(drawn, above, above_unit, below, below_unit))
    return found


def _is_odd(above, below):
    """A difference below the line of itself, or the same names on both sides."""
    return set(re.findall(r"[a-z_]+", above)) == set(re.findall(r"[a-z_]+", below))


def _entry(drawn, above, above_unit, below, below_unit):
    per_many = above_unit == below_unit == "count" and drawn.random() < 0.4
    scale = "1000 * " if per_many or (above_unit == "money" and below_unit == "count" and drawn.random() < 0.3) else ""
    formula = f"{scale}{above} / {below}" if below else above
    if above_unit == below_unit and not per_many:
        unit = "ratio"
        if not scale and "(" not in formula and drawn.random() < 0.3:
            formula = f"1 - {formula}"
    else:
        unit = above_unit if above_unit != "count" else drawn.choice(("count", "orders"))
    names = re.findall(r"[a-z_]+", formula)
    direction = drawn.choice(("up", "down"))
    if names.count("spend") == 1 and "-" not in formula and below and "days" not in names:
        direction = "down" if above == "spend" else "up"
    entry = {"name": "k", "formula": formula, "unit": unit, "direction": direction,
             "min_sample": {names[-1]: drawn.choice((1, 30, 1000))}}  # fmt: skip
    if not set(names) & {"revenue", *OWN} and drawn.random() < 0.5:
        entry["level"] = "campaign"
    given = drawn.randrange(4)
    levels = sorted(drawn.sample(range(1, 90), 3), reverse=direction == "up")[:given]
    return {**entry, **dict(zip(LEVELS, levels, strict=False))}


def mutants(entry, drawn):
    """(name of the change, changed entry) for every change that can be made to the entry."""
    for name, change in CHANGES.items():
        changed = change(dict(entry), drawn)
        if changed is not None and changed != entry:
            yield name, changed


def _names(entry):
    return list(re.finditer(r"[a-z_]+", entry["formula"]))


def _renamed(entry, drawn, new):
    """The entry with one name of its formula replaced by what `new` makes of it."""
    place = drawn.choice(_names(entry))
    text = entry["formula"]
    return {**entry, "formula": text[: place.start()] + new(place.group()) + text[place.end() :]}


def _one_of(*options):
    return lambda entry, drawn: _renamed(entry, drawn, lambda _: drawn.choice(options))


def _wrapped(shape, options):
    return lambda entry, drawn: _renamed(entry, drawn, lambda name: shape.format(name, drawn.choice(options)))


def _slip(word, drawn):
    at = drawn.randrange(len(word) - 1)
    kinds = (
        word[:at] + word[at + 1 :],
        word[: at + 1] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return drawn.choice(kinds)


def _without_parenthesis(entry, drawn):
    places = [match.start() for match in re.finditer(r"[()]", entry["formula"])]
    if not places:
        return None
    at = drawn.choice(places)
    return {**entry, "formula": entry["formula"][:at] + entry["formula"][at + 1 :]}


def _without_parentheses(entry, _):
    text = re.sub(r"[()]", "", entry["formula"])
    return {**entry, "formula": text}


def _other_sign(entry, drawn):
    places = [match.start() for match in re.finditer(r" [-+*/] ", entry["formula"])]
    if not places:
        return None
    at = drawn.choice(places) + 1
    sign = drawn.choice("+-*/".replace(entry["formula"][at], ""))
    return {**entry, "formula": entry["formula"][:at] + sign + entry["formula"][at + 1 :]}


def _turned(entry, _):
    above, divided, below = entry["formula"].rpartition(" / ")
    return {**entry, "formula": f"{below} / ({above})"} if divided else None


def _divided(by):
    return lambda entry, drawn: {
        **entry,
        "formula": f"{entry['formula']} / {by.format(drawn.choice(_names(entry)).group())}",
    }


def _plus_ratio(entry, drawn):
    other = drawn.choice(("clicks / impressions", "spend / clicks", "orders / sessions", "revenue / spend"))
    return {**entry, "formula": f"{entry['formula']} + {other}"}


def _scale(entry):
    return "1000 * " if entry["formula"].startswith("1000 * ") else ""


def _below(entry):
    return entry["formula"].rpartition(" / ")[2] if " / " in entry["formula"] else "1"


def _level(value):
    return lambda entry, drawn: {**entry, drawn.choice(LEVELS): value}


def _swapped_levels(entry, drawn):
    given = [key for key in LEVELS if key in entry]
    if len(given) < 2:
        return None
    one, two = drawn.sample(given, 2)
    return {**entry, one: entry[two], two: entry[one]}


def _sample(change):
    def changed(entry, drawn):
        name, number = next(iter(entry["min_sample"].items()))
        return {**entry, "min_sample": change(name, number, drawn)}

    return changed


def _without(*keys):
    def changed(entry, drawn):
        left_out = drawn.choice(keys)
        return {key: value for key, value in entry.items() if key != left_out} if left_out in entry else None

    return changed


def _wrong_key(entry, drawn):
    key = drawn.choice(sorted(set(entry) - {"name"}))
    return {_slip(one, drawn) if one == key else one: value for one, value in entry.items()}


CHANGES = {
    "people for a count": _one_of(*PEOPLE),
    "another metric": _one_of(*MONEY, *COUNTS, "days"),
    "money added to a count": _wrapped("({} + {})", MONEY),
    "a count added": _wrapped("({} + {})", COUNTS),
    "a part added to its whole": lambda entry, drawn: _renamed(
        entry, drawn, lambda name: f"({name} + {drawn.choice(BESIDE.get(name, ('link_clicks', 'new_customers')))})"
    ),
    "a count taken away": _wrapped("({} - {})", COUNTS),
    "a weighed count added": _wrapped("({} + 0.5 * {})", COUNTS),
    "ratios of one whole added": lambda entry, drawn: {
        **entry, "formula": f"{entry['formula']} + {_scale(entry)}{drawn.choice(COUNTS)} / {_below(entry)}"
    },
    "a minus before it": lambda entry, _: {**entry, "formula": f"-{entry['formula']}"},
    "a minus before the whole": lambda entry, _: {**entry, "formula": f"-({entry['formula']})"},
    "a minus below the line": lambda entry, _: {**entry, "formula": entry["formula"].replace(" / ", " / -", 1)},
    "taken from 0": lambda entry, _: {**entry, "formula": f"0 - {entry['formula']}"},
    "days added": _wrapped("({} + {})", ("days",)),
    "a number added": _wrapped("({} + {})", (1, 5, 100)),
    "ratios added": _plus_ratio,
    "a parenthesis dropped": _without_parenthesis,
    "parentheses dropped": _without_parentheses,
    "a name misspelt": lambda entry, drawn: _renamed(entry, drawn, lambda name: _slip(name, drawn)),
    "a name in capitals": lambda entry, drawn: _renamed(entry, drawn, str.title),
    "original currencies": _one_of(*ORIGINAL),
    "two original currencies": lambda entry, drawn: _renamed(entry, drawn, lambda _: f"({' + '.join(ORIGINAL[:2])})"),
    "a ratio used as a sum": _one_of(*RATIOS),
    "a metric of another grain": _one_of(*ELSEWHERE),
    "campaign level": lambda entry, _: {**entry, "level": "campaign"},
    "no level": lambda entry, drawn: {**entry, "level": drawn.choice(("post", "ad", "day", "campain"))},
    "divided by 0": _divided("0"),
    "divided by nothing": _divided("({0} - {0})"),
    "divided by a metric": _divided("{0}"),
    "multiplied": _wrapped("{} * {}", (*MONEY, *COUNTS)),
    "divided inside": _wrapped("({} / {})", (*MONEY, *COUNTS)),
    "another sign": _other_sign,
    "turned round": _turned,
    "a function": lambda entry, drawn: _renamed(entry, drawn, lambda name: f"{drawn.choice(FUNCTIONS)}({name})"),
    "a table named": lambda entry, drawn: _renamed(entry, drawn, lambda name: f"channel_daily.{name}"),
    "a power": lambda entry, drawn: _renamed(entry, drawn, lambda name: f"{name} ** 2"),
    "a percent sign": lambda entry, _: {**entry, "formula": f"{entry['formula']} %"},
    "thousands marks": lambda entry, _: {**entry, "formula": f"1,000 * {entry['formula']}"},
    "times 100": lambda entry, _: {**entry, "formula": f"100 * ({entry['formula']})"},
    "cancelled": _wrapped("({0} + {1} - {1})", COUNTS),
    "a comparison": lambda entry, _: {**entry, "formula": f"{entry['formula']} > 3"},
    "another unit": lambda entry, drawn: {**entry, "unit": drawn.choice(UNITS)},
    "another direction": lambda entry, _: {**entry, "direction": {"up": "down", "down": "up"}[entry["direction"]]},
    "no direction": lambda entry, drawn: {**entry, "direction": drawn.choice(("lower", "UP", "dwon", True))},
    "levels swapped": _swapped_levels,
    "a level moved": lambda entry, drawn: {**entry, drawn.choice(LEVELS): drawn.choice((0, 1, 20, 500))},
    "a negative level": _level(-3),
    "a level in words": _level("ten"),
    "a level with its unit": _level("5 %"),
    "a level without end": _level(float("inf")),
    "no target": _without("target"),
    "no sample": _without("min_sample"),
    "an empty sample": _sample(lambda *_: {}),
    "a negative sample": _sample(lambda name, number, _: {name: -number}),
    "a sample of 0": _sample(lambda name, *_: {name: 0}),
    "a sample in words": _sample(lambda name, *_: {name: "many"}),
    "a sample that is a number": _sample(lambda _, number, __: number),
    "a sample misspelt": _sample(lambda name, number, drawn: {_slip(name, drawn): number}),
    "a sample of people": _sample(lambda _, number, drawn: {drawn.choice(PEOPLE): number}),
    "a sample of another metric": _sample(lambda _, number, drawn: {drawn.choice(COUNTS): number}),
    "a key left out": _without("name", "formula", "unit", "direction"),
    "a key misspelt": _wrong_key,
}  # fmt: skip
