/* ---
description: >
  Compared days of accounts that differ in age, while either still fills up, with the hours after which an export holds
  the earlier day whole. Grain - network, account_id, date, date_then.
grain: [network, account_id, date, date_then]
owner: analytics
tags: [effectiveness]
columns: [
  network, account_id, date: {description: day of the window}, date_then, age: {type: count, unit: days, description: age of date},
  age_then: {type: count, unit: days, description: age of date_then},
  hours: {type: count, unit: hours, description: "from the beginning of a day, UTC, to its end where the account reports"}]
checks:
  - not_null: [network, account_id, date, date_then, age, age_then]
--- */
SELECT DISTINCT
    n.network, n.account_id, p.date, p.date_then, n.age_days AS age, t.age_days AS age_then,
    24 - COALESCE(a.utc_offset_hours, 14) AS hours
FROM ref('seed_comparison') AS p
INNER JOIN ref('int_coverage') AS n ON n.date = p.date
INNER JOIN ref('int_coverage') AS t ON t.network = n.network AND t.account_id = n.account_id AND t.date = p.date_then
LEFT JOIN ref('seed_account') AS a ON a.network = n.network AND a.account_id = n.account_id
WHERE t.age_days <> n.age_days AND (t.age_days < 30 OR n.age_days < 30)
