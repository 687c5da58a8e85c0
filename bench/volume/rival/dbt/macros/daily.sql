{# A day mart by these columns: sums, and ratios of sums; days of the last week are made again. #}
{% macro daily(keys) %}
SELECT
    date, {{ keys }}, spend, impressions, clicks, link_clicks, conversions, conversion_value, video_views, engagements,
    COALESCE(link_clicks, clicks) / NULLIF(impressions, 0)::DOUBLE AS ctr,
    spend::DOUBLE / NULLIF(COALESCE(link_clicks, clicks), 0) AS cpc,
    1000 * spend::DOUBLE / NULLIF(impressions, 0) AS cpm,
    conversions::DOUBLE / NULLIF(COALESCE(link_clicks, clicks), 0) AS cvr,
    spend::DOUBLE / NULLIF(conversions, 0) AS cpa, conversion_value::DOUBLE / NULLIF(spend, 0) AS roas
FROM (
    SELECT
        date, {{ keys }}, SUM(spend) AS spend, SUM(impressions)::BIGINT AS impressions, SUM(clicks)::BIGINT AS clicks,
        SUM(link_clicks)::BIGINT AS link_clicks, SUM(conversions) AS conversions,
        SUM(conversion_value) AS conversion_value, SUM(video_views)::BIGINT AS video_views,
        SUM(engagements)::BIGINT AS engagements
    FROM {{ ref('ad_daily') }}
    WHERE {{ recent() }}
    GROUP BY date, {{ keys }}
) AS summed
{% endmacro %}

{# True the first time; later of the days that can have changed. #}
{% macro recent() %}
{% if is_incremental() %}
date >= (SELECT MAX(date) FROM {{ this }}) - {{ var('restated_days') }}
{% else %}
TRUE
{% endif %}
{% endmacro %}

{# Schemas are called what they are. #}
{% macro generate_schema_name(custom_schema_name, node) %}{{ custom_schema_name or target.schema }}{% endmacro %}
