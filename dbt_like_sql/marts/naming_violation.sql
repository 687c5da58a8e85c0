/* ---
description: >
  Campaigns whose latest name breaks the naming rule of smm.yaml, one row for each part that does; empty without a rule.
  Former names of what counts under another name are not asked. Grain - network, account_id, campaign_key, part.
grain: [network, account_id, campaign_key, part]
owner: analytics
tags: [quality]
columns: [
  network, account_id, campaign_key, campaign_name: {type: text, description: latest name of the campaign},
  part: {type: text, description: part of the rule that is broken; null when the name as a whole does not fit},
  found: {type: text, description: what stands there; null when nothing does},
  expected: {type: text, description: what the rule asks for},
  suggestion: {type: text, description: the listed value that may be meant; null when none is near},
  last_delivery: {type: day, description: last day the campaign delivered; null when no daily row tells},
  data_through: {description: last day of the account that is covered}]
checks:
  - not_null: [network, account_id, campaign_key, campaign_name, expected]
--- */
WITH delivered AS (
    SELECT network, account_id, campaign_key, MAX(date) AS last_delivery
    FROM ref('campaign_daily')
    GROUP BY network, account_id, campaign_key
),

renamed AS (
    SELECT DISTINCT network, account_id, old_key
    FROM ref('identity_change')
    WHERE level = 'campaign'
)

SELECT
    v.network, v.account_id, v.campaign_key, v.campaign_name, v.part, v.found, v.expected, v.suggestion, d.last_delivery,
    t.data_through
FROM ref('seed_naming_violation') AS v
LEFT JOIN delivered AS d
    ON d.network = v.network AND d.account_id = v.account_id AND d.campaign_key = v.campaign_key
LEFT JOIN ref('int_account_through') AS t ON t.network = v.network AND t.account_id = v.account_id
LEFT JOIN renamed AS r
    ON r.network = v.network AND r.account_id = v.account_id AND r.old_key = v.campaign_key
WHERE r.old_key IS NULL OR d.last_delivery IS NOT NULL
