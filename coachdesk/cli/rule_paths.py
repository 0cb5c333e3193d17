"""Which rules a command means when it is given no path."""

from pathlib import Path

from coachdesk.files.starter import starter_root


def rules_meant(path: Path | None, here: Path) -> Path:
    """The given path; else the desk's rules upwards, else `rules` here, else the starter's.

    Args:
        path: as the user gave it, or None.
        here: the folder to begin from.
    """
    if path is not None:
        return path
    for folder in (here.absolute(), *here.absolute().parents):
        if (folder / "desk.yaml").is_file() and (folder / "rules").is_dir():
            return here / "rules" if folder == here.absolute() else folder / "rules"
    if (here / "rules").is_dir():
        return here / "rules"
    return starter_root() / "rules"
