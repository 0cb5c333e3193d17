"""Drafts of rule files: texts that nobody is judged by until they are published.

A draft file stands in `drafts/` under the path that it will have in `rules/`; whoever loads the
draft sees it laid over the rules. `drafts/begun.json` notes which text of the rules each draft
began from, so that nobody's change is overwritten unseen.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.location import Location
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.files.loaded import Loaded
from coachdesk.files.overlay import Overlay, shown_from_here
from coachdesk.files.rule_folder import SCRIPTS, RuleFolder
from coachdesk.files.rulebook import load_shelf
from coachdesk.files.schema import nearest
from coachdesk.files.whole import remove_whole, write_whole
from coachdesk.files.yaml_source import MOST_BYTES, decode
from coachdesk.store.lock import locked

_ENDINGS = (".yaml", ".yml")
_NOTES = "begun.json"


class DraftFile(msgspec.Struct, frozen=True, kw_only=True):
    """One rule file that is being changed."""

    key: str
    """Its path in the rules, such as `scorecards/greeting.yaml`."""
    path: Path
    """Where its text can be edited."""
    changed: bool
    """Its text differs from the one in the rules."""
    is_new: bool
    """The rules had no such file when it was begun."""
    overtaken: bool
    """Somebody changed the file in the rules since it was begun."""


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """What a draft began from."""

    files: dict[str, str | None] = msgspec.field(default_factory=dict)
    """Key to SHA-256 of the text in the rules; None: there was no such file."""


class RuleText(msgspec.Struct, frozen=True, kw_only=True):
    """A rule file as the draft has it, else as the rules have it."""

    key: str
    text: str
    shown: str
    """Its name as problems carry it."""
    draft: DraftFile | None = None
    """None: it is not being changed."""


def folder_of(desk: Desk) -> Path:
    """Where the drafts of a desk are."""
    return desk.root / "drafts"


def draft_of(desk: Desk, acting: Acting) -> tuple[DraftFile, ...]:
    """The files that are being changed, by key; none: there is no draft.

    Raises:
        DeskRefused: this person may not try rules.
    """
    allowed(desk, acting, Action.TRY_RULES)
    return tuple(_files(desk))


def rule_files(desk: Desk, acting: Acting) -> tuple[str, ...]:
    """The keys of all rule files, those of the draft too: scorecards, then packs, then the rest.

    Raises:
        BadInput: F101, the rules can't be read.
        DeskRefused: this person may not try rules.
    """
    allowed(desk, acting, Action.TRY_RULES)
    keys = {*RuleFolder(desk.rules).asked(), *draft_paths(desk)}
    order = ("scorecards/", "packs/")
    return tuple(
        sorted(
            keys, key=lambda key: (not key.startswith(order[0]), not key.startswith(order[1]), key)
        )
    )


def read_rule(desk: Desk, acting: Acting, name: str) -> RuleText:
    """The text of a rule file.

    Args:
        desk: whose rules.
        acting: who reads.
        name: as in `start_draft`.

    Raises:
        BadInput: U208, there is no such rule file; or it is no text.
        DeskRefused: this person may not try rules.
    """
    allowed(desk, acting, Action.TRY_RULES)
    key = _key_of(desk, name)
    path = _path(desk, key)
    drafted = path.exists()
    data = path.read_bytes() if drafted else bytes_in_rules(desk, key)
    if data is None:
        raise _no_file(desk, name)
    shown = _shelf(desk).shown(key)
    text, problems = decode(data, shown)
    if text is None:
        raise BadInput(*problems)
    draft = _file(desk, key, notes_of(desk)) if drafted else None
    return RuleText(key=key, text=text, shown=shown, draft=draft)


def start_draft(desk: Desk, acting: Acting, name: str) -> DraftFile:
    """The draft of a rule file, begun from the text in the rules unless there is one already.

    Args:
        desk: whose rules.
        acting: who begins.
        name: the file's path in the rules, a path to it, or a scorecard's id.

    Raises:
        BadInput: U208, there is no such rule file.
        DeskRefused: this person may not try rules.
        StoreFailed: the disk refused.
    """
    allowed(desk, acting, Action.TRY_RULES)
    key = _key_of(desk, name)
    with _held(desk):
        if not _path(desk, key).exists():
            data = bytes_in_rules(desk, key)
            if data is None:
                raise _no_file(desk, name)
            _begin(desk, key)
            write_whole(_path(desk, key), data)
        return _file(desk, key, notes_of(desk))


def save_draft(
    desk: Desk, acting: Acting, name: str, text: str, *, seen: str | None = None
) -> DraftFile:
    """Writes the text of a draft file, whole or not at all; begins the draft if there is none.

    Args:
        desk: whose rules.
        acting: who saves.
        name: as in `start_draft`; a file that the rules lack is a new one.
        text: all of it; it may have errors.
        seen: the text that the writer changed; None: do not ask.

    Raises:
        BadInput: U208, that can't be the name of a rule file; F103, the text is too long.
        DeskRefused: D601, somebody saved another text since; or as `start_draft`.
        StoreFailed: the disk refused; the draft is as it was.
    """
    allowed(desk, acting, Action.TRY_RULES)
    key = _key_of(desk, name)
    data = text.encode()
    if len(data) > MOST_BYTES:
        place = Location(shown_from_here(_path(desk, key)))
        raise BadInput(Problem(code="F103", location=place, message="is larger than 1 MiB"))
    with _held(desk):
        path = _path(desk, key)
        now = path.read_bytes() if path.exists() else bytes_in_rules(desk, key)
        if seen is not None and (now or b"").removeprefix(b"\xef\xbb\xbf") != seen.encode():
            raise DeskRefused(
                Problem(
                    code="D601",
                    location=Location(shown_from_here(path)),
                    message="somebody saved another text of this draft since you opened it",
                    hint="look at theirs first; nothing was written",
                )
            )
        if key not in notes_of(desk).files:
            _begin(desk, key)
        write_whole(path, data)
        return _file(desk, key, notes_of(desk))


def throw_away(desk: Desk, acting: Acting, name: str | None = None) -> tuple[str, ...]:
    """Throws away a draft file, or all of them; the keys of those that were there.

    Raises:
        DeskRefused: this person may not try rules.
        StoreFailed: the disk refused.
    """
    allowed(desk, acting, Action.TRY_RULES)
    if not folder_of(desk).is_dir():
        return ()
    with _held(desk):
        wanted = [each.key for each in _files(desk)]
        if name is not None:
            key = _key_of(desk, name)
            wanted = [each for each in wanted if each == key]
        for key in wanted:
            forget(desk, key)
    return tuple(wanted)


def load_draft(desk: Desk) -> Loaded:
    """The rules with the draft laid over them.

    Raises:
        BadInput: F101, the rules can't be read.
    """
    return load_shelf(_shelf(desk))


def _shelf(desk: Desk) -> Overlay:
    """The draft over the rules; names files as problems do."""
    return Overlay(RuleFolder(desk.rules), draft_paths(desk))


def draft_paths(desk: Desk) -> Mapping[str, Path]:
    """Key to file of everything in the draft."""
    folder = folder_of(desk)
    found = (each for each in sorted(folder.rglob("*")) if each.name.endswith(_ENDINGS))
    keys = ((each.relative_to(folder), each) for each in found if each.is_file())
    return {
        key.as_posix(): path
        for key, path in keys
        if not any(part.startswith(".") for part in key.parts)
    }


def path_in_rules(desk: Desk, key: str) -> Path:
    """Where the file of that key stands, or would stand, in the rules."""
    if key.startswith(f"{SCRIPTS}/") and not (desk.rules / SCRIPTS).is_dir():
        return desk.root / key
    return desk.rules / key


def bytes_in_rules(desk: Desk, key: str) -> bytes | None:
    """What the file of that key holds in the rules; None: there is none."""
    try:
        return path_in_rules(desk, key).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        place = Location(shown_from_here(path_in_rules(desk, key)))
        message = f"cannot be read: {error.strerror}"
        raise BadInput(Problem(code="F101", location=place, message=message)) from None


def digest_of(data: bytes | None) -> str | None:
    """SHA-256 of a file's bytes; None for a file that is not there."""
    return None if data is None else sha256(data).hexdigest()


