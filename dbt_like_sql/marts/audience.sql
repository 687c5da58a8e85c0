/* ---
description: >
  Who the audience of each account is: buckets of age, gender, place and the like, as they stood on the snapshot day or
  in a period. Shares and people are never added up across snapshots. Grain - network, account_id, publisher, audience,
  dimension, bucket, gender, period_start, period_end.
grain: [network, account_id, publisher, audience, dimension, bucket, gender, period_start, period_end]
owner: analytics
tags: [content]
columns: [
  network, channel, account_id, account_name, publisher, audience, dimension, bucket, gender, period_start, period_end,
  is_latest: {type: flag, description: "whether it is the newest of that audience and dimension, of equally new ones the longest period"},
  share, people, views, watch_seconds, average_watch_seconds, data_through, file_id, part, row_number, exported_at]
checks:
  - not_null: [network, channel, account_id, audience, dimension, bucket, period_end]
--- */
SELECT
    a.network, COALESCE(m.channel, a.network) AS channel, a.account_id, a.account_name, a.publisher, a.audience,
    a.dimension, a.bucket, a.gender, a.period_start, a.period_end,
    DENSE_RANK() OVER (
        PARTITION BY a.network, a.account_id, a.publisher, a.audience, a.dimension
        ORDER BY a.period_end DESC, a.period_start
    ) = 1 AS is_latest,
    a.share, a.people, a.views, a.watch_seconds, a.average_watch_seconds,
    MAX(a.period_end) OVER (PARTITION BY a.network, a.account_id, a.publisher) AS data_through, a.file_id, a.part,
    a.row_number, a.exported_at
FROM ref('stg_audience') AS a
LEFT JOIN ref('seed_campaign') AS m
    ON m.network = a.network AND m.account_id = a.account_id AND m.campaign_key = ''
    AND m.publisher = COALESCE(a.publisher, '') AND m.campaign_type = ''
