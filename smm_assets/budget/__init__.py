"""Media plan, costs, exchange rates: what the user's own tables say about money."""
