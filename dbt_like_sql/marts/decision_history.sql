/* ---
description: What the recommendation learns from - spend and results of every known day. Grain - channel, objective, day.
grain: [channel, objective, date]
owner: analytics
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
)

SELECT
    day.date,
    day.channel,
    day.objective,
    day.spend,
    r.result,
    r.result_metric,
    r.result_source,
    CAST(COALESCE(r.completeness, 1) AS DECIMAL(18, 6)) AS completeness,
    w.unpriced_currency,
    day.data_through
FROM day
LEFT JOIN ref('int_result_daily') AS r
    ON r.channel = day.channel AND r.objective = day.objective AND r.date = day.date
LEFT JOIN waiting AS w ON w.channel = day.channel AND w.date = day.date
