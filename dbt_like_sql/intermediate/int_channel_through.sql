/* ---
description: How far the known delivery of each channel goes. Grain - channel.
grain: [channel]
owner: analytics
tags: [channels]
columns: [channel, data_through]
checks:
  - not_null: [channel]
--- */
SELECT channel, MAX(data_through) AS data_through
FROM ref('channel_daily')
GROUP BY channel
