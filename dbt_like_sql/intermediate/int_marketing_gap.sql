/* ---
description: >
  What the spend of each window in all leaves out, in words - channels whose spend is not known on some days, those whose
  exports begin inside the window and those silent for more than 35 days before its end. Null when nothing. Grain -
  window_name.
grain: [window_name]
owner: analytics
tags: [money]
columns: [
  window_name: {type: text, description: window},
  unknown: {type: text, description: channels and the number of days on which their spend is not known},
  uncounted: {type: text, description: channels and the days on which they count as without spend because no export tells}]
checks:
  - not_null: [window_name]
--- */
WITH span AS (
    SELECT
        w.window_name, w.window_start, w.window_end, d.channel, COALESCE(h.label, d.channel) AS label, MIN(d.date) AS first_day,
        CAST(MAX(d.data_through) + INTERVAL '35' DAY AS DATE) AS last_day,
        COUNT(CASE
            WHEN d.date >= w.window_start AND d.date <= w.window_end AND d.spend IS NULL
                AND (d.data_through IS NULL OR d.date <= CAST(d.data_through + INTERVAL '35' DAY AS DATE)) THEN 1
        END) AS days
    FROM ref('channel_daily') AS d
    CROSS JOIN ref('seed_window') AS w
    LEFT JOIN ref('seed_channel') AS h ON h.channel = d.channel
    GROUP BY w.window_name, w.window_start, w.window_end, d.channel, COALESCE(h.label, d.channel)
)

SELECT
    window_name, STRING_AGG(CASE WHEN days > 0 THEN label || ' on ' || CAST(days AS VARCHAR) END, ', ' ORDER BY channel) AS unknown,
    STRING_AGG(
        CASE
            WHEN first_day > window_end OR last_day < window_start THEN label || ' on any day'
            WHEN first_day > window_start AND last_day < window_end
                THEN label || ' before ' || CAST(first_day AS VARCHAR) || ' and after ' || CAST(last_day AS VARCHAR)
            WHEN first_day > window_start THEN label || ' before ' || CAST(first_day AS VARCHAR)
            WHEN last_day < window_end THEN label || ' after ' || CAST(last_day AS VARCHAR)
        END, ', ' ORDER BY channel) AS uncounted
FROM span
GROUP BY window_name