def notes_of(desk: Desk) -> Begun:
    """What each draft file began from."""
    try:
        return msgspec.json.decode((folder_of(desk) / _NOTES).read_bytes(), type=Begun)
    except (FileNotFoundError, NotADirectoryError):
        return Begun()
    except msgspec.MsgspecError:
        place = Location(shown_from_here(folder_of(desk) / _NOTES))
        raise DeskRefused(
            Problem(
                code="D602",
                location=place,
                message="cannot be understood, so that nobody knows what the draft began from",
                hint="move drafts/ away and begin again; the rules in force are whole",
            )
        ) from None


def forget(desk: Desk, key: str) -> None:
    """Takes a file out of the draft; the caller holds the lock."""
    remove_whole(_path(desk, key))
    kept = {name: each for name, each in notes_of(desk).files.items() if name != key}
    write_whole(folder_of(desk) / _NOTES, msgspec.json.encode(Begun(files=kept)))


def note_base(desk: Desk, key: str, digest: str | None) -> None:
    """Notes what a draft file began from; the caller holds the lock."""
    noted = Begun(files={**notes_of(desk).files, key: digest})
    write_whole(folder_of(desk) / _NOTES, msgspec.json.encode(noted, order="sorted"))


@contextmanager
def _held(desk: Desk) -> Iterator[None]:
    folder_of(desk).mkdir(mode=0o700, exist_ok=True)
    with locked(folder_of(desk)):
        yield


