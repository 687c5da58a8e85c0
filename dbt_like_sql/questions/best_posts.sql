/* ---
question: "Which posts worked best?"
reading: >
  The ten best posts of each channel in the last 90 days, by engagement per person reached; without reach, by
  engagements. Compare within a channel: each network counts its own way.
columns:
  channel: "channel"
  published_on: "day it was published"
  format: "format"
  tone: "tone from post_tags.csv"
  theme: "theme from post_tags.csv"
  engagements: "reactions, comments, shares and saves"
  reach: "people reached"
  engagement_per_reach: "engagements per person reached"
  permalink: "address"
--- */
WITH placed AS (
    SELECT
        channel, channel_label, published_on, format, tone, theme, engagements, reach, engagement_per_reach, permalink,
        ROW_NUMBER() OVER (
            PARTITION BY channel ORDER BY engagement_per_reach DESC NULLS LAST, engagements DESC NULLS LAST, post_id
        ) AS place
    FROM bi.posts
    WHERE published_on > CAST((SELECT MAX(published_on) FROM bi.posts) - INTERVAL '90' DAY AS DATE)
)

SELECT
    channel_label AS channel, published_on, format, tone, theme, engagements, reach, engagement_per_reach, permalink
FROM placed
WHERE place <= 10
ORDER BY channel_label, place
