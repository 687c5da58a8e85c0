/* ---
description: >
  Spend of rows that are held back of loaded files of the last 28 days, beside what the channel is known to have spent
  in them. Rows of a file that a later one of the same kind covers are left out; so is money nobody could read. A file
  of several accounts or of an account with several channels counts for each of them. Grain - channel.
grain: [channel]
owner: analytics
columns: [
  channel, held_rows: {type: count, unit: rows, description: rows held back whose spend could be read},
  quarantined_spend: {type: money, unit: reporting currency, description: "their spend, at the rate of the last day of their file"},
  quarantined_share: {type: ratio, unit: ratio 0 to 1, description: "quarantined_spend / (quarantined_spend + known spend of the last 28 days)"}]
checks:
  - not_null: [channel, held_rows]
  - expression: quarantined_share >= 0 AND quarantined_share <= 1
--- */
WITH waiting AS (
    SELECT q.file_id, q.part, q.row_number, MAX(ABS(q.amount)) AS amount, MAX(q.currency) AS currency
    FROM source('ops', 'quarantined_row') AS q
    WHERE q.released_at IS NULL AND q.amount IS NOT NULL
    GROUP BY q.file_id, q.part, q.row_number
),

part AS (
    SELECT
        f.network, COALESCE(f.account, '') AS account, f.period_end, w.currency, COUNT(*) AS held_rows,
        SUM(w.amount) AS amount
    FROM waiting AS w
    INNER JOIN source('ops', 'export_file') AS f ON f.file_id = w.file_id AND f.part = w.part
    INNER JOIN ref('seed_settings') AS s ON f.period_end >= CAST(s.as_of - INTERVAL '28' DAY AS DATE)
    LEFT JOIN source('ops', 'export_file') AS g
        ON g.status = 'loaded' AND g.loaded_at > f.loaded_at AND g.network = f.network AND g.report = f.report
        AND COALESCE(g.level, '') = COALESCE(f.level, '') AND COALESCE(g.account, '') = COALESCE(f.account, '')
        AND g.period_start <= f.period_start AND g.period_end >= f.period_end
    WHERE f.status = 'loaded' AND f.report = 'ads' AND g.file_id IS NULL
    GROUP BY f.network, COALESCE(f.account, ''), f.period_end, w.currency
),

owner AS (SELECT DISTINCT channel, network, account_id FROM ref('seed_campaign') WHERE is_paid_media),

held AS (
    SELECT
        o.channel, SUM(p.held_rows) AS held_rows, SUM(CAST(p.amount * x.rate AS DECIMAL(18, 6))) AS quarantined_spend
    FROM part AS p
    INNER JOIN owner AS o
        ON o.network = p.network AND (o.account_id = p.account OR p.account = '' OR p.account LIKE '%,%')
    LEFT JOIN ref('seed_fx') AS x ON x.date = p.period_end AND x.currency = p.currency
    GROUP BY o.channel
),

spent AS (
    SELECT d.channel, SUM(d.spend) AS spend
    FROM ref('channel_daily') AS d
    INNER JOIN ref('seed_settings') AS s ON d.date >= CAST(s.as_of - INTERVAL '28' DAY AS DATE)
    GROUP BY d.channel
)

SELECT
    h.channel, h.held_rows, h.quarantined_spend,
    CAST(h.quarantined_spend AS DOUBLE) / NULLIF(CAST(h.quarantined_spend + COALESCE(s.spend, 0) AS DOUBLE), 0)
        AS quarantined_share
FROM held AS h
LEFT JOIN spent AS s ON s.channel = h.channel
