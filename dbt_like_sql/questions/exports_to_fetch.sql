/* ---
question: "Which exports are missing, and what do they hold up?"
reading: >
  In order of importance: what holds advice back comes first. The line goes once the export is loaded.
columns:
  network: "network value"
  account: "account"
  report: "report to export"
  first_day: "first day of the period"
  last_day: "last day"
  why: "why it is due"
  unlocks: "what waits for it"
  money_at_stake: "spend of days nobody knows, as far as it can be guessed"
--- */
SELECT
    network, COALESCE(account_name, account_id) AS account, COALESCE(report_name, report) AS report,
    period_start AS first_day, period_end AS last_day, why, unlocks, money_at_stake
FROM marts.fetch_list
ORDER BY priority, network, first_day
