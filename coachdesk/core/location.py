"""Where in a file something stands, in the form editors jump to."""

import msgspec


class Location(msgspec.Struct, frozen=True):
    """A place in a text file. `str()` gives `path:line:column`."""

    path: str
    """As the user named it; `-` for standard input."""
    line: int = 1
    """1-based."""
    column: int = 1
    """1-based, in code points."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
