/* ---
question: "How did past advice do?"
reading: >
  Channel by channel: what was foretold for the money that was really spent, and what came. Only rows that are final
  count; `in_range` should be true about nine times out of ten. Empty until a recommendation has run its time.
columns:
  made_for: "morning of the advice"
  channel: "channel"
  days: "known days"
  followed: "whether spend followed it"
  foretold: "results foretold for what was spent"
  low: "lower end of what was foretold"
  high: "upper end"
  came: "results that came"
  in_range: "whether they lie between the two"
  is_final: "whether nothing will change any more"
  held_so_far: "share of earlier final rows that lay in their range"
--- */
SELECT
    r.as_of AS made_for, COALESCE(l.label, s.channel) AS channel, s.days_known AS days, s.followed,
    s.expected AS foretold, s.expected_low AS low, s.expected_high AS high, s.observed AS came,
    s.in_interval AS in_range, s.is_final, s.held_so_far
FROM marts.recommendation_scorecard AS s
INNER JOIN marts.recommendation AS r ON r.recommendation_id = s.recommendation_id
LEFT JOIN marts.channel AS l ON l.channel = s.channel
ORDER BY made_for DESC, channel
