/* ---
description: >
  Every page that tells anything of its followers, day by day from its first known one to the day before as_of or its
  declared end, and what is out of its own habit. Usual is the mean of the 28 days before, at least 14 of them known; far
  more is anomaly_deviations spreads (of days, never below the square root of the mean), after Shewhart (1931). Grain -
  network, account_id, publisher, date.
grain: [network, account_id, publisher, date]
owner: analytics
tags: [content]
columns: [
  network, channel, account_id, publisher: {description: publisher; empty when not told}, date, followers, gained, lost, net,
  follower_jump, engagement_collapse]
checks:
  - not_null: [network, channel, account_id, date]
--- */
WITH told AS (
    SELECT
        network, account_id, COALESCE(publisher, '') AS publisher, date, MAX(channel) AS channel,
        MAX(CASE WHEN metric = 'followers' THEN value END) AS followers, MAX(CASE WHEN metric = 'followers_gained' THEN value END) AS gained,
        MAX(CASE WHEN metric = 'follows' THEN value END) AS follows, MAX(CASE WHEN metric = 'page_likes' THEN value END) AS fans,
        MAX(CASE WHEN metric = 'followers_lost' THEN value END) AS lost, MAX(CASE WHEN metric = 'page_unlikes' THEN value END) AS unlikes,
        MAX(CASE WHEN metric = 'followers_net' THEN value END) AS net, MAX(CASE WHEN metric = 'reach' THEN value END) AS reach,
        MAX(CASE WHEN metric = 'views' THEN value END) AS views, MAX(CASE WHEN metric IN ('impressions', 'video_views') THEN value END) AS shown,
        COALESCE(
            SUM(CASE WHEN metric IN ('likes', 'comments', 'shares', 'reposts', 'saves') THEN value END),
            MAX(CASE WHEN metric = 'interactions' THEN value END)
        ) AS reactions
    FROM ref('account_daily')
    GROUP BY network, account_id, COALESCE(publisher, ''), date
),

page AS (
    SELECT
        t.network, t.account_id, t.publisher, MAX(t.channel) AS channel,
        MIN(CASE WHEN COALESCE(t.followers, t.gained, t.follows, t.fans, t.net) IS NOT NULL THEN t.date END) AS first_day, MAX(a.ended) AS ended, COUNT(t.reach) AS reaches, COUNT(t.views) AS viewings, COUNT(t.gained) + COUNT(t.follows) AS follows
    FROM told AS t
    LEFT JOIN ref('seed_account') AS a ON a.network = t.network AND a.account_id = t.account_id
    GROUP BY t.network, t.account_id, t.publisher
    HAVING COUNT(COALESCE(t.followers, t.gained, t.follows, t.fans, t.net)) > 0
),

day AS (
    SELECT
        p.network, p.channel, p.account_id, p.publisher, c.date, CAST(ROUND(t.followers) AS BIGINT) AS followers, CAST(ROUND(t.reactions) AS BIGINT) AS reactions,
        CAST(ROUND(CASE WHEN p.follows > 0 THEN COALESCE(t.gained, t.follows) ELSE t.fans END) AS BIGINT) AS gained,
        CAST(ROUND(CASE WHEN p.follows > 0 THEN t.lost ELSE COALESCE(t.lost, t.unlikes) END) AS BIGINT) AS lost,
        CAST(ROUND(CASE WHEN p.reaches > 0 THEN t.reach WHEN p.viewings > 0 THEN t.views ELSE t.shown END) AS BIGINT) AS seen,
        CAST(ROUND(COALESCE(t.net, CASE WHEN p.follows > 0 THEN t.gained - t.lost ELSE t.fans - COALESCE(t.lost, t.unlikes) END, t.followers
            - LAG(t.followers) OVER (PARTITION BY p.network, p.account_id, p.publisher ORDER BY c.date))) AS BIGINT) AS net
    FROM page AS p
    INNER JOIN ref('seed_calendar') AS c ON c.date >= p.first_day AND c.is_past AND (p.ended IS NULL OR c.date <= p.ended)
    LEFT JOIN told AS t ON t.network = p.network AND t.account_id = p.account_id AND t.publisher = p.publisher AND t.date = c.date
),

habit AS (
    SELECT
        network, account_id, publisher, date, COUNT(COALESCE(gained, net)) OVER usual AS days, COUNT(seen) OVER usual AS seen_days,
        CAST(SUM(COALESCE(gained, net)) OVER usual AS DOUBLE) AS gains,
        CAST(SUM(COALESCE(gained, net) * COALESCE(gained, net)) OVER usual AS DOUBLE) AS squares, AVG(seen) OVER usual AS usually_seen,
        COUNT(reactions) OVER lately AS week_days, CAST(SUM(reactions) OVER lately AS DOUBLE) AS reacted, CAST(SUM(seen) OVER lately AS DOUBLE) AS week_seen,
        COUNT(reactions) OVER former AS days_before, CAST(SUM(reactions) OVER former AS DOUBLE) / NULLIF(SUM(seen) OVER former, 0) AS rate_before
    FROM day
    WINDOW
        usual AS (PARTITION BY network, account_id, publisher ORDER BY date ROWS BETWEEN 28 PRECEDING AND 1 PRECEDING),
        lately AS (PARTITION BY network, account_id, publisher ORDER BY date ROWS BETWEEN 6 PRECEDING AND CURRENT ROW),
        former AS (PARTITION BY network, account_id, publisher ORDER BY date ROWS BETWEEN 34 PRECEDING AND 7 PRECEDING)
)

SELECT
    d.network, d.channel, d.account_id, d.publisher, d.date, d.followers, d.gained, COALESCE(d.lost, d.gained - d.net) AS lost, d.net,
    CASE WHEN h.days >= 14 AND h.seen_days >= 14 AND COALESCE(d.gained, d.net) IS NOT NULL AND d.seen IS NOT NULL
        THEN COALESCE(d.gained, d.net) >= s.anomaly_count AND d.seen <= 1.5 * h.usually_seen AND COALESCE(d.gained, d.net) > h.gains / h.days
            + s.anomaly_deviations * SQRT(GREATEST((h.squares - h.gains * h.gains / h.days) / (h.days - 1), h.gains / h.days, 1)) END AS follower_jump,
    CASE WHEN h.week_days = 7 AND h.days_before >= 14 AND h.rate_before * h.week_seen >= s.anomaly_count
        THEN h.reacted < 0.5 * h.rate_before * h.week_seen
            AND h.rate_before * h.week_seen - h.reacted > s.anomaly_deviations * SQRT(h.rate_before * h.week_seen) END AS engagement_collapse
FROM day AS d
INNER JOIN habit AS h ON h.network = d.network AND h.account_id = d.account_id AND h.publisher = d.publisher AND h.date = d.date
CROSS JOIN ref('seed_settings') AS s
