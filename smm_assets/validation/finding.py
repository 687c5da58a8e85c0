"""How a rule fared on some rows.

Belongs here: the answer, whoever gives it. Not here: asking (`predicates.py`, `expectations.py`).
"""

from dataclasses import dataclass, field

import numpy as np

from smm_assets.validation.rules import Rule

NONE = np.array([], dtype=np.int64)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """How one rule fared. rows: positions that break it; all of them when the table itself is wrong.

    witnesses: positions of a few rows that decide alone whether the rule is broken, whatever the others hold.
    """

    rule: Rule
    success: bool
    rows: np.ndarray
    observed: str
    witnesses: np.ndarray = field(default_factory=lambda: NONE)
