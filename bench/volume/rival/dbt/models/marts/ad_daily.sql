{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='date') }}
WITH rows AS (
    {% for network in ['meta', 'google', 'tiktok', 'linkedin'] %}
    SELECT * FROM {{ ref('stg_' ~ network) }}
    WHERE {{ recent() }}
    {{ 'UNION ALL' if not loop.last }}
    {% endfor %}
)

SELECT
    r.*, CAST(r.spend_original * x.rate AS DECIMAL(18, 6)) AS spend,
    CAST(r.conversion_value_original * x.rate AS DECIMAL(18, 6)) AS conversion_value
FROM rows AS r
INNER JOIN {{ ref('fx') }} AS x ON x.date = r.date AND x.currency = r.currency
