"""Whom the advertising is meant for: ages, countries and regions of smm.yaml.

Belongs here: the keys, their checks, and what a bucket of ages means. Not here: which buckets of the data lie outside
(`smm_assets/budget/off_target`).
"""

import re
from functools import cache

from babel import Locale
from pydantic import field_validator

from smm_assets.settings.kinds import Strict

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "tr", "ru", "uk", "vi", "id", "ja", "ko", "zh")
_OLDEST = 120
_BELOW = re.compile(r"^(?:<|до|under|below|unter|bis|moins|menos|younger)|(?:and under|and younger|или младше)$")
_ABOVE = re.compile(r"\+|^(?:>|≥|от|over|from|über|ab|más|plus|older)|(?:and over|and older|und älter|и старше)$")
_BETWEEN = re.compile(r"\d{1,3}")

Ages = tuple[int, int]


class TargetAudience(Strict):
    """Who should see the ads."""

    ages: tuple[str, ...] = ()
    """Ages, such as `[25-54, 65+]`."""
    countries: tuple[str, ...] = ()
    """Codes or names of countries, such as `[DE, AT]`."""
    regions: tuple[str, ...] = ()
    """Regions as the networks spell them, such as `[Berlin]`."""

    @property
    def is_told(self) -> bool:
        """Whether anything is said of it."""
        return bool(self.ages or self.countries or self.regions)

    @field_validator("ages", "countries", "regions", mode="before")
    @classmethod
    def _one_is_a_list(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("ages")
    @classmethod
    def _are_ages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            if age_bounds(text) is None:
                raise ValueError(f"'{text}' is no range of ages; Write 25-54 or 65+")
        return value

    @field_validator("countries")
    @classmethod
    def _are_countries(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            if country_code(text) is None:
                raise ValueError(f"'{text}' is no country; Write its code of two letters, such as DE")
        return value


def age_bounds(text: str) -> Ages | None:
    """First and last age of a bucket, inclusive: "25-34", "65+", "от 18 до 21", "Under 18". None for an unknown one."""
    plain = " ".join(text.casefold().replace("_", " ").split())
    numbers = [int(number) for number in _BETWEEN.findall(plain)]
    if any(number > _OLDEST for number in numbers) or not 1 <= len(numbers) <= 2:
        return None
    if len(numbers) == 2:
        return (numbers[0], numbers[1]) if numbers[0] <= numbers[1] else None
    if _BELOW.search(plain):
        return (0, numbers[0] - 1) if numbers[0] else None
    return (numbers[0], _OLDEST if _ABOVE.search(plain) else numbers[0])


def country_code(text: str) -> str | None:
    """Code of a country given by code or by its name in one of `LANGUAGES`; None when it is none."""
    return _codes().get(" ".join(text.casefold().split()))


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(name.casefold(), code)
                found.setdefault(code.casefold(), code)
    return found
