"""From tables to a recorded recommendation: which money, which days, which limits; then words and the record.

Belongs here: everything between the marts and `allocation.recommend`, and between its answer and the state tables.
Not here: curves and optimum (`allocation`), plan files (`budget`), pages (`report`).
"""

from smm_assets.decisions.decide import Decision, preview
from smm_assets.decisions.review import Reviewed, made_in, review_morning

__all__ = ["Decision", "Reviewed", "made_in", "preview", "review_morning"]
