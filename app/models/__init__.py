"""Floor 1: record kinds, code lists, value rules; changes and current values. Pure: no database, no Qt."""
