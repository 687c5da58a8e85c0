WITH read AS (
    SELECT date, currency, rate
    FROM read_csv(
        '{{ env_var("RIVAL_HOME") }}/fx.csv', header = true,
        columns = {'date': 'DATE', 'currency': 'VARCHAR', 'rate': 'DECIMAL(18,8)'}
    )
)

SELECT date, currency, rate FROM read
UNION ALL
SELECT DISTINCT date, 'EUR', CAST(1 AS DECIMAL(18, 8)) FROM read
