"""The window: the only room that knows Qt."""

from app.ui.overrides import guard_overrides

guard_overrides()
