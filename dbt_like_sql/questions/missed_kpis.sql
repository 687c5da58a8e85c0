/* ---
question: "Which KPIs miss their target?"
reading: >
  Values of the last seven days beside their target, also those just beside it. Rows without enough data say so: do
  not act on them.
columns:
  kpi: "name of the KPI"
  channel: "channel"
  campaign: "campaign; empty for KPIs of channels"
  value: "value"
  target: "target"
  unit: "money, ratio, days, count or what is counted"
  status: "how it stands"
  is_enough_data: "whether it may be judged"
--- */
SELECT
    kpi_label AS kpi, channel_label AS channel, campaign_name AS campaign, value, target, unit, status_label AS status,
    is_enough_data
FROM bi.kpi
WHERE time_window = '7d' AND status IN ('watch', 'bad', 'breach')
ORDER BY is_enough_data DESC, kpi, channel, campaign
