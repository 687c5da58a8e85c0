/* ---
description: >
  Settings of campaigns and ad groups as exports tell them - where the budget is kept, how much it is, whether the thing
  runs. Of each the latest export that tells it counts; earlier ones stay in raw. Grain - network, account_id,
  campaign_key, ad_group_key.
grain: [network, account_id, campaign_key, ad_group_key]
owner: analytics
tags: [channels]
columns: [
  network, account_id: {type: text, description: account}, campaign_key: {type: text, description: campaign key of raw rows},
  ad_group_key: {type: text, description: ad group key of raw rows; empty for the campaign itself},
  budget_level: {type: text, description: "campaign or ad_group: where the campaign's budget is kept; null when no export tells"},
  budget_original: {type: money, unit: currency, description: "the budget kept on this campaign or ad group; null when it is kept elsewhere or not told"},
  budget_type: {type: text, description: "daily, lifetime or as exported; of budget_original"}, currency: {type: text, description: ISO 4217 code of budget_original},
  status: {type: text, description: "active, paused, ended or as exported, small letters; null when no export tells"},
  budget_told_at: {type: moment, description: "when the export that tells the budget was made, UTC"},
  status_told_at: {type: moment, description: "when the export that tells the status was made, UTC"}, data_through: {description: last day of the account that is covered}]
checks:
  - not_null: [network, account_id, campaign_key, ad_group_key]
  - accepted: {budget_level: [campaign, ad_group]}
  - expression: budget_original > 0
--- */
WITH told AS (
    SELECT
        network, account_id, campaign_key, ad_group_key, budget_level, budget_original, budget_type, currency, campaign_status,
        ad_group_status, exported_at, ROW_NUMBER() OVER (
            PARTITION BY network, account_id, campaign_key
            ORDER BY exported_at DESC, period_end DESC, file_id, part, row_number DESC
        ) AS newest
    FROM source('raw', 'ad_delivery')
    WHERE retracted_at IS NULL AND campaign_key <> ''
        AND (budget_level IS NOT NULL OR campaign_status IS NOT NULL OR ad_group_status IS NOT NULL)
),

said AS (
    SELECT
        network, account_id, campaign_key, CASE WHEN budget_level = 'ad_group' THEN ad_group_key ELSE '' END AS ad_group_key,
        'budget' AS what, budget_level AS said, budget_original, budget_type, currency, exported_at, newest
    FROM told
    WHERE budget_original IS NOT NULL AND (budget_level = 'campaign' OR ad_group_key <> '')
    UNION ALL
    SELECT network, account_id, campaign_key, '', 'level', budget_level, NULL, NULL, NULL, exported_at, newest
    FROM told WHERE budget_level IS NOT NULL
    UNION ALL
    SELECT network, account_id, campaign_key, '', 'status', campaign_status, NULL, NULL, NULL, exported_at, newest
    FROM told WHERE campaign_status IS NOT NULL
    UNION ALL
    SELECT network, account_id, campaign_key, ad_group_key, 'status', ad_group_status, NULL, NULL, NULL, exported_at, newest
    FROM told WHERE ad_group_status IS NOT NULL AND ad_group_key <> ''
),

placed AS (
    SELECT
        network, account_id, campaign_key, ad_group_key, what, said, budget_original, budget_type, currency, exported_at,
        ROW_NUMBER() OVER (PARTITION BY network, account_id, campaign_key, ad_group_key, what ORDER BY newest) AS place
    FROM said
),

latest AS (
    SELECT network, account_id, campaign_key, MAX(said) AS budget_level
    FROM placed
    WHERE what = 'level' AND place = 1
    GROUP BY network, account_id, campaign_key
)

SELECT
    p.network, p.account_id, p.campaign_key, p.ad_group_key, MAX(l.budget_level) AS budget_level,
    MAX(CASE WHEN p.what = 'budget' AND p.said = l.budget_level THEN p.budget_original END) AS budget_original,
    MAX(CASE WHEN p.what = 'budget' AND p.said = l.budget_level THEN p.budget_type END) AS budget_type,
    MAX(CASE WHEN p.what = 'budget' AND p.said = l.budget_level THEN p.currency END) AS currency,
    MAX(CASE WHEN p.what = 'status' THEN p.said END) AS status,
    MAX(CASE WHEN p.what <> 'status' THEN p.exported_at END) AS budget_told_at,
    MAX(CASE WHEN p.what = 'status' THEN p.exported_at END) AS status_told_at,
    MAX(t.data_through) AS data_through
FROM placed AS p
LEFT JOIN latest AS l ON l.network = p.network AND l.account_id = p.account_id AND l.campaign_key = p.campaign_key
LEFT JOIN ref('int_account_through') AS t ON t.network = p.network AND t.account_id = p.account_id
WHERE p.place = 1
GROUP BY p.network, p.account_id, p.campaign_key, p.ad_group_key
