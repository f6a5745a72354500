"""Reading and validating every record below a root with Forecourt, in a process of its own."""

import sys
from pathlib import Path

from forecourt.store.load import load


def main(root: Path) -> int:
    """Load everything below `root`; gives how many records it found; raises ValueError at a finding."""
    loaded = load(root)
    if loaded.findings:
        raise ValueError(f"{len(loaded.findings)} findings in generated records")
    return len(loaded.records)


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]))}\n")
