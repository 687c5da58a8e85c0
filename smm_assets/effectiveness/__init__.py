"""What money spent on channels brings, where SQL cannot say it well: distributions, tests, sample sizes.

Belongs here: pure mathematics and the tables made with it. Not here: sums, ratios and ranks (`dbt_like_sql`) or the
split of the budget (`allocation`).
"""
