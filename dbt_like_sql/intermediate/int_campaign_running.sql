/* ---
description: >
  Campaigns that spent in the last 7 complete days of their channel, the days today's spend of a recommendation is made of - what
  they spend a day, since when, in which currency, and what a result may cost. Grain - channel, network, account_id, campaign_key.
grain: [channel, network, account_id, campaign_key]
owner: analytics
tags: [decision]
columns: [
  channel, network, account_id, campaign_key, campaign_id, objective,
  first_day: {type: day, description: first day it delivered}, last_spent: {type: day, description: last day it spent}, last_day: {type: day, description: last complete day of the channel},
  budget_from: {type: money, unit: reporting currency, description: mean spend a day over these days},
  currency: {description: the account's currency; null when its days tell several}, rate: {type: ratio, unit: reporting currency, description: "what one unit of it is worth on rate_date, tax added or taken off as reports do"},
  rate_date: {type: day, description: day of the rate}, target_cost: {type: ratio, unit: reporting currency per result, description: target cost of a result; null when none is set},
  off_target_share: {description: share of the spend of 28 days on people outside target_audience; null where no breakdown tells it}]
checks:
  - not_null: [channel, campaign_key, objective, first_day, last_day, budget_from]
--- */
WITH known AS (
    SELECT
        h.channel, h.date, ROW_NUMBER() OVER (PARTITION BY h.channel ORDER BY h.date DESC) AS nth,
        MAX(h.date) OVER (PARTITION BY h.channel) AS last_day
    FROM ref('decision_history') AS h
    CROSS JOIN ref('seed_settings') AS s
    WHERE h.spend IS NOT NULL AND h.date < s.as_of
),

recent AS (
    SELECT channel, date, last_day, COUNT(*) OVER (PARTITION BY channel) AS days
    FROM known
    WHERE nth <= 7 AND date >= CAST(last_day - INTERVAL '14' DAY AS DATE)
),

campaign AS (
    SELECT
        d.channel, d.network, d.account_id, d.campaign_key, MAX(d.campaign_id) AS campaign_id, MAX(d.objective) AS objective,
        MIN(d.date) AS first_day, MAX(CASE WHEN d.spend > 0 THEN d.date END) AS last_spent, MAX(r.last_day) AS last_day,
        SUM(CASE WHEN r.date IS NOT NULL THEN d.spend END) AS spend, MAX(r.days) AS days
    FROM ref('int_campaign_day') AS d
    LEFT JOIN recent AS r ON r.channel = d.channel AND r.date = d.date
    GROUP BY d.channel, d.network, d.account_id, d.campaign_key
    HAVING SUM(CASE WHEN r.date IS NOT NULL THEN d.spend END) > 0
),

account AS (
    SELECT d.network, d.account_id, MIN(d.currency) AS currency
    FROM ref('int_ad_day') AS d
    INNER JOIN recent AS r ON r.channel = d.channel AND r.date = d.date
    GROUP BY d.network, d.account_id
    HAVING MIN(d.currency) = MAX(d.currency)
),

told AS (
    SELECT
        b.channel, b.network, b.account_id, b.campaign_key, CAST(SUM(CASE WHEN a.is_off_target OR c.is_off_target OR r.is_off_target
            THEN b.spend ELSE 0 END) AS DOUBLE) / NULLIF(CAST(SUM(b.spend) AS DOUBLE), 0) AS off_target_share
    FROM ref('int_ad_breakdown_day') AS b
    INNER JOIN ref('seed_window') AS w ON w.window_name = '28d' AND b.date >= w.window_start AND b.date <= w.window_end
    LEFT JOIN ref('seed_off_target') AS a ON a.dimension = 'age' AND a.bucket = b.age
    LEFT JOIN ref('seed_off_target') AS c ON c.dimension = 'country' AND c.bucket = b.country
    LEFT JOIN ref('seed_off_target') AS r ON r.dimension = 'region' AND r.bucket = b.region
    GROUP BY b.channel, b.network, b.account_id, b.campaign_key, b.breakdown_set
    HAVING COUNT(COALESCE(a.is_off_target, c.is_off_target, r.is_off_target)) > 0
)

SELECT
    c.channel, c.network, c.account_id, c.campaign_key, MAX(c.campaign_id) AS campaign_id, MAX(c.objective) AS objective,
    MAX(c.first_day) AS first_day, MAX(c.last_spent) AS last_spent, MAX(c.last_day) AS last_day,
    CAST(CAST(MAX(c.spend) AS DOUBLE) / MAX(c.days) AS DECIMAL(18, 6)) AS budget_from, MAX(m.currency) AS currency,
    CAST(MAX(x.rate) AS DOUBLE) * CAST(MAX(v.vat_factor) AS DOUBLE) AS rate, MAX(x.date) AS rate_date,
    MAX(p.target_cost) AS target_cost, MAX(t.off_target_share) AS off_target_share
FROM campaign AS c
LEFT JOIN account AS m ON m.network = c.network AND m.account_id = c.account_id
LEFT JOIN ref('seed_account') AS v ON v.network = c.network AND v.account_id = c.account_id
LEFT JOIN ref('seed_fx') AS x ON x.currency = m.currency AND x.date = c.last_day
LEFT JOIN ref('int_campaign_result') AS p
    ON p.channel = c.channel AND p.network = c.network AND p.account_id = c.account_id AND p.campaign_key = c.campaign_key
LEFT JOIN told AS t
    ON t.channel = c.channel AND t.network = c.network AND t.account_id = c.account_id AND t.campaign_key = c.campaign_key
GROUP BY c.channel, c.network, c.account_id, c.campaign_key
