/* ---
description: >
  What channels cost beside media in each window: their own cost lines and their part of people who work for several, by
  declared hours, else by posts. What nobody can give to a channel stays `unallocated`; all rows of a window add up to its
  costs. Media spend stands in channel_effectiveness. Grain - as_of, window, channel, category, split_by.
grain: [as_of, window, channel, category, split_by]
owner: analytics
tags: [money]
columns: [
  as_of, window, window_start, window_end, channel: {description: "channel, or unallocated"}, category, split_by, amount,
  data_through]
checks:
  - not_null: [as_of, window, channel, category, split_by, amount]
  - accepted: {split_by: [own, hours, posts, unallocated]}
--- */
SELECT
    w.as_of, k.window_name AS "window", w.window_start, w.window_end, k.channel, k.category, k.split_by,
    SUM(k.amount) AS amount, t.data_through
FROM ref('int_channel_cost_day') AS k
INNER JOIN ref('seed_window') AS w ON w.window_name = k.window_name
LEFT JOIN ref('int_channel_through') AS t ON t.channel = k.channel
GROUP BY w.as_of, k.window_name, w.window_start, w.window_end, k.channel, k.category, k.split_by, t.data_through
