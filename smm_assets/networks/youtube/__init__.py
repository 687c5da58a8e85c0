"""YouTube Studio: what a channel's videos did on their own. Paid video campaigns are in the network google.

Belongs here: what holds for every export of the Studio. Not here: header names (`headers`) and reports (`content`,
`totals`, `audience`).
"""

from smm_assets.ingest.habits import Network

NETWORK = Network(
    value="youtube",
    label="YouTube Studio",
    kind="organic",
    timezone_note="Days follow Pacific Time (Los Angeles), whatever the time zone of the channel.",
)
