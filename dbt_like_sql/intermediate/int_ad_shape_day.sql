/* ---
description: >
  What each shape of export tells of an account's day in all, breakdowns too where they make up the whole. Shapes that
  differ in the result type alone are one family, for their rows restate each other. The fact is the family with
  preference 1 - without breakdown, then ids before names, then the finest level; of breakdowns the one that holds most.
  Grain - network, account_id, date, shape_family, breakdown_set.
grain: [network, account_id, date, shape_family, breakdown_set]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  network, account_id, date, shape_family, breakdown_set, level,
  level_depth: {type: count, description: "0 account, 1 campaign, 2 ad group, 3 ad"}, shape_rank,
  preference: {type: count, description: 1 for the family that is the fact of the day},
  campaign_kind, ad_group_kind, campaigns: {type: count, unit: campaigns, description: campaigns the family names on the day},
  ad_groups, currency,
  conversion_definition, fact_rows: {type: count, unit: rows, description: rows of the family on the day},
  spend_original, impressions, clicks, conversions, conversion_value_original,
  fine_amounts,
  file_id: {type: text, description: one of the files the rows come from},
  files: {type: count, unit: files, description: files the rows come from},
  first_exported_at,
  exported_at: {type: moment, description: when the newest of the rows was exported}]
checks:
  - not_null: [network, account_id, date, shape_family, level, preference]
--- */
SELECT
    network, account_id, date, shape_family, breakdown_set, level,
    CASE level WHEN 'ad' THEN 3 WHEN 'ad_group' THEN 2 WHEN 'campaign' THEN 1 ELSE 0 END AS level_depth, shape_rank,
    ROW_NUMBER() OVER (
        PARTITION BY network, account_id, date
        ORDER BY
            CASE WHEN breakdown_set = '' THEN 0 ELSE 1 END, CASE WHEN breakdown_set = '' THEN shape_rank ELSE 0 END DESC,
            COALESCE(spend_original, -1) DESC, COALESCE(impressions, -1) DESC, shape_rank DESC, shape_family,
            breakdown_set
    ) AS preference,
    campaign_kind, ad_group_kind, campaigns, ad_groups, currency, conversion_definition, fact_rows, spend_original,
    impressions, clicks, conversions, conversion_value_original, fine_amounts, file_id, files, first_exported_at, exported_at
FROM ref('int_ad_shape_sum')
WHERE may_be_fact = 1
