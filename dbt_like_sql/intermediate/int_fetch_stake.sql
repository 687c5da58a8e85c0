/* ---
description: >
  What hangs on the exports of an account: its ad spend a day (mean of the last 28 known days; for sources of own results
  that of all accounts), and the channels whose advice and pacing wait for it. Grain - network, account_id, report.
grain: [network, account_id, report]
owner: analytics
tags: [quality]
columns: [
  network, account_id, report: {type: text, description: kind of the report},
  spend_per_day: {type: money, unit: reporting currency, description: ad spend a day that is judged by it; null where no money is},
  held: {type: text, description: channels whose advice waits for it; null when none does},
  paced: {type: text, description: channels with money in the plan whose spend is not known up to the day before as_of; null when none is}]
checks:
  - not_null: [network, account_id, report]
--- */
WITH known AS (
    SELECT network, account_id, date, ROW_NUMBER() OVER (PARTITION BY network, account_id ORDER BY date DESC) AS age
    FROM ref('int_coverage')
),

spent AS (
    SELECT
        k.network, k.account_id,
        CAST(CAST(SUM(COALESCE(d.spend, 0)) AS DOUBLE) / COUNT(*) AS DECIMAL(18, 6)) AS spend_per_day
    FROM known AS k
    LEFT JOIN (
        SELECT network, account_id, date, SUM(spend) AS spend FROM ref('int_campaign_part_day') GROUP BY network, account_id, date
    ) AS d ON d.network = k.network AND d.account_id = k.account_id AND d.date = k.date
    WHERE k.age <= 28
    GROUP BY k.network, k.account_id
),

member AS (
    SELECT network, account_id, channel FROM ref('seed_campaign') WHERE is_paid_media
    UNION
    SELECT t.network, t.account_id, c.channel
    FROM ref('int_fetch_account') AS t
    INNER JOIN ref('seed_channel') AS c ON c.network = t.network
    WHERE t.never
)

SELECT
    t.network, t.account_id, t.report,
    CASE t.report
        WHEN 'ads' THEN MAX(s.spend_per_day)
        WHEN 'outcome' THEN (SELECT SUM(every_one.spend_per_day) FROM spent AS every_one)
    END AS spend_per_day,
    CASE
        WHEN COUNT(DISTINCT CASE WHEN c.is_held THEN c.label END) > 2
            THEN MIN(CASE WHEN c.is_held THEN c.label END) || ' and others'
        WHEN MIN(CASE WHEN c.is_held THEN c.label END) < MAX(CASE WHEN c.is_held THEN c.label END)
            THEN MIN(CASE WHEN c.is_held THEN c.label END) || ' and ' || MAX(CASE WHEN c.is_held THEN c.label END)
        ELSE MIN(CASE WHEN c.is_held THEN c.label END)
    END AS held,
    CASE
        WHEN COUNT(DISTINCT CASE WHEN c.is_open THEN c.label END) > 2
            THEN MIN(CASE WHEN c.is_open THEN c.label END) || ' and others'
        WHEN MIN(CASE WHEN c.is_open THEN c.label END) < MAX(CASE WHEN c.is_open THEN c.label END)
            THEN MIN(CASE WHEN c.is_open THEN c.label END) || ' and ' || MAX(CASE WHEN c.is_open THEN c.label END)
        ELSE MIN(CASE WHEN c.is_open THEN c.label END)
    END AS paced
FROM ref('int_fetch_account') AS t
LEFT JOIN spent AS s ON t.report = 'ads' AND s.network = t.network AND s.account_id = t.account_id
LEFT JOIN member AS m ON t.report = 'ads' AND m.network = t.network AND m.account_id = t.account_id
LEFT JOIN ref('int_channel_wait') AS c ON c.channel = m.channel
GROUP BY t.network, t.account_id, t.report
