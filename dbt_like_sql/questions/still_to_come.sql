/* ---
question: "How many conversions of the last days are still to come?"
reading: >
  Days that are not settled, with what is known and what is expected in the end. Judge a channel by `expected`, not by
  `known`, or the last days always look bad.
columns:
  channel: "channel"
  date: "day"
  known: "conversions known now"
  expected: "conversions expected once the day has settled"
  still_to_come: "the difference"
--- */
SELECT
    channel_label AS channel, date, conversions AS known, conversions_expected AS expected,
    CAST(conversions_expected AS DOUBLE) - CAST(conversions AS DOUBLE) AS still_to_come
FROM bi.daily_channel
WHERE conversions_expected > conversions
    AND date > CAST((SELECT MAX(date) FROM bi.daily_channel) - INTERVAL '7' DAY AS DATE)
ORDER BY channel, date
