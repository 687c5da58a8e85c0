"""The page people read, and exports for spreadsheets."""
