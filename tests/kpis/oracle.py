"""Which KPI entries are truly wrong, told another way than the compiler does.

A formula is worked out in Python itself with quantities that carry units, for several invented sets of sums at once.
Nothing here parses, knows linear forms or asks the compiler.
"""

import math
import random
import re
from dataclasses import dataclass
from functools import cache

MONEY = ("spend", "conversion_value", "revenue")
PAID = ("impressions", "clicks", "link_clicks", "rate_clicks", "conversions", "leads", "video_views", "engagements")
OWN = ("sessions", "orders", "new_customers", "own_leads")
ENCLOSED = [
    ("link_clicks", "clicks"),
    ("rate_clicks", "clicks"),
    ("link_clicks", "rate_clicks"),
    ("new_customers", "orders"),
]
TOLD_TWICE = [("conversions", "orders"), ("conversion_value", "revenue"), ("leads", "own_leads")]
TOLD_TWICE += [(clicks, "sessions") for clicks in ("clicks", "link_clicks", "rate_clicks")]
CLICKS = ("clicks", "link_clicks", "rate_clicks")
ALIKE = [{*CLICKS, "engagements", "follows"}, {*CLICKS, "sessions"}, {"conversions", "orders", "new_customers"},
         {"leads", "own_leads"}, {"impressions"}, {"video_views"}]  # fmt: skip
WHOLE = ("orders", "revenue", "impressions", "conversion_value")  # usually more than what is taken from them
ONLY_CHANNEL = ("revenue", *OWN)
UNIT_OF = {**dict.fromkeys(MONEY, "money"), **dict.fromkeys((*PAID, "follows", *OWN), "count"), "days": "days"}
COUNTED = ("orders", "leads", "clicks", "new accounts")
KEYS = {"name", "title", "formula", "unit", "direction", "description", "owner", "level", "target", "warn", "breach"}
DRAWS = 4


class Wrong(Exception):
    """The entry is wrong, and why."""


@dataclass
class Quantity:
    """above / below for each set of sums; units: base → power; is_number: no metric stands in it.

    counted: names of counts that were added up above the line.
    """

    above: list[float]
    below: list[float]
    units: dict[str, int]
    is_number: bool = False
    counted: frozenset[str] = frozenset()

    def __add__(self, other):
        other = quantity(other)
        if self.units != other.units:
            raise Wrong("unlike units are added")
        counted = self.counted | other.counted
        if counted and not any(counted <= alike for alike in ALIKE):
            raise Wrong("unlike counts are added")
        if self.is_number or other.is_number or _same_shape(self.below, other.below):
            common = self.below if other.is_number else other.below
            own = [a / b * c for a, b, c in zip(self.above, self.below, common, strict=True)]
            more = [a / b * c for a, b, c in zip(other.above, other.below, common, strict=True)]
            return Quantity([a + b for a, b in zip(own, more, strict=True)], common, self.units,
                            self.is_number and other.is_number, counted)  # fmt: skip
        raise Wrong("ratios of different denominators are added")

    def __mul__(self, other):
        other = quantity(other)
        if not self.is_number and not other.is_number:
            raise Wrong("sums are multiplied")
        return Quantity(_by(self.above, other.above), _by(self.below, other.below), {**self.units, **other.units},
                        self.is_number and other.is_number, self.counted | other.counted)  # fmt: skip

    def __truediv__(self, other):
        other = quantity(other)
        if any(abs(value) < 1e-9 for value in other.above):
            raise Wrong("division by zero")
        for one, two in ((self.above, other.below), (self.below, other.above)):
            if not _is_constant(one) and not _is_constant(two):
                raise Wrong("sums are multiplied")
        units = {base: self.units.get(base, 0) - other.units.get(base, 0) for base in {*self.units, *other.units}}
        return Quantity(_by(self.above, other.below), _by(self.below, other.above),
                        {base: power for base, power in units.items() if power},
                        self.is_number and other.is_number, self.counted)  # fmt: skip

    def __neg__(self):
        return Quantity([-value for value in self.above], self.below, self.units, self.is_number, self.counted)

    def __pos__(self):
        return self

    def __sub__(self, other):
        return self + -quantity(other)

    def __radd__(self, other):
        return quantity(other) + self

    def __rsub__(self, other):
        return quantity(other) - self

    def __rmul__(self, other):
        return quantity(other) * self

    def __rtruediv__(self, other):
        return quantity(other) / self


def quantity(value):
    if isinstance(value, Quantity):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Wrong(f"{value!r} is no number")
    return Quantity([float(value)] * DRAWS, [1.0] * DRAWS, {}, is_number=True)


def is_wrong(entry):
    """Why the entry is wrong; empty when it is right."""
    try:
        value = _value(entry)
        _check_unit(entry, value)
        _check_parts(entry["formula"])
        _check_levels(entry)
        _check_sample(entry)
        if set(entry) - KEYS - {"min_sample"}:
            raise Wrong("an unknown key")
        if not re.fullmatch("[a-z][a-z0-9_]*", str(entry.get("name") or "")):
            raise Wrong("no name")
    except Wrong as error:
        return str(error)
    return ""


def _value(entry):
    text = entry.get("formula")
    used = _names(str(text or ""))
    if not isinstance(text, str) or not used:
        raise Wrong("no metric")
    for name in used:
        if name not in UNIT_OF or (entry.get("level") == "campaign" and name in ONLY_CHANNEL):
            raise Wrong(f"{name} does not add up at this grain")
    if entry.get("level", "channel") not in ("channel", "campaign"):
        raise Wrong("no such level")
    found = _worked_out(text, used, "")
    shares = [a / b for a, b in zip(found.above, found.below, strict=True)]
    for name in used:
        again = _worked_out(text, used, name)
        if all(math.isclose(a / b, share) for a, b, share in zip(again.above, again.below, shares, strict=True)):
            raise Wrong(f"{name} changes nothing")
    return found


