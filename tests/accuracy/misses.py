"""The misses as somebody read them: every one, or a seeded sample where there are many."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "misses.yaml"
MOST_READ = 60
"""Up to so many misses of one cell are all read."""
SAMPLE = 30
SEED = 20261123

Classes = Mapping[str, Sequence[str]]
"""Class to the ids of the calls in it."""


def to_read(ids: Sequence[str]) -> list[str]:
    """The misses that somebody has to read, sorted."""
    if len(ids) <= MOST_READ:
        return sorted(ids)
    return sorted(random.Random(SEED).sample(sorted(ids), SAMPLE))


def read_misses() -> Mapping[str, Mapping[str, Classes]]:
    """Comparison to cell (`missed` or `extra`) to classes, as kept in the file."""
    loaded: Mapping[str, Mapping[str, Classes]] = yaml.load(
        FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    return loaded
