/* ---
description: >
  What channels cost beside media in each window: their own cost lines and their part of people who work for several, by
  declared hours, else by posts. What nobody can give to a channel stays `unallocated`; all rows of a window add up to its
  costs. Media spend stands in channel_effectiveness. Grain - as_of, window, channel, category, split_by.
grain: [as_of, window, channel, category, split_by]
owner: analytics
columns: [
  as_of, window, window_start, window_end, channel: {description: "channel, or unallocated"}, category, split_by, amount,
  data_through]
checks:
  - not_null: [as_of, window, channel, category, split_by, amount]
  - accepted: {split_by: [own, hours, posts, unallocated]}
--- */
SELECT
    w.as_of, w.window_name AS "window", w.window_start, w.window_end, h.channel, k.category, h.split_by,
    SUM(CAST(CAST(k.amount AS DOUBLE) * h.share_to AS DECIMAL(18, 6))
        - CAST(CAST(k.amount AS DOUBLE) * h.share_from AS DECIMAL(18, 6))) AS amount,
    t.data_through
FROM ref('int_cost_day') AS k
INNER JOIN ref('int_cost_share') AS h ON h.cost_line = k.cost_line
INNER JOIN ref('seed_window') AS w ON k.date >= w.window_start AND k.date <= w.window_end
LEFT JOIN ref('int_channel_through') AS t ON t.channel = h.channel
GROUP BY
    w.as_of, w.window_name, w.window_start, w.window_end, h.channel, k.category, h.split_by, t.data_through
