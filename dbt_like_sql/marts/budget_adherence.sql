/* ---
description: >
  Whether spending keeps to the plan in force, with what flights, weekday habit and events make of its days (see int_budget_day). Projected: known ad spend, unreported days at
  the mean of the last 14 known days, days to come at what running campaigns spend, with an 80 % interval from day-to-day variance; costs at the rate so far. Spending ahead
  that a network's own rules explain is watched, not over; so is an end outside the tolerance that is likely. Grain - as_of, period_start, period_end, channel, category.
grain: [as_of, period_start, period_end, channel, category]
owner: analytics
tags: [money]
columns: [as_of, period_start: {description: first day of the plan period}, period_end: {description: last day of the plan period},
  channel: {description: channel; null when the amount is for all}, category, budget, carried_over, spend_to_date, includes_period,
  unreported_days, unreported_estimate, data_through, expected_to_date, pace, variance, projected_spend, projected_low,
  projected_high, needed_per_day, highest_day_ever, probability_over, probability_under, tolerance_low, tolerance_high,
  days_above_rule, is_burst, misdated_bound, status: {type: text, description: "on_track, watch, over, under, no_budget or no_data"}, reason: {type: text, description: why, in words}]
checks:
  - not_null: [as_of, period_start, period_end, category, status, reason]
  - accepted: {status: [on_track, watch, over, under, no_budget, no_data]}
  - expression: projected_low <= projected_high
--- */
WITH held AS (
    SELECT
        s.as_of, s.reporting_currency AS money, s.stale_days, p.period_start, p.period_end, p.channel, p.category, p.budget, p.carried_over,
        p.spend_to_date, p.includes_period, p.unreported_days, p.unreported_estimate, p.data_through, p.expected_to_date, p.pace, p.pace_with_gaps,
        p.variance, p.projected_spend, p.projected_low, p.projected_high, p.needed_per_day, p.highest_day_ever, p.probability_over,
        p.probability_under, p.tolerance_low, p.tolerance_high, p.ended_campaigns, p.late, p.days_left, CAST(COALESCE(e.misdated_bound, 0) AS DECIMAL(18, 6)) AS misdated_bound,
        CASE WHEN p.days_left > 0 AND p.last_spent <= CAST(p.data_through - INTERVAL '4' DAY AS DATE) THEN p.last_spent END AS paused_since,
        LEAST(ABS(p.pace_with_gaps - p.tolerance_low), ABS(p.pace_with_gaps - p.tolerance_high))
        < CAST(e.misdated_bound AS DOUBLE) / NULLIF(p.expected_to_date, 0) AS is_near_edge, r.rule, r.days_above_rule,
        r.burst > 0 AND r.burst <= r.burst_allowed AND r.is_uneven AND r.days_above_rule = 0 AND p.days_left > 0 AND p.variance - r.burst <= (p.tolerance_high - 1) * p.expected_to_date AS is_burst
    FROM ref('int_budget_pace') AS p CROSS JOIN ref('seed_settings') AS s
    LEFT JOIN ref('int_budget_edge') AS e ON e.period_start = p.period_start AND e.period_end = p.period_end AND e.channel = p.channel AND e.category = p.category
    LEFT JOIN ref('int_budget_rule') AS r ON r.period_start = p.period_start AND r.period_end = p.period_end AND r.channel = p.channel AND r.category = p.category
),

