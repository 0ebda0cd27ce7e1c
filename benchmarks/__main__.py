"""``make bench``: every benchmark in a process of its own, one after the other."""

import subprocess
import sys

NAMES = (
    "submitting", "reporting", "importing", "disclosing", "alpha", "import_kwb", "engine", "questions",
    "statements",
)  # fmt: skip


def main() -> None:
    """Run them all; ends with an error when one of them does."""
    failed = [name for name in NAMES if subprocess.call([sys.executable, "-m", f"benchmarks.{name}"])]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
