/* ---
description: >
  Pages the user lists beside each other (the own one where the export holds it), in the newest period of each account's
  export, of equally new ones the longest. Shares are within the listed pages, nothing more; null where a page does not
  tell. Grain - as_of, network, account_id, page.
grain: [as_of, network, account_id, page]
owner: analytics
tags: [content]
columns: [
  as_of, network, account_id, account_name, page, is_own: {type: flag, description: "whether it is the page the list was exported for, by the name of its account or its account_id in smm.yaml; null where neither is told"},
  period_start, period_end, pages: {type: count, unit: pages, description: pages listed}, engagements, posts, followers, new_followers,
  share_of_interactions: {type: ratio, unit: ratio 0 to 1, description: engagements / those of all listed pages}, share_of_posts: {type: ratio, unit: ratio 0 to 1, description: posts / those of all listed pages},
  interactions_per_post: {type: ratio, unit: engagements a post, description: engagements / posts}, data_through: {description: last day of the period}]
checks:
  - not_null: [as_of, network, account_id, page]
  - expression: share_of_interactions >= 0 AND share_of_interactions <= 1
--- */
WITH ranked AS (
    SELECT
        network, account_id, account_name, page, period_start, period_end, engagements, posts, followers, new_followers,
        DENSE_RANK() OVER (PARTITION BY network, account_id ORDER BY period_end DESC, period_start) AS place
    FROM ref('stg_competitor')
),

listed AS (
    SELECT
        network, account_id, account_name, page, period_start, period_end, engagements, posts, followers, new_followers,
        COUNT(*) OVER (PARTITION BY network, account_id) AS pages,
        COUNT(engagements) OVER (PARTITION BY network, account_id) AS pages_engaged, SUM(engagements) OVER (PARTITION BY network, account_id) AS all_engagements,
        COUNT(posts) OVER (PARTITION BY network, account_id) AS pages_posting, SUM(posts) OVER (PARTITION BY network, account_id) AS all_posts
    FROM ranked
    WHERE place = 1
)

SELECT
    s.as_of, l.network, l.account_id, l.account_name, l.page, LOWER(TRIM(l.page)) = LOWER(TRIM(COALESCE(l.account_name, NULLIF(l.account_id, l.network || ':default')))) AS is_own, l.period_start, l.period_end,
    l.pages, l.engagements, l.posts, l.followers, l.new_followers,
    CASE WHEN l.pages_engaged = l.pages THEN CAST(l.engagements AS DOUBLE) / NULLIF(l.all_engagements, 0) END AS share_of_interactions,
    CASE WHEN l.pages_posting = l.pages THEN CAST(l.posts AS DOUBLE) / NULLIF(l.all_posts, 0) END AS share_of_posts,
    CAST(l.engagements AS DOUBLE) / NULLIF(l.posts, 0) AS interactions_per_post, l.period_end AS data_through
FROM listed AS l
CROSS JOIN ref('seed_settings') AS s
