/* ---
description: >
  Money and sales of a day in all. Spend is known when it is of every channel, counted until 35 days after its last known
  day; revenue and new customers when every own source of the kind that counts says, orders of no channel included.
  Grain - date.
grain: [date]
owner: analytics
tags: [money]
columns: [
  date, own_source, media_spend: {description: media spend of all channels; null when not known of each}, costs: {description: cost lines that accrue on the day},
  smm_media_spend: {type: money, unit: reporting currency, description: media spend of channels that are social media},
  smm_costs: {type: money, unit: reporting currency, description: cost lines of these channels and of none}, revenue: {description: own revenue in all},
  new_customers: {description: own orders of first-time customers in all},
  share_of_month: {type: ratio, description: 1 / days of its month}]
checks:
  - not_null: [date, costs, smm_costs]
--- */
WITH media AS (
    SELECT
        d.date, COUNT(d.spend) = COUNT(*) AS is_known, SUM(d.spend) AS spend,
        SUM(CASE WHEN COALESCE(h.is_social, TRUE) THEN d.spend ELSE 0 END) AS smm_spend
    FROM ref('channel_daily') AS d
    LEFT JOIN ref('seed_channel') AS h ON h.channel = d.channel
    WHERE d.data_through IS NULL OR d.date <= CAST(d.data_through + INTERVAL '35' DAY AS DATE)
    GROUP BY d.date
),

cost AS (
    SELECT
        k.date, SUM(k.amount) AS costs, SUM(CASE WHEN COALESCE(h.is_social, TRUE) THEN k.amount ELSE 0 END) AS smm_costs
    FROM ref('int_cost_day') AS k
    LEFT JOIN ref('seed_channel') AS h ON h.channel = k.channel
    GROUP BY k.date
),

teller AS (
    SELECT
        v.network, v.account_id, o.total_source AS own_source, MIN(v.date) AS first_day, CAST(MAX(v.date) + INTERVAL '35' DAY AS DATE) AS last_day,
        MAX(v.has_revenue) AS tells_revenue, MAX(v.has_new_customers) AS tells_new_customers
    FROM ref('int_outcome_coverage') AS v
    INNER JOIN ref('int_own_source') AS o ON o.total_source = v.measured_by
    GROUP BY v.network, v.account_id, o.total_source
),

brought AS (
    SELECT
        network, account_id, date, SUM(unpriced_rows) AS unpriced_rows, SUM(revenue) AS revenue, SUM(new_customers) AS new_customers
    FROM ref('int_outcome_fact')
    GROUP BY network, account_id, date
),

sold AS (
    SELECT
        c.date, MAX(s.own_source) AS own_source,
        CASE WHEN MAX(CASE WHEN s.tells_revenue > 0 AND COALESCE(v.has_revenue, 0) = 0 OR b.unpriced_rows > 0 THEN 1 ELSE 0 END) = 0
            AND MAX(s.tells_revenue) > 0 THEN COALESCE(SUM(b.revenue), 0) END AS revenue,
        CASE WHEN MAX(CASE WHEN s.tells_new_customers > 0 AND COALESCE(v.has_new_customers, 0) = 0 THEN 1 ELSE 0 END) = 0
            AND MAX(s.tells_new_customers) > 0 THEN COALESCE(SUM(b.new_customers), 0) END AS new_customers
    FROM ref('seed_calendar') AS c
    INNER JOIN teller AS s ON c.date >= s.first_day AND c.date <= s.last_day AND c.is_past
    LEFT JOIN ref('int_outcome_coverage') AS v ON v.network = s.network AND v.account_id = s.account_id AND v.date = c.date
    LEFT JOIN brought AS b ON b.network = s.network AND b.account_id = s.account_id AND b.date = c.date
    GROUP BY c.date
)

SELECT
    c.date, w.total_source AS own_source, CASE WHEN m.is_known THEN m.spend END AS media_spend, COALESCE(k.costs, 0) AS costs,
    CASE WHEN m.is_known THEN m.smm_spend END AS smm_media_spend, COALESCE(k.smm_costs, 0) AS smm_costs, s.revenue, s.new_customers,
    CAST(1 AS DOUBLE) / (DATE_DIFF('day', c.month_start, c.month_end) + 1) AS share_of_month
FROM ref('seed_calendar') AS c
CROSS JOIN ref('int_own_source') AS w
LEFT JOIN media AS m ON m.date = c.date
LEFT JOIN cost AS k ON k.date = c.date
LEFT JOIN sold AS s ON s.date = c.date
WHERE c.is_past
