/* ---
description: >
  What the recommendation learns from - spend and results of every known day, both of the whole channel, also where some of
  its campaigns have another objective. Grain - channel, objective, day.
grain: [channel, objective, date]
owner: analytics
tags: [decision]
materialization: table
columns:
  date: {type: day, description: reporting day}
  channel: {type: text, description: channel}
  objective: {type: text, description: objective the result belongs to}
  spend: {type: money, description: media spend of the day; null when unknown, unit: reporting currency}
  result: {type: decimal, description: results of the day; null when unknown, unit: unit of result_metric}
  result_metric: {type: text, description: what is counted}
  result_source: {type: text, description: "who counted: platform, analytics or crm"}
  completeness: {type: decimal, description: usual share of the final result known when the day was exported; above 1 where it will be taken back, unit: ratio}
  event_kind: {type: text, description: "kind of what events.csv says of the day; of several tracking, then stock_out, then promotion; null when nothing"}
  event: {type: text, description: what events.csv says of the day in its own words; null when nothing}
  unpriced_currency: {type: text, description: currency of spend of the day that has no exchange rate; null when all is converted}
  data_through: {type: day, description: last day of the channel with known delivery}
checks:
  - not_null: [date, channel, objective]
--- */
WITH day AS (
    SELECT d.channel, d.date, d.spend, d.data_through, c.objective
    FROM ref('channel_daily') AS d
    INNER JOIN ref('seed_channel') AS c ON c.channel = d.channel
),

waiting AS (
    SELECT channel, period_start AS date, MIN(currency) AS unpriced_currency
    FROM ref('held_amount')
    WHERE kind = 'spend'
    GROUP BY channel, period_start
),

told AS (
    SELECT
        day.channel, day.date,
        MIN(CASE e.kind WHEN 'tracking' THEN 'a' WHEN 'stock_out' THEN 'b' WHEN 'promotion' THEN 'c' ELSE 'd' END
            || COALESCE(e.text, '')) AS first_event
    FROM day
    INNER JOIN ref('seed_event') AS e
        ON e.date_from <= day.date AND e.date_to >= day.date AND COALESCE(e.channel, day.channel) = day.channel
    WHERE e.kind IN ('tracking', 'stock_out', 'promotion', 'holiday')
    GROUP BY day.channel, day.date
)

SELECT
    day.date, day.channel, day.objective, day.spend,
    r.result,
    r.result_metric, r.result_source,
    CAST(r.completeness AS DECIMAL(18, 6)) AS completeness,
    CASE SUBSTR(t.first_event, 1, 1)
        WHEN 'a' THEN 'tracking' WHEN 'b' THEN 'stock_out' WHEN 'c' THEN 'promotion' WHEN 'd' THEN 'holiday'
    END AS event_kind,
    NULLIF(SUBSTR(t.first_event, 2), '') AS event,
    w.unpriced_currency,
    day.data_through
FROM day
INNER JOIN ref('int_result_source') AS m ON m.objective = day.objective
INNER JOIN ref('int_channel_result') AS r
    ON r.channel = day.channel AND r.date = day.date AND r.result_source = m.result_source
    AND r.result_metric = m.result_metric
LEFT JOIN waiting AS w ON w.channel = day.channel AND w.date = day.date
LEFT JOIN told AS t ON t.channel = day.channel AND t.date = day.date
