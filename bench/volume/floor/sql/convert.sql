-- Rows of all networks, money in euros.
SELECT
    r.*, CAST(r.spend_original * x.rate AS DECIMAL(18, 6)) AS spend,
    CAST(r.conversion_value_original * x.rate AS DECIMAL(18, 6)) AS conversion_value
FROM (
    {rows}
) AS r
INNER JOIN fx AS x ON x.date = r.date AND x.currency = r.currency
