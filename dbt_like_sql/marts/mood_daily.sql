/* ---
description: >
  What people said of each channel (mood.csv) and what they hid or reported (page exports), only where a file has it. The
  share of negative mentions has a 90 % interval (Wilson, 1927), for the day and for the seven days up to it; a day with a
  count missing is not counted in. Grain - channel, date.
grain: [channel, date]
owner: analytics
tags: [content]
columns: [
  channel, date, positive: {type: count, unit: mentions, additive: true, description: positive mentions}, neutral: {type: count, unit: mentions, additive: true, description: neutral mentions},
  negative: {type: count, unit: mentions, additive: true, description: negative mentions}, mentions: {type: count, unit: mentions, additive: true, description: all three together; null when one of them is not counted},
  negative_share: {type: ratio, unit: ratio 0 to 1, description: negative / mentions}, negative_share_low: {type: ratio, unit: ratio 0 to 1, description: lower end of its 90 % interval},
  negative_share_high: {type: ratio, unit: ratio 0 to 1, description: upper end of its 90 % interval}, mentions_7d: {type: count, unit: mentions, description: mentions of the seven days up to it},
  negative_share_7d: {type: ratio, unit: ratio 0 to 1, description: negative / mentions of those days}, negative_share_7d_low: {type: ratio, unit: ratio 0 to 1, description: lower end of its 90 % interval},
  negative_share_7d_high: {type: ratio, unit: ratio 0 to 1, description: upper end of its 90 % interval},
  negative_feedback: {type: count, unit: reports, additive: true, description: "hides, reports and the like of the channel's pages; null where none tells them"},
  data_through: {description: last day of the channel with any of these}]
checks:
  - not_null: [channel, date]
  - expression: negative_share_low <= negative_share AND negative_share <= negative_share_high
--- */
WITH feedback AS (
    SELECT channel, date, CAST(ROUND(SUM(value)) AS BIGINT) AS negative_feedback FROM ref('account_daily') WHERE metric = 'negative_feedback' GROUP BY channel, date
),

told AS (
    SELECT
        COALESCE(m.channel, f.channel) AS channel, COALESCE(m.date, f.date) AS date, m.positive, m.neutral, m.negative,
        m.positive + m.neutral + m.negative AS mentions, f.negative_feedback
    FROM ref('seed_mood') AS m
    FULL JOIN feedback AS f ON f.channel = m.channel AND f.date = m.date
),

counted AS (
    SELECT
        t.channel, t.date, t.positive, t.neutral, t.negative, t.mentions, t.negative_feedback, SUM(w.mentions) AS week,
        SUM(CASE WHEN w.mentions IS NOT NULL THEN w.negative END) AS week_negative, MAX(t.date) OVER (PARTITION BY t.channel) AS data_through
    FROM told AS t
    LEFT JOIN told AS w ON w.channel = t.channel AND w.date <= t.date AND w.date > CAST(t.date - INTERVAL '7' DAY AS DATE)
    GROUP BY t.channel, t.date, t.positive, t.neutral, t.negative, t.mentions, t.negative_feedback
),

share AS (
    SELECT
        channel, date, positive, neutral, negative, mentions, negative_feedback, data_through, week,
        CAST(negative AS DOUBLE) / NULLIF(mentions, 0) AS p, CAST(NULLIF(mentions, 0) AS DOUBLE) AS n,
        CAST(week_negative AS DOUBLE) / NULLIF(week, 0) AS q, CAST(NULLIF(week, 0) AS DOUBLE) AS m
    FROM counted
)

SELECT
    channel, date, positive, neutral, negative, mentions, p AS negative_share,
    CASE WHEN p = 0 THEN 0 ELSE (p + 2.705545 / (2 * n) - 1.644854 * SQRT(p * (1 - p) / n + 2.705545 / (4 * n * n))) / (1 + 2.705545 / n) END AS negative_share_low,
    CASE WHEN p = 1 THEN 1 ELSE (p + 2.705545 / (2 * n) + 1.644854 * SQRT(p * (1 - p) / n + 2.705545 / (4 * n * n))) / (1 + 2.705545 / n) END AS negative_share_high,
    week AS mentions_7d, q AS negative_share_7d,
    CASE WHEN q = 0 THEN 0 ELSE (q + 2.705545 / (2 * m) - 1.644854 * SQRT(q * (1 - q) / m + 2.705545 / (4 * m * m))) / (1 + 2.705545 / m) END AS negative_share_7d_low,
    CASE WHEN q = 1 THEN 1 ELSE (q + 2.705545 / (2 * m) + 1.644854 * SQRT(q * (1 - q) / m + 2.705545 / (4 * m * m))) / (1 + 2.705545 / m) END AS negative_share_7d_high,
    negative_feedback, data_through
FROM share
