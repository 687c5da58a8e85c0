/* ---
description: >
  What makes the results of the last 28 days doubtful as the measure of a decision - networks that together claim more
  conversions than there were orders, and channels less than half of whose clicks arrive as visits. Only days on which both
  sides are known. Grain - as_of, kind, channel.
grain: [as_of, kind, channel]
owner: analytics
tags: [decision]
columns: [
  as_of, kind: {type: text, description: claimed_twice or clicks_without_visits},
  channel: {description: channel; empty where it is all of them}, days: {type: count, unit: days, description: days compared},
  claimed: {type: decimal, unit: conversions or clicks, description: conversions the networks report or clicks of the channel},
  found: {type: decimal, unit: orders or visits, description: own orders in all or paid visits of the channel},
  evidence: {type: text, description: the same in words}, data_through]
checks:
  - not_null: [as_of, kind, channel, claimed, found, evidence]
  - expression: found < claimed
--- */
WITH recent AS (
    SELECT s.as_of, d.channel, d.date, d.rate_clicks, d.sessions, d.conversions
    FROM ref('channel_daily') AS d
    INNER JOIN ref('seed_window') AS w ON w.window_name = '28d' AND d.date >= w.window_start AND d.date <= w.window_end
    CROSS JOIN ref('seed_settings') AS s
),

sold AS (
    SELECT v.date, COALESCE(SUM(f.orders), 0) AS orders
    FROM (
        SELECT v.network, v.account_id, v.date
        FROM ref('int_outcome_coverage') AS v
        INNER JOIN ref('int_own_source') AS o ON o.total_source = v.measured_by
        WHERE v.has_orders > 0
    ) AS v
    LEFT JOIN ref('int_outcome_fact') AS f ON f.network = v.network AND f.account_id = v.account_id AND f.date = v.date
    GROUP BY v.date
),

claimed AS (SELECT as_of, date, SUM(conversions) AS conversions FROM recent WHERE conversions IS NOT NULL GROUP BY as_of, date),

found AS (
    SELECT
        c.as_of, 'claimed_twice' AS kind, '' AS channel, COUNT(*) AS days, SUM(c.conversions) AS claimed,
        CAST(SUM(s.orders) AS DECIMAL(18, 6)) AS found, MAX(c.date) AS data_through
    FROM claimed AS c
    INNER JOIN sold AS s ON s.date = c.date
    GROUP BY c.as_of
    HAVING SUM(c.conversions) > SUM(s.orders)
    UNION ALL
    SELECT
        as_of, 'clicks_without_visits' AS kind, channel, COUNT(*) AS days, CAST(SUM(rate_clicks) AS DECIMAL(18, 6)) AS claimed,
        CAST(SUM(sessions) AS DECIMAL(18, 6)) AS found, MAX(date) AS data_through
    FROM recent
    WHERE rate_clicks IS NOT NULL AND sessions IS NOT NULL
    GROUP BY as_of, channel
    HAVING COUNT(*) >= 7 AND SUM(rate_clicks) >= 100 AND 2 * SUM(sessions) < SUM(rate_clicks)
)

SELECT
    f.as_of, f.kind, f.channel, f.days, f.claimed, f.found,
    CASE
        WHEN f.kind = 'claimed_twice' THEN 'The networks together claim ' || CAST(CAST(ROUND(f.claimed) AS BIGINT) AS VARCHAR)
            || ' conversions on ' || CAST(f.days AS VARCHAR) || CASE WHEN f.days = 1 THEN ' day' ELSE ' days' END || ' that had '
            || CAST(CAST(ROUND(f.found) AS BIGINT) AS VARCHAR) || CASE WHEN ROUND(f.found) = 1 THEN ' order' ELSE ' orders' END
            || ': some count the same buyer twice'
        ELSE 'Of ' || CAST(CAST(ROUND(f.claimed) AS BIGINT) AS VARCHAR) || ' clicks of ' || COALESCE(h.label, f.channel)
            || ' paid for in ' || CAST(f.days AS VARCHAR) || ' days, ' || CAST(CAST(ROUND(f.found) AS BIGINT) AS VARCHAR)
            || ' arrived as visits: robots, slips of the thumb, or links without campaign tags'
    END AS evidence, f.data_through
FROM found AS f
LEFT JOIN ref('seed_channel') AS h ON h.channel = f.channel
