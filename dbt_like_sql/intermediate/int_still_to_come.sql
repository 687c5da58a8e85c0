/* ---
description: >
  What is known of late metrics of days that are not final, and mean and variance of what is still to come, in reports
  (formulas and their source in smm_assets/maturity/interval.py). One conversion or lead is a report; of money a report
  is 1.25 times the mean value of the channel's conversions. Channels have '' for network, account_id and campaign_key.
  Grain - channel, network, account_id, campaign_key, date, metric.
grain: [channel, network, account_id, campaign_key, date, metric]
owner: analytics
tags: [coverage]
columns: [
  channel, network, account_id, campaign_key, date,
  metric: {type: text, description: "conversions, conversion_value or leads"}, completeness,
  report: {type: ratio, description: what one report is worth; null where no conversion has a value},
  amount: {type: ratio, description: known value; money in the reporting currency}, can_fall,
  to_come: {type: ratio, description: "reports expected to come, below 0 where the network takes back"},
  variance: {type: ratio, description: variance of the reports that come}]
checks:
  - not_null: [channel, date, metric, completeness, amount]
  - expression: variance >= 0
--- */
WITH paid AS (
    SELECT
        channel, '' AS network, '' AS account_id, '' AS campaign_key, date,
        CASE WHEN COUNT(conversions) = COUNT(*) THEN SUM(conversions) END AS conversions,
        CASE WHEN COUNT(conversion_value) = COUNT(*) THEN SUM(conversion_value) END AS conversion_value,
        CASE WHEN COUNT(leads) = COUNT(*) THEN SUM(leads) END AS leads
    FROM ref('int_channel_objective_day')
    GROUP BY channel, date
    UNION ALL
    SELECT channel, network, account_id, campaign_key, date, conversions, conversion_value, leads
    FROM ref('int_campaign_day')
),

worth AS (
    SELECT channel, 1.25 * CAST(SUM(conversion_value) AS DOUBLE) / NULLIF(SUM(conversions), 0) AS report
    FROM paid
    WHERE network = '' AND conversion_value > 0 AND conversions > 0
    GROUP BY channel
),

known AS (
    SELECT
        p.channel, p.network, p.account_id, p.campaign_key, p.date, m.metric, m.completeness AS k, m.spread,
        m.uncertainty, m.can_fall, CASE WHEN m.metric = 'conversion_value' THEN w.report ELSE 1 END AS report,
        CAST(CASE m.metric WHEN 'conversions' THEN p.conversions WHEN 'leads' THEN p.leads ELSE p.conversion_value END
            AS DOUBLE) AS amount
    FROM paid AS p
    INNER JOIN ref('int_channel_maturity') AS m
        ON m.channel = p.channel AND m.date = p.date AND m.metric IN ('conversions', 'conversion_value', 'leads')
    LEFT JOIN worth AS w ON w.channel = p.channel
)

SELECT
    channel, network, account_id, campaign_key, date, metric, k AS completeness, report, amount,
    can_fall OR k > 1 OR amount < 0 AS can_fall,
    (CASE WHEN amount > 0 THEN amount / report ELSE 0 END + 0.5) * (1 - k) / k AS to_come,
    (CASE WHEN amount > 0 THEN amount / report ELSE 0 END + 0.5) * spread * spread
    + POWER((CASE WHEN amount > 0 THEN amount / report ELSE 0 END + 0.5) * uncertainty / k, 2) AS variance
FROM known
WHERE amount IS NOT NULL
