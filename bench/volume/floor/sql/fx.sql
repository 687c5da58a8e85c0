-- Rates of every currency and day; the reporting currency's is 1.
CREATE OR REPLACE TEMP TABLE fx AS
SELECT date, currency, CAST(rate AS DECIMAL(18, 8)) AS rate
FROM read_csv('{home}/fx.csv', columns = {'date': 'DATE', 'currency': 'VARCHAR', 'rate': 'DECIMAL(18,8)'}, header = true)
UNION ALL
SELECT DISTINCT date, 'EUR', CAST(1 AS DECIMAL(18, 8))
FROM read_csv('{home}/fx.csv', columns = {'date': 'DATE', 'currency': 'VARCHAR', 'rate': 'DECIMAL(18,8)'}, header = true)
