"""From bytes to canonical rows: reading, recognising, converting, landing. No network is named here."""