def _worked_out(text, used, changed):
    """The formula over sums drawn from the names' own seeds; the changed name has other sums."""
    sums = {}
    for name in used:
        drawn = random.Random(f"{name}{name == changed}")
        counted = frozenset({name} if UNIT_OF[name] == "count" else ())
        sums[name] = Quantity(
            [drawn.uniform(50, 90) for _ in range(DRAWS)], [1.0] * DRAWS, {UNIT_OF[name]: 1}, counted=counted
        )
    try:
        return quantity(eval(_compiled(text), {"__builtins__": {}}, sums))
    except (SyntaxError, TypeError, AttributeError, ZeroDivisionError) as error:
        raise Wrong(f"no formula: {error}") from None


def _check_unit(entry, value):
    positive = {base for base, power in value.units.items() if power == 1}
    negative = {base for base, power in value.units.items() if power == -1}
    if len(positive) > 1 or len(negative) > 1 or any(abs(power) > 1 for power in value.units.values()):
        raise Wrong("no unit")
    text = entry["formula"]
    if not positive:
        if negative:
            raise Wrong("a number per metric")
        right = ("ratio",)
        if _is_per_many(text):
            right = ("count", *COUNTED)
            if set(_names(text)) & set(MONEY):
                raise Wrong("a ratio times ten or more")
    else:
        base = positive.pop()
        if base == "days" and not negative:
            raise Wrong("days alone")
        right = ("count", *COUNTED) if base == "count" else (base,)
    if entry.get("unit") not in right:
        raise Wrong(f"unit {entry.get('unit')} instead of {right[0]}")


def _check_parts(text):
    """A part and its whole, or one thing told twice, that weigh the same: one more of either moves the value alike."""
    sums = {name: random.Random(name).uniform(5, 9) for name in _names(text)}
    for part, whole in (*ENCLOSED, *TOLD_TWICE):
        if part in sums and whole in sums:
            moved = [_plain(text, {**sums, name: sums[name] + 1}) for name in (part, whole)]
            if math.isclose(*moved):
                raise Wrong(f"{part} counted twice")


def _check_levels(entry):
    direction = entry.get("direction")
    if direction not in ("up", "down"):
        raise Wrong("no direction")
    levels = [entry[key] for key in ("target", "warn", "breach") if entry.get(key) is not None]
    if any(isinstance(level, bool) or not isinstance(level, int | float) or math.isinf(level) for level in levels):
        raise Wrong("a level that is no number")
    if levels and entry.get("target") is None:
        raise Wrong("a threshold without target")
    if levels != sorted(levels, reverse=direction == "up"):
        raise Wrong("thresholds on the wrong side")
    text = entry["formula"]
    drawn = random.Random(text)
    values = [_plain(text, {name: drawn.uniform(0, 1000) for name in _names(text)}) for _ in range(60)]
    if max(values) <= 0:
        raise Wrong("turned round by a minus")
    if min(values) >= 0 and any(level < 0 for level in levels):
        raise Wrong("a level never reached")
    if direction == {"cost": "up", "brings": "down"}.get(_costs(text)):
        raise Wrong("a cost that is better when higher")


def _costs(text):
    """cost: in proportion to spend, and less the more there is of anything else; brings: the other way round."""
    names = _names(text)
    others = [name for name in names if name != "spend"]
    if "spend" not in names or "days" in names or not others:
        return ""
    sums = {name: random.Random(name).uniform(10, 20) for name in names}
    value, twice = _plain(text, sums), _plain(text, {**sums, "spend": 2 * sums["spend"]})
    more = [_plain(text, {**sums, name: 2 * sums[name]}) for name in others]
    if math.isclose(twice, 2 * value) and all(one < value for one in more):
        return "cost"
    return "brings" if math.isclose(twice, value / 2) and all(one > value for one in more) else ""


def _is_per_many(text):
    """Whether one more of whatever it names moves the value by much where there is about one of each.

    Told by the metric that moves it least, the middle one of several draws.
    """
    found = []
    for number in range(9):
        sums = {
            name: (2 if name in WHOLE else 0.5) + random.Random(f"{name}{number}").random() / 2 for name in _names(text)
        }
        value = _plain(text, sums)
        found.append(min(abs(_plain(text, {**sums, name: sums[name] + 1}) - value) for name in sums))
    return sorted(found)[4] >= 5


def _names(text):
    return sorted(set(re.findall(r"[A-Za-z_]\w*", text)))


def _plain(text, sums):
    return eval(_compiled(text), {"__builtins__": {}}, sums)


@cache
def _compiled(text):
    return compile(text.strip(), "formula", "eval")


def _check_sample(entry):
    sample = entry.get("min_sample")
    if not isinstance(sample, dict) or not sample:
        raise Wrong("no sample")
    for name, number in sample.items():
        if name not in UNIT_OF or (entry.get("level") == "campaign" and name in ONLY_CHANNEL):
            raise Wrong(f"a sample of {name}")
        if isinstance(number, bool) or not isinstance(number, int | float) or not number > 0:
            raise Wrong("a sample of nothing")


def _by(left, right):
    return [a * b for a, b in zip(left, right, strict=True)]


def _is_constant(values):
    return all(math.isclose(value, values[0]) for value in values)


def _same_shape(left, right):
    return _is_constant([a / b for a, b in zip(left, right, strict=True)])