judged AS (
    SELECT
        as_of, period_start, period_end, channel, category, budget, carried_over, spend_to_date, includes_period, unreported_days, unreported_estimate,
        data_through, expected_to_date, pace, variance, projected_spend, projected_low, projected_high, needed_per_day, highest_day_ever, probability_over,
        probability_under, tolerance_low, tolerance_high, misdated_bound, is_near_edge, rule, days_above_rule, is_burst, paused_since, ended_campaigns, late, days_left,
        CASE
            WHEN budget IS NULL OR (budget + carried_over = 0 AND spend_to_date > 0) THEN 'no_budget'
            WHEN period_start < as_of AND spend_to_date IS NULL THEN 'no_data'
            WHEN COALESCE(expected_to_date, 0) = 0 THEN CASE WHEN expected_to_date = 0 AND spend_to_date > 0 THEN 'watch' ELSE 'on_track' END
            WHEN pace_with_gaps > tolerance_high AND probability_over >= 0.8 AND NOT COALESCE(is_burst, FALSE) THEN 'over'
            WHEN pace_with_gaps < tolerance_low AND probability_under >= 0.8 THEN 'under'
            WHEN pace_with_gaps > tolerance_high OR pace_with_gaps < tolerance_low OR unreported_days > stale_days THEN 'watch'
            WHEN days_left > 0 AND ((probability_over >= 0.8 AND projected_spend > CAST(tolerance_high AS DECIMAL(38, 6)) * (budget + carried_over)) OR (probability_under >= 0.8 AND projected_spend < CAST(tolerance_low AS DECIMAL(38, 6)) * (budget + carried_over))) THEN 'watch'
            ELSE 'on_track'
        END AS status,
        COALESCE(CASE WHEN days_left > 0 THEN 'likely to end at ' WHEN unreported_days > 0 THEN 'probably ended at ' ELSE 'ended at ' END || CAST(CAST(projected_spend AS DECIMAL(18, 2)) AS VARCHAR)
            || CASE WHEN days_left = 0 AND unreported_days = 0 THEN ' ' || money ELSE '' END || ' of ' || CAST(CAST(budget + carried_over AS DECIMAL(18, 2)) AS VARCHAR), 'its end is not known') AS ending,
        CASE WHEN (days_left > 0 OR unreported_days > 0) AND projected_low < projected_high THEN GREATEST(probability_over, probability_under) END AS chance,
        CASE WHEN days_left > 0 THEN ' % chance to end ' ELSE ' % chance that it ended ' END || CASE WHEN probability_over >= probability_under THEN 'above)' ELSE 'below)' END AS side,
        'spent ' || COALESCE(CAST(CAST(spend_to_date AS DECIMAL(18, 2)) AS VARCHAR), 'unknown') || ' ' || money AS spent,
        COALESCE(' where ' || CAST(CAST(expected_to_date AS DECIMAL(18, 2)) AS VARCHAR) || ' was planned through ' || CAST(data_through AS VARCHAR), ', no day of its ads is known') AS planned,
        CASE WHEN unreported_days > 0 THEN '; ' || CAST(unreported_days AS VARCHAR) || CASE unreported_days WHEN 1 THEN ' day' ELSE ' days' END || ' without data' || COALESCE(' (' || late || ')', '')
            || CASE WHEN unreported_estimate >= 0.005 THEN ', about ' || CAST(CAST(unreported_estimate AS DECIMAL(18, 2)) AS VARCHAR) || ' ' || money ELSE '' END ELSE '' END AS gaps
    FROM held
)

SELECT
    as_of, period_start, period_end, NULLIF(channel, '') AS channel, category, budget, carried_over, spend_to_date, includes_period, unreported_days, unreported_estimate,
    data_through, expected_to_date, pace, variance, projected_spend, projected_low, projected_high, needed_per_day, highest_day_ever, probability_over, probability_under, tolerance_low, tolerance_high, days_above_rule, is_burst, misdated_bound, status,
    CASE
        WHEN period_start = as_of AND status = 'on_track' THEN 'begins today; ' || ending
        WHEN status = 'no_budget' THEN spent || ', nothing is planned for it'
        WHEN status = 'no_data' THEN CASE WHEN days_left > 0 THEN 'no day of the period is known yet' ELSE 'no day of the period is known' END
        WHEN days_left = 0 AND unreported_days = 0 AND projected_spend IS NOT NULL THEN ending
        ELSE spent || planned || gaps || '; ' || ending
            || CASE WHEN chance >= CASE status WHEN 'on_track' THEN 0.8 ELSE 0.005 END THEN ' (' || CASE WHEN chance > 0.99 THEN 'over 99' ELSE CAST(CAST(100 * chance AS DECIMAL(5, 0)) AS VARCHAR) END || side ELSE '' END
    END
    || CASE WHEN status = 'watch' AND is_burst AND pace > 1 THEN '; ' || rule || ': the plan still holds' ELSE '' END
    || CASE WHEN status IN ('over', 'watch') AND days_above_rule > 0 THEN '; ' || rule || ', but ' || CAST(days_above_rule AS VARCHAR)
        || CASE days_above_rule WHEN 1 THEN ' day was' ELSE ' days were' END || CASE WHEN days_left > 0 THEN ' above that: its budgets are set above the plan' ELSE ' above that: its budgets were set above the plan' END ELSE '' END
    || CASE WHEN status IN ('under', 'watch') AND paused_since IS NOT NULL THEN '; nothing spent since ' || CAST(paused_since AS VARCHAR)
        WHEN status IN ('under', 'watch') AND days_left > 0 AND ended_campaigns > 0 THEN '; ' || CAST(ended_campaigns AS VARCHAR) || CASE ended_campaigns WHEN 1 THEN ' campaign no longer runs' ELSE ' campaigns no longer run' END ELSE '' END
    || CASE WHEN status IN ('under', 'watch') AND needed_per_day > highest_day_ever THEN '; needs ' || CAST(CAST(needed_per_day AS DECIMAL(18, 2)) AS VARCHAR)
        || ' a day, its highest day ever was ' || CAST(CAST(highest_day_ever AS DECIMAL(18, 2)) AS VARCHAR) ELSE '' END || CASE WHEN is_near_edge THEN '; up to ' || CAST(CAST(misdated_bound AS DECIMAL(18, 2)) AS VARCHAR)
        || ' of it may belong to a neighbouring day (time zones)' ELSE '' END AS reason
FROM judged
