"""The demonstration: placeholder."""
