"""Where the starter content is: in an installed package, or at the top of a checkout."""

from pathlib import Path


def starter_root() -> Path:
    """The folder that holds the starter `rules/`, `scripts_library/` and `samples/`."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "_starter"
    return packed if packed.is_dir() else package.parent
