-- Versions of an ad's day that a file that arrived later tells again.
DELETE FROM {table} WHERE rowid IN (
    SELECT place FROM (
        SELECT
            r.rowid AS place,
            ROW_NUMBER() OVER (PARTITION BY r.network, r.account_id, r.ad_id, r.date ORDER BY a.seen DESC) AS age
        FROM {table} AS r
        INNER JOIN arrived AS a ON a.filename = r.filename
    ) AS ranked
    WHERE age > 1
)
