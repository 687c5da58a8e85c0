/* ---
description: >
  Spend and results of each channel of a small test on the days of the test so far, and on the 90 days before it, from
  the source all its channels share. Grain - test_id, channel, date.
grain: [test_id, channel, date]
owner: analytics
tags: [decision]
columns: [
  test_id: {type: text, description: id of the test}, channel, date,
  is_test: {type: flag, description: whether it is a day of the test and not before it},
  spend, result, completeness: {type: ratio, unit: ratio, description: usual share of the final result known when the day was exported}]
checks:
  - not_null: [test_id, channel, date, is_test, completeness]
--- */
SELECT
    t.test_id, t.channel, d.date, d.date >= t.date_from AS is_test, d.spend, r.result, r.completeness
FROM ref('seed_test') AS t
INNER JOIN ref('int_test_measure') AS m ON m.test_id = t.test_id
INNER JOIN ref('channel_daily') AS d
    ON d.channel = t.channel AND d.date <= t.date_to AND d.date >= CAST(t.date_from - INTERVAL '90' DAY AS DATE)
INNER JOIN ref('int_channel_result') AS r
    ON r.channel = d.channel AND r.date = d.date AND r.result_source = m.result_source AND r.result_metric = m.result_metric
