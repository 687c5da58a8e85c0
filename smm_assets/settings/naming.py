"""How campaigns are to be named, as smm.yaml says it.

Belongs here: the rule and its checks. Not here: names held against it (`smm_assets/budget/naming`).
"""

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

_PART = re.compile(r"\{(\w+)\}")


class Naming(BaseModel):
    """The parts of a campaign's name: as a template of parts in braces with what stands between them, or as a regular
    expression with named groups that fits the whole name.

    values: what a part may be, case ignored; parts without a list may be anything. ignore: shell patterns of names no
    rule is asked of, case ignored.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    campaign: str | None = None
    """A template of parts in braces with what stands between them, such as `"{market}_{audience}"`."""
    regex: str | None = None
    """A regular expression with named groups instead, such as `"(?P<market>[A-Z]{2})_.*"`."""
    values: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """What a part may be, case ignored; parts without a list may be anything, such as `{market: [DE, AT]}`."""
    ignore: tuple[str, ...] = ()
    """Shell patterns of names the rule is not asked of, such as `["Post: *"]`."""

    @field_validator("campaign")
    @classmethod
    def _is_template(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = _PART.findall(value)
        if not parts:
            raise ValueError(f"'{value}' names no part; Write parts in braces, such as {{market}}_{{objective}}")
        if len(set(parts)) < len(parts):
            raise ValueError(f"'{value}' names a part twice; Give each its own name")
        if "}{" in value:
            raise ValueError(f"'{value}' has two parts with nothing between them; Put a separator there, such as _")
        if re.search(r"[{}]", _PART.sub("", value)):
            raise ValueError(f"'{value}' has a brace that belongs to no part; Write {{name}} with letters and digits")
        return value

    @field_validator("regex")
    @classmethod
    def _is_regex(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            compiled = re.compile(value)
        except re.error as error:
            raise ValueError(f"'{value}' is no regular expression: {error}; Correct it") from None
        if not compiled.groupindex:
            raise ValueError(f"'{value}' has no named group; Name the parts, such as (?P<market>[A-Z]+)")
        return value

    @field_validator("values")
    @classmethod
    def _of_parts(cls, value: Mapping[str, tuple[str, ...]], given: ValidationInfo) -> Mapping[str, tuple[str, ...]]:
        if "campaign" not in given.data or "regex" not in given.data:
            return value  # what is wrong there is told already
        parts = _parts(given.data["campaign"], given.data["regex"])
        for part, allowed in value.items():
            if part not in parts:
                raise ValueError(f"no part is called '{part}'; Parts are {', '.join(parts) or 'not named yet'}")
            if not allowed:
                raise ValueError(f"{part} may be nothing; List its values, or take the line out")
        return value

    @model_validator(mode="after")
    def _one_way(self) -> "Naming":
        if (self.campaign is None) == (self.regex is None):
            raise ValueError("a naming rule needs campaign or regex, and not both; Keep one of them")
        return self

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of the parts in order of the rule."""
        return _parts(self.campaign, self.regex)

    @property
    def between(self) -> tuple[str, ...]:
        """What stands before, between and after the parts of a template: one more than there are parts."""
        return tuple(_PART.split(self.campaign or "")[::2])

    def ignores(self, name: str) -> bool:
        """Whether the rule is not asked of that name."""
        return any(fnmatchcase(name.casefold(), pattern.casefold()) for pattern in self.ignore)


def _parts(template: str | None, regex: str | None) -> tuple[str, ...]:
    if template is not None:
        return tuple(_PART.findall(template))
    return tuple(re.compile(regex).groupindex) if regex is not None else ()
