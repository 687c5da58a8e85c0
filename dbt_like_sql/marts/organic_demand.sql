/* ---
description: >
  Visits by search results nobody paid for, as web analytics measured them - how many people looked for it anyway. The
  recommendation takes them as a sign of demand, so that a strong week is not taken for what spend brought. Grain -
  source, account, day.
grain: [source, account_id, date]
owner: analytics
tags: [results]
columns: [
  date, source: {type: text, description: the web analytics that measured}, account_id,
  organic_sessions: {type: count, unit: sessions, description: sessions by unpaid search results}, data_through]
checks: [{not_null: [date, source, account_id, organic_sessions]}]
--- */
WITH through AS (
    SELECT network, account_id, MAX(date) AS data_through
    FROM ref('int_outcome_coverage')
    GROUP BY network, account_id
)

SELECT
    f.date, f.network AS source, f.account_id, SUM(f.sessions) AS organic_sessions, t.data_through
FROM ref('int_outcome_fact') AS f
LEFT JOIN through AS t ON t.network = f.network AND t.account_id = f.account_id
WHERE f.is_organic_search AND f.sessions IS NOT NULL
GROUP BY f.date, f.network, f.account_id, t.data_through
