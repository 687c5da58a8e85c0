/* ---
description: The channels money can be moved between, with what counts as a result on them. Grain - channel.
grain: [channel]
owner: analytics
tags: [decision]
materialization: table
columns:
  channel: {type: text, description: channel}
  label: {type: text, description: name people read}
  network: {type: text, description: network the channel belongs to; null when it joins several}
  objective: {type: text, description: "traffic, engagement, leads, sales, audience or awareness"}
  result_metric: {type: text, description: what counts as a result}
  result_source: {type: text, description: "who measures it: platform, analytics or crm"}
  low: {type: money, description: least spend a day the advice may propose, unit: reporting currency}
  high: {type: money, description: most spend a day the advice may propose, unit: reporting currency}
  frozen: {type: flag, description: whether the advice leaves the channel alone}
  patience_until: {type: day, description: day before which the channel is not cut}
  minimum_daily: {type: money, unit: reporting currency, description: smallest daily budget its network takes; null when not known}
  test_daily: {type: money, unit: reporting currency, description: its part of running small tests a day; null without one}
  daily_overspend: {type: ratio, unit: ratio, description: times a daily budget its network may spend on one day}
  overspend_window: {type: text, description: "where the network evens that out: week (Sunday to Saturday), month, or null when nowhere"}
  window_budgets: {type: ratio, unit: ratio, description: daily budgets it spends at most in such a window}
  learning_results: {type: count, unit: results a week, description: results a week below which its delivery begins to learn anew; null when not told}
  quarantined_spend: {type: money, description: spend of rows held back of files of the last 28 days; null when there are none, unit: reporting currency}
  quarantined_share: {type: ratio, description: its share of what the channel spent in those days, unit: ratio 0 to 1}
  data_through: {type: day, description: last day of the channel with known delivery; null when there is none}
checks:
  - not_null: [channel, label, objective]
--- */
SELECT
    c.channel, c.label, c.network, c.objective, c.result_metric, c.result_source, c.low, c.high, c.frozen,
    c.patience_until, c.minimum_daily, c.test_daily, n.daily_overspend, n.overspend_window, n.window_budgets,
    n.learning_results, q.quarantined_spend, q.quarantined_share, w.known_to AS data_through
FROM ref('seed_channel') AS c
LEFT JOIN ref('seed_network') AS n ON n.network = c.network
LEFT JOIN ref('int_quarantined_spend') AS q ON q.channel = c.channel
LEFT JOIN ref('int_channel_wait') AS w ON w.channel = c.channel
