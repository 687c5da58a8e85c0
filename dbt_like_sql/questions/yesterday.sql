/* ---
question: "What is different on the last known day, and is anything out of the ordinary?"
reading: >
  The last day each channel is known of, beside the mean of the seven days before it. Results of the last days still
  fill up, so fewer of them need not mean worse ones; `notice` names what is out of the channel's own habit.
columns:
  channel: "channel"
  last_day: "last known day"
  spend: "spend of that day"
  usual_spend: "mean of the seven days before"
  orders: "own orders of that day"
  usual_orders: "mean of the seven days before"
  notice: "what is out of the ordinary this morning; empty when nothing is"
--- */
WITH last AS (
    SELECT channel, channel_label, MAX(date) AS day
    FROM bi.daily_channel
    WHERE is_known
    GROUP BY channel, channel_label
),

before AS (
    SELECT d.channel, AVG(CAST(d.spend AS DOUBLE)) AS spend, AVG(CAST(d.orders AS DOUBLE)) AS orders
    FROM bi.daily_channel AS d
    INNER JOIN last AS l ON l.channel = d.channel
    WHERE d.date < l.day AND d.date >= CAST(l.day - INTERVAL '7' DAY AS DATE)
    GROUP BY d.channel
),

notice AS (
    SELECT channel, MIN(check_name) AS check_name, MIN(cure) AS cure
    FROM marts.anomaly
    GROUP BY channel
)

SELECT
    l.channel_label AS channel, l.day AS last_day, d.spend, b.spend AS usual_spend, d.orders,
    b.orders AS usual_orders, REPLACE(n.check_name, '_', ' ') || '. ' || n.cure AS notice
FROM last AS l
INNER JOIN bi.daily_channel AS d ON d.channel = l.channel AND d.date = l.day
LEFT JOIN before AS b ON b.channel = l.channel
LEFT JOIN notice AS n ON n.channel = l.channel
ORDER BY channel
