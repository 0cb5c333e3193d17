"""Where the desk is: a folder with a desk.yaml, found from the current folder upwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.files.settings import Settings, read_settings
from coachdesk.store import connect, events
from coachdesk.store.connect import Db

SETTINGS_FILE = "desk.yaml"
DATABASE_FILE = "desk.db"


class Acting(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts, and the clock on their wall."""

    actor: str
    """Their account's name: evidence, not proof."""
    clock: Callable[[], datetime]
    """Gives aware times."""
    named: str | None = None
    """Who they say they are, by id, name or alias; None: they say nothing."""


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """A desk folder with its settings read."""

    root: Path
    settings: Settings

    @property
    def database(self) -> Path:
        """The file that holds calls, scores and the log."""
        return self.root / DATABASE_FILE

    @property
    def rules(self) -> Path:
        """The folder of the rules in force."""
        return self.root / "rules"

    @contextmanager
    def held(self, acting: Acting) -> Iterator["HeldDesk"]:
        """The same desk with its database kept open, for many jobs of one thread in a row."""
        with connect.opened(self.database, at=acting.clock(), actor=acting.actor) as db:
            yield HeldDesk(root=self.root, settings=self.settings, db=db)

    @contextmanager
    def opened(self, acting: Acting) -> Iterator[Db]:
        """The desk's database, checked and closed at the end; see `store.connect.opened`."""
        with connect.opened(self.database, at=acting.clock(), actor=acting.actor) as db:
            yield db


class HeldDesk(Desk, frozen=True, kw_only=True):
    """A desk whose database stays open; for the thread that opened it."""

    db: Db

    @contextmanager
    def opened(self, acting: Acting) -> Iterator[Db]:
        """The database that is open already; an error in the block is told as in any other."""
        with connect.job(self.db) as db:
            yield db

    def version(self) -> int:
        """The number of the last event: another one whenever something happened to the desk."""
        with connect.job(self.db) as db:
            return events.head(db).seq


def find_desk(start: Path, named: Path | None = None) -> Desk:
    """The desk named, or the nearest one from `start` upwards.

    Raises:
        DeskRefused: there is none.
        BadInput: its desk.yaml has problems.
    """
    root = _named(named) if named is not None else _above(start)
    file = root / SETTINGS_FILE
    return Desk(root=root, settings=read_settings(file, _shown(file, start)))


def _named(named: Path) -> Path:
    root = named.parent if named.name == SETTINGS_FILE else named
    if not (root / SETTINGS_FILE).is_file():
        raise DeskRefused(
            Problem(
                code="D101",
                message=f"{named} is not a desk: it has no {SETTINGS_FILE}",
                hint="coachdesk init makes one",
            )
        )
    return root


def _above(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise DeskRefused(
        Problem(
            code="D101",
            message=f"no desk in {start} or above",
            hint="coachdesk init FOLDER makes one; --desk FOLDER names one",
        )
    )


def _shown(file: Path, start: Path) -> str:
    return str(file.relative_to(start)) if file.is_relative_to(start) else str(file)
