"""HEIC, the form in which telephones write photographs, opened where the extra `heic` was installed."""

from __future__ import annotations

from functools import cache

FORM = "HEIF"
"""Pillow's name of the form."""
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def is_heic(data: bytes) -> bool:
    """Return whether bytes begin as a HEIC picture does."""
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS


@cache
def heic_opens() -> bool:
    """Teach Pillow to open HEIC; return whether that is possible on this computer."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    return True
