/* ---
question: "How many days to the follower goal, and will it be in time?"
reading: >
  At the growth of the last 28 days. `days_late` above 0 means the goal comes after its date if growth stays as it is;
  `chance` is that of being in time.
columns:
  channel: "channel"
  known_on: "day the followers are known of"
  followers: "followers then"
  goal: "followers aimed at"
  goal_date: "day the goal is due"
  missing: "followers still missing"
  growth_per_day: "mean growth of the last 28 days"
  days_needed: "days at that growth; empty without growth"
  days_late: "days after the due day; 0 or less is in time"
  chance: "chance of being in time"
--- */
WITH newest AS (
    SELECT channel, MAX(date) AS day
    FROM bi.followers
    WHERE followers IS NOT NULL
    GROUP BY channel
)

SELECT
    f.channel_label AS channel, f.date AS known_on, f.followers, f.goal, f.goal_date, f.followers_missing AS missing,
    f.growth_per_day,
    CASE WHEN f.growth_per_day > 0 THEN CEIL(f.followers_missing / f.growth_per_day) END AS days_needed,
    CASE WHEN f.growth_per_day > 0 THEN
        CEIL(f.followers_missing / f.growth_per_day) - DATE_DIFF('day', f.date, f.goal_date)
    END AS days_late,
    f.chance_of_goal AS chance
FROM bi.followers AS f
INNER JOIN newest AS n ON n.channel = f.channel AND n.day = f.date
ORDER BY channel
