"""The referee of small tests: which of some channels, run side by side with little money, brings more for it.

Belongs here: the names callers use. Not here: what was spent and counted (`dbt_like_sql`).
"""

from smm_assets.effectiveness.referee.judge import Judged, judge
from smm_assets.effectiveness.referee.kept import judge_all
from smm_assets.effectiveness.referee.planning import Outlook, look_ahead
from smm_assets.effectiveness.referee.terms import Counted, Terms

__all__ = ["Counted", "Judged", "Outlook", "Terms", "judge", "judge_all", "look_ahead"]
