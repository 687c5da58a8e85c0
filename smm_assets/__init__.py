"""What each table is and how it is computed; plain Python except `assets`."""
