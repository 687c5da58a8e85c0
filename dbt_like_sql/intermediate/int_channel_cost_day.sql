/* ---
description: >
  What channels cost beside media on each day of a window: their own cost lines and their part of people who work for
  several. Grain - window_name, channel, date, cost_line.
grain: [window_name, channel, date, cost_line]
owner: analytics
tags: [money]
columns: [
  window_name: {type: text, description: window}, channel: {description: "channel, or unallocated"}, date,
  cost_line: {type: count, description: line of the costs file}, category, split_by, amount,
  is_known: {type: flag, description: whether the channel's media spend of the day is known}]
checks:
  - not_null: [window_name, channel, date, cost_line, category, split_by, amount, is_known]
--- */
SELECT
    w.window_name, h.channel, k.date, k.cost_line, k.category, h.split_by,
    CAST(CAST(k.amount AS DOUBLE) * h.share_to AS DECIMAL(18, 6))
    - CAST(CAST(k.amount AS DOUBLE) * h.share_from AS DECIMAL(18, 6)) AS amount,
    d.spend IS NOT NULL AS is_known
FROM ref('int_cost_day') AS k
INNER JOIN ref('int_cost_share') AS h ON h.cost_line = k.cost_line
INNER JOIN ref('seed_window') AS w ON k.date >= w.window_start AND k.date <= w.window_end
LEFT JOIN ref('channel_daily') AS d ON d.channel = h.channel AND d.date = k.date