def _files(desk: Desk) -> Iterator[DraftFile]:
    notes = notes_of(desk)
    for key in draft_paths(desk):
        yield _file(desk, key, notes)


def _file(desk: Desk, key: str, notes: Begun) -> DraftFile:
    in_rules = bytes_in_rules(desk, key)
    path = _path(desk, key)
    began = notes.files.get(key)
    return DraftFile(
        key=key,
        path=path,
        changed=path.read_bytes() != in_rules,
        is_new=began is None,
        # A file that was put there by hand began from nothing that anybody noted.
        overtaken=digest_of(in_rules) != began,
    )


def _begin(desk: Desk, key: str) -> None:
    note_base(desk, key, digest_of(bytes_in_rules(desk, key)))


def _path(desk: Desk, key: str) -> Path:
    return folder_of(desk) / key


def _key_of(desk: Desk, name: str) -> str:
    """The key that a name means; not yet whether there is such a file."""
    given = Path(name)
    for folder in (folder_of(desk), desk.rules, desk.root):
        resolved = given.resolve()
        if resolved.is_relative_to(folder.resolve()) and (given.exists() or given.is_absolute()):
            key = resolved.relative_to(folder.resolve()).as_posix()
            if folder != desk.root or key.startswith(f"{SCRIPTS}/"):
                return _checked(key, name)
    if not name.endswith(_ENDINGS):
        folders = ("scorecards", "audits", "packs", SCRIPTS)
        for stem in (*(f"{each}/{name}" for each in folders), name):
            key = f"{stem}.yaml"
            if "/" not in name and path_in_rules(desk, key).exists():
                return _checked(key, name)
    return _checked(name.removeprefix("rules/"), name)


def _checked(key: str, name: str) -> str:
    parts = key.split("/")
    hidden = any(not part or part.startswith(".") or "\\" in part for part in parts)
    if hidden or "\0" in key or not key.endswith(_ENDINGS) or parts[0] in ("rules", "drafts"):
        message = f"'{name}' is not the name of a rule file"
        hint = "such as scorecards/greeting.yaml"
        raise BadInput(Problem(code="U208", message=message, hint=hint))
    return key


def _no_file(desk: Desk, name: str) -> BadInput:
    known = list(RuleFolder(desk.rules).asked())
    hint = nearest(name, known) or f"there are {len(known)} rule files"
    return BadInput(Problem(code="U208", message=f"the rules have no file '{name}'", hint=hint))
