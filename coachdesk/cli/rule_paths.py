"""Which rules or scripts a command means when it is given no path."""

from pathlib import Path

from coachdesk.files.rule_folder import SCRIPTS
from coachdesk.files.starter import starter_root


def rules_meant(path: Path | None, here: Path) -> Path:
    """The given path; else the desk's rules upwards, else `rules` here, else the starter's.

    Args:
        path: as the user gave it, or None.
        here: the folder to begin from.
    """
    return path if path is not None else _found("rules", here)


def scripts_meant(here: Path) -> Path:
    """The desk's scripts upwards, else `scripts_library` here, else the starter's.

    Args:
        here: the folder to begin from.
    """
    return _found(SCRIPTS, here)


def is_in_desk(here: Path) -> bool:
    """Whether a desk lies around this folder."""
    return any((folder / "desk.yaml").is_file() for folder in _upwards(here))


def _upwards(here: Path) -> tuple[Path, ...]:
    return (here.absolute(), *here.absolute().parents)


def _found(name: str, here: Path) -> Path:
    for folder in _upwards(here):
        if (folder / "desk.yaml").is_file() and (folder / name).is_dir():
            return here / name if folder == here.absolute() else folder / name
    if (here / name).is_dir():
        return here / name
    return starter_root() / name
