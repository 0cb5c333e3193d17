"""A rule folder with some of its files in another text: a draft over the rules in force."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from coachdesk.files.rule_folder import Found, Shelf
from coachdesk.files.yaml_source import read_text


class Overlay:
    """The files of a shelf; those laid over it are read from their own places."""

    def __init__(self, below: Shelf, above: Mapping[str, Path]) -> None:
        """Lay files over a shelf.

        Args:
            below: what stands where nothing is laid over it.
            above: key to file; a key that the shelf lacks is a new file.
        """
        self._below = below
        self._above = above

    def asked(self) -> Iterator[str]:
        """The keys of both, each once, sorted."""
        yield from sorted({*self._below.asked(), *self._above})

    def fetch(self, key: str) -> Found | None:
        """The text laid over it, else that of the shelf."""
        path = self._above.get(key)
        if path is None:
            return self._below.fetch(key)
        shown = self.shown(key)
        text, problems = read_text(path, shown)
        return Found(key=key, shown=shown, text=text, problems=problems)

    def shown(self, key: str) -> str:
        """The path as the user would write it from here."""
        path = self._above.get(key)
        return self._below.shown(key) if path is None else shown_from_here(path)


def shown_from_here(path: Path) -> str:
    """The path from the current folder, or the whole of it where that is far away."""
    relative = os.path.relpath(path)
    return str(path) if Path(relative).parts[:3] == ("..", "..", "..") else relative
