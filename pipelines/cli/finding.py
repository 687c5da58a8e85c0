"""What one check of `smm doctor` found.

Belongs here: the finding. Not here: the checks (`checkup.py`, `pointing.py`) or printing them (`doctor.py`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One check. state: good, watch or bad; cure: what to do unless good."""

    check: str
    state: str
    seen: str
    cure: str = ""
