/* ---
question: "Which weekdays, hours, formats and themes work best for posts?"
reading: >
  One list for each channel and dimension, best first. With few posts the ranges `low` to `high` overlap, and the
  order is mostly chance.
columns:
  channel: "channel"
  dimension: "weekday, hour, format, tone or theme"
  value: "which one"
  posts: "posts it rests on"
  engagement_rate: "engagements per person reached, per impression or per view, whichever the network tells"
  low: "lower end of what it may really be"
  high: "upper end"
  by: "per what"
--- */
SELECT
    COALESCE(l.label, c.channel) AS channel, c.dimension, c.value, c.posts,
    COALESCE(c.er_reach, c.er_impressions, c.er_views) AS engagement_rate,
    COALESCE(c.er_reach_low, c.er_impressions_low, c.er_views_low) AS low,
    COALESCE(c.er_reach_high, c.er_impressions_high, c.er_views_high) AS high,
    CASE
        WHEN c.er_reach IS NOT NULL THEN 'reach' WHEN c.er_impressions IS NOT NULL THEN 'impressions'
        WHEN c.er_views IS NOT NULL THEN 'views'
    END AS by
FROM marts.content_effectiveness AS c
LEFT JOIN marts.channel AS l ON l.channel = c.channel
ORDER BY channel, dimension, engagement_rate DESC NULLS LAST, value
