"""Run every benchmark, each in an interpreter of its own: `python -m benchmarks`."""

from __future__ import annotations

import subprocess
import sys

ALL = (
    *("start", "field_commit", "taking", "plan_pdf", "minutes_pdf", "signature", "package_size"),
    *("exchange_pages", "four_w", "pages", "comparing"),
)


def main() -> int:
    """Return 0 when every benchmark ran. The figures are printed, not judged: machines differ."""
    return max(
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode for name in ALL
    )


if __name__ == "__main__":
    sys.exit(main())
