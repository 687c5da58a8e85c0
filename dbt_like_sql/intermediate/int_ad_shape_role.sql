/* ---
description: >
  What an export without breakdown is to the fact of an account's day of which several shapes tell. `fact` - its rows
  are counted; `ad_group`, `campaign` - others that name them, with keys made as the fact's are, so that they can be
  matched; `account` - every other one, for its total. Grain - network, account_id, date, shape_family,
  role.
grain: [network, account_id, date, shape_family, role]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  network, account_id, date, shape_family, role, level,
  shows_more: {type: flag, description: "whether its keys cannot be matched and it names more campaigns than the fact, which therefore lacks some"}]
checks:
  - not_null: [network, account_id, date, shape_family, role]
  - accepted: {role: [fact, ad_group, campaign, account]}
--- */
WITH pair AS (
    SELECT
        o.network, o.account_id, o.date, o.shape_family, o.level, o.level_depth,
        o.campaign_kind = f.campaign_kind AND o.campaign_kind <> 'mixed' AS same_campaign_kind, f.campaign_kind,
        o.ad_group_kind = f.ad_group_kind AND o.ad_group_kind NOT IN ('', 'mixed') AS same_ad_group_kind,
        f.campaigns > 0 AND o.campaigns > f.campaigns AS shows_more
    FROM ref('int_ad_shape_day') AS f
    INNER JOIN ref('int_ad_shape_day') AS o
        ON o.network = f.network AND o.account_id = f.account_id AND o.date = f.date
    WHERE f.preference = 1 AND f.breakdown_set = '' AND o.preference > 1 AND o.breakdown_set = ''
)

SELECT network, account_id, date, shape_family, 'ad_group' AS role, level, FALSE AS shows_more
FROM pair
WHERE same_campaign_kind AND same_ad_group_kind AND level_depth >= 2
UNION ALL
SELECT network, account_id, date, shape_family, 'campaign' AS role, level, FALSE AS shows_more
FROM pair
WHERE same_campaign_kind AND campaign_kind <> '' AND level_depth >= 1
UNION ALL
SELECT network, account_id, date, shape_family, 'account' AS role, level, shows_more AND NOT same_campaign_kind
FROM pair
UNION ALL
SELECT f.network, f.account_id, f.date, f.shape_family, 'fact' AS role, f.level, FALSE AS shows_more
FROM ref('int_ad_shape_day') AS f
INNER JOIN (SELECT DISTINCT network, account_id, date FROM pair) AS p
    ON p.network = f.network AND p.account_id = f.account_id AND p.date = f.date
WHERE f.preference = 1
