"""What to do with each campaign: its verdict, and its part of the money its channel is recommended.

Belongs here: judging campaigns and splitting a channel's money between them. Not here: sums and targets
(`dbt_like_sql`), the split between channels (`allocation`) or the sheet people work through (`report/changes`).
"""

from smm_assets.campaigns.kept import act

__all__ = ["act"]
