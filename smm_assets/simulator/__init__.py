"""A seeded world with known truth that writes exports in the networks' real formats."""
