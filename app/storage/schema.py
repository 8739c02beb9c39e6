"""Version numbers of the schema and of the rules."""

from __future__ import annotations

SCHEMA = 1
"""The migration this program is written for; also `user_version` of the file."""

RULES = 1
"""The rules of the log by which tables follow from it."""
