/* ---
question: "Were posts published as planned, and regularly?"
reading: >
  Week by week. `regularity` is 1 when all gaps between posts are alike, about 0.5 by chance.
columns:
  channel: "channel"
  week: "Monday of the week"
  planned: "posts planned"
  published: "posts published"
  kept: "share of the plan that was kept"
  regularity: "how regular the gaps of four weeks are"
--- */
SELECT
    COALESCE(l.label, p.channel) AS channel, p.week, p.planned, p.published, p.adherence AS kept, p.regularity
FROM marts.posting_adherence AS p
LEFT JOIN marts.channel AS l ON l.channel = p.channel
ORDER BY channel, p.week DESC
