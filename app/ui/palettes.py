"""The colours of the roles in each theme. A widget names a role; only this table knows the colour."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Palette = Mapping[str, str]

LIGHT: Palette = MappingProxyType(
    {
        "window": "#f4f6f6",
        "surface": "#ffffff",
        "line": "#dfe5e6",
        "track": "#dfe5e6",
        "edge": "#7d8a8d",
        "text": "#1b2527",
        "quiet": "#566467",
        "rail": "#0c3f45",
        "rail_text": "#cfe3e4",
        "rail_strong": "#ffffff",
        "rail_active": "#30595e",
        "accent": "#0f5c63",
        "accent_soft": "#e2eff0",
        "accent_hover": "#0c4d53",
        "on_accent": "#ffffff",
        "attention": "#a64d09",
        "attention_soft": "#fbeee2",
        "good": "#2b7449",
        "good_soft": "#e5f3ea",
        "on_good": "#ffffff",
        "wrong": "#a3262a",
        "wrong_soft": "#fae7e7",
    }
)

DARK: Palette = MappingProxyType(
    {
        "window": "#12191b",
        "surface": "#1a2326",
        "line": "#2c383b",
        "track": "#2c383b",
        "edge": "#74878b",
        "text": "#e4ecec",
        "quiet": "#96a6a9",
        "rail": "#0a2023",
        "rail_text": "#a9c4c6",
        "rail_strong": "#ffffff",
        "rail_active": "#26393d",
        "accent": "#5cc0c6",
        "accent_soft": "#163b3f",
        "accent_hover": "#7ad0d5",
        "on_accent": "#08211f",
        "attention": "#f0a35e",
        "attention_soft": "#3a2917",
        "good": "#7fcf9c",
        "good_soft": "#17321f",
        "on_good": "#0a2413",
        "wrong": "#f08d8d",
        "wrong_soft": "#3b1c1d",
    }
)

HIGH_CONTRAST: Palette = MappingProxyType(
    {
        "window": "#ffffff",
        "surface": "#ffffff",
        "line": "#000000",
        "track": "#cfcfcf",
        "edge": "#000000",
        "text": "#000000",
        "quiet": "#1f1f1f",
        "rail": "#000000",
        "rail_text": "#ffffff",
        "rail_strong": "#ffffff",
        "rail_active": "#3a3a3a",
        "accent": "#003b40",
        "accent_soft": "#d5eeee",
        "accent_hover": "#001f22",
        "on_accent": "#ffffff",
        "attention": "#6b2f00",
        "attention_soft": "#ffead6",
        "good": "#0b4322",
        "good_soft": "#dcf5e4",
        "on_good": "#ffffff",
        "wrong": "#7a0006",
        "wrong_soft": "#ffe1e1",
    }
)

PALETTES: Mapping[str, Palette] = MappingProxyType(
    {"light": LIGHT, "dark": DARK, "high_contrast": HIGH_CONTRAST}
)

TEXT_ON_GROUND: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "quiet") for ground in ("window", "surface", "accent_soft")),
    *((ink, ground) for ink in ("accent", "attention", "good", "wrong") for ground in ("window", "surface")),
    *((ink, f"{ink}_soft") for ink in ("accent", "attention", "good", "wrong")),
    *(("text", f"{tone}_soft") for tone in ("attention", "good", "wrong")),
    ("rail_text", "rail"),
    ("rail_strong", "rail"),
    ("rail_strong", "rail_active"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_good", "good"),
)
"""Every pair of a text role and a ground role that the window uses."""
