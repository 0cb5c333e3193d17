"""Check a draft, raise its versions, and publish it."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, DeskRefused, Problem, Severity
from coachdesk.core.form import Form
from coachdesk.core.location import Location
from coachdesk.desk.drafts import (
    DraftFile,
    bytes_in_rules,
    digest_of,
    draft_of,
    draft_paths,
    folder_of,
    load_draft,
    path_in_rules,
    save_draft,
    start_draft,
    throw_away,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.publication import Intent, Replaced, call_off, decide, finish
from coachdesk.desk.rules import rehearse_rules
from coachdesk.desk.screen import Screened, screen
from coachdesk.desk.trying import Progress, quietly
from coachdesk.files.lint import lint
from coachdesk.files.loaded import Loaded, place_of
from coachdesk.files.overlay import shown_from_here
from coachdesk.files.rulebook import load
from coachdesk.files.versions import raise_version, version_in
from coachdesk.files.yaml_source import decode
from coachdesk.store import workbench
from coachdesk.store.lock import locked


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What a publication did."""

    files: tuple[str, ...]
    """Keys of the rule files that changed."""
    scorecards: tuple[str, ...]
    """`id vN` of those that are new in force."""
    screened: Screened
    """What came of scoring all calls with them."""


class _Behind(msgspec.Struct, frozen=True, kw_only=True):
    """A file whose version must be raised."""

    key: str
    problem: Problem
    above: int
    """The new version must be more than this."""


def problems_of_draft(desk: Desk, acting: Acting, today: date | None = None) -> tuple[Problem, ...]:
    """Every reason why the draft can't be published, and what the checks say of its files.

    Errors of the whole rules count, wherever they stand; warnings only in files of the draft.

    Args:
        desk: whose draft.
        acting: who asks.
        today: for sources that nobody has read for long; None: by the clock.

    Raises:
        DeskRefused: this person may not try rules.
        BadInput: the rules can't be read at all.
    """
    files = draft_of(desk, acting)
    return _problems(desk, acting, files, today or acting.clock().date())


def raise_versions(desk: Desk, acting: Acting) -> tuple[str, ...]:
    """Raises the version wherever publishing asks for it, and changes nothing else.

    A scorecard whose pack is in the draft is taken into the draft for it.

    Returns:
        Keys of the files that were changed.

    Raises:
        DeskRefused: this person may not try rules.
        StoreFailed: the disk refused.
    """
    allowed(desk, acting, Action.TRY_RULES)
    raised = {}
    for each in _behind(desk, acting, load_draft(desk)):
        path = start_draft(desk, acting, each.key).path
        text, _ = decode(path.read_bytes(), str(path))
        if text is not None:
            mended = raise_version(text, each.above)
            save_draft(desk, acting, each.key, mended, seen=text)
            raised[each.key] = mended
    return tuple(raised)


def publish(desk: Desk, acting: Acting, note: str, *, progress: Progress = quietly) -> Published:
    """Puts the draft in force and scores all calls with it; what was said before stays.

    A kill leaves the old rules or the new ones, and the next screening does what was left.

    Args:
        desk: whose draft.
        acting: who publishes.
        note: why; kept as erasable text.
        progress: called with calls scored and calls to score.

    Raises:
        BadInput: U209, no reason was given; or the rules would have errors (all of them).
        DeskRefused: D603, nothing is drafted; D604, a version was not raised; D605, somebody
            changed the file in force since; or this person may not publish rules.
        StoreFailed: the disk refused.
    """
    allowed(desk, acting, Action.PUBLISH_RULES)
    if not note.strip():
        message = "a publication needs its reason"
        raise BadInput(Problem(code="U209", message=message, hint="--note 'why it changes'"))
    if not folder_of(desk).is_dir():
        raise _nothing()
    with locked(folder_of(desk)):
        finish(desk, acting)
        files = [each for each in draft_of(desk, acting) if each.changed]
        if not files:
            raise _nothing()
        loaded = load_draft(desk)
        _refuse(desk, acting, files, loaded)
        before = _forms(load(desk.rules)) if desk.rules.is_dir() else {}
        intent = Intent(
            files={each.key: _replaced(desk, each) for each in files},
            note=note.strip(),
            by=acting.actor,
            at=acting.clock(),
        )
        decide(desk, intent)
        finish(desk, acting)
    changed = [
        form
        for name, form in _forms(loaded).items()
        if name not in before or before[name].sha256 != form.sha256
    ]
    return Published(
        files=tuple(intent.files),
        scorecards=tuple(f"{form.id} v{form.version}" for form in changed),
        screened=screen(desk, acting, progress=progress),
    )


def discard_draft(desk: Desk, acting: Acting, name: str | None = None) -> tuple[str, ...]:
    """Throws away a draft file, or all of them; the keys of those that were there.

    A publication that was cut short is finished first; one that cannot be is forgotten.

    Args:
        desk: whose draft.
        acting: who discards.
        name: as in `start_draft`; None: all of it.

    Raises:
        DeskRefused: this person may not try rules.
        StoreFailed: the disk refused.
    """
    allowed(desk, acting, Action.TRY_RULES)
    if folder_of(desk).is_dir():
        with locked(folder_of(desk)):
            try:
                finish(desk, acting)
            except (BadInput, DeskRefused):
                call_off(desk)
    return throw_away(desk, acting, name)


def _replaced(desk: Desk, file: DraftFile) -> Replaced:
    data = bytes_in_rules(desk, file.key)
    return Replaced(before=digest_of(data), text=file.path.read_bytes())


def _refuse(desk: Desk, acting: Acting, files: list[DraftFile], loaded: Loaded) -> None:
    errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
    if errors:
        raise BadInput(*errors, _unpublished(f"{len(errors)} error{'s' * (len(errors) > 1)}"))
    refusals = [*_overtaken(desk, files), *(each.problem for each in _behind(desk, acting, loaded))]
    if refusals:
        raise DeskRefused(*refusals)


def _unpublished(why: str) -> Problem:
    return Problem(
        code="D607",
        message=f"nothing was published: {why} in the rules with the draft",
        hint="coachdesk rules draft lists what is wrong",
    )


def _nothing() -> DeskRefused:
    return DeskRefused(
        Problem(
            code="D603",
            message="there is no draft that differs from the rules",
            hint="coachdesk rules draft FILE begins one",
        )
    )


def _problems(
    desk: Desk, acting: Acting, files: tuple[DraftFile, ...], today: date
) -> tuple[Problem, ...]:
    loaded = load_draft(desk)
    ours = {shown_from_here(each.path) for each in files}
    found = [
        each
        for each in lint(loaded, today)
        if each.severity is Severity.ERROR or (each.location and each.location.path in ours)
    ]
    found += _overtaken(desk, files)
    found += (each.problem for each in _behind(desk, acting, loaded))
    if not any(each.severity is Severity.ERROR for each in found):
        found += _broken_examples(desk, loaded, ours)
    return tuple(sorted(found, key=place_of))


def _broken_examples(desk: Desk, loaded: Loaded, ours: set[str]) -> Iterator[Problem]:
    """Examples in the draft's files that the draft itself answers otherwise than they expect."""
    told = set()
    for rehearsal in rehearse_rules(loaded, desk.settings.assumptions, mutate=False):
        for each in rehearsal.results:
            at = each.example.location
            if each.passed or at.path not in ours or at in told:
                continue
            told.add(at)
            yield Problem(
                code="D608",
                location=at,
                message=f"this example of {each.criterion.id} expects {each.example.expect.value},"
                " and the draft says otherwise",
                hint="mend the rule, or the example if it was wrong",
                severity=Severity.WARNING,
            )


def _overtaken(desk: Desk, files: list[DraftFile] | tuple[DraftFile, ...]) -> Iterator[Problem]:
    for each in files:
        if each.changed and each.overtaken:
            yield Problem(
                code="D605",
                location=Location(shown_from_here(each.path)),
                message=f"{shown_from_here(path_in_rules(desk, each.key))} was changed since this"
                " draft began",
                hint="keep your text elsewhere, discard the draft, and begin from theirs",
            )


def _behind(desk: Desk, acting: Acting, loaded: Loaded) -> Iterator[_Behind]:
    """Files that say something else than before under the same version."""
    drafts = draft_paths(desk)
    told = set()
    for key, path in drafts.items():
        found = _behind_its_file(desk, key, path)
        if found is not None:
            told.add(key)
            yield found
    before = _forms(load(desk.rules)) if desk.rules.is_dir() else {}
    with desk.opened(acting) as db:
        for name, form in _forms(loaded).items():
            key = loaded.details[name].part.key
            known = [each for each in workbench.versions_of(db, name) if each.sha256 != form.sha256]
            taken = {each.version for each in known}
            taken |= {before[name].version} if _differs(before.get(name), form) else set()
            floor = max((each.version for each in known if each.in_force), default=0)
            if _differs(before.get(name), form):
                floor = max(floor, before[name].version)
            is_drafted = key in drafts or any(each in drafts for each in loaded.details[name].texts)
            if is_drafted and key not in told and (form.version in taken or form.version < floor):
                yield _same_version(drafts.get(key) or path_in_rules(desk, key), key, form, taken)


def _differs(before: Form | None, after: Form) -> bool:
    return before is not None and before.sha256 != after.sha256


def _behind_its_file(desk: Desk, key: str, path: Path) -> _Behind | None:
    data = bytes_in_rules(desk, key)
    if data is None or data == path.read_bytes():
        return None
    shown = shown_from_here(path)
    texts = [decode(each, shown)[0] for each in (data, path.read_bytes())]
    was, now = (None if text is None else version_in(text, shown) for text in texts)
    if was is None or now is None or now.version > was.version:
        return None
    words = f"was changed, and is still version {now.version}"
    if now.version < was.version:
        words = f"has version {now.version}, and {was.version} is in force"
    return _Behind(
        key=key,
        above=was.version,
        problem=_problem(now.location, words),
    )


def _same_version(path: Path, key: str, form: Form, taken: set[int]) -> _Behind:
    text, _ = decode(path.read_bytes(), shown_from_here(path))
    stated = version_in(text or "", shown_from_here(path))
    place = stated.location if stated else Location(shown_from_here(path))
    message = f"{form.id} would be judged otherwise, and version {form.version} is taken"
    return _Behind(key=key, above=max(taken), problem=_problem(place, message))


def _problem(place: Location, message: str) -> Problem:
    return Problem(
        code="D604",
        location=place,
        message=message,
        hint="coachdesk rules draft --raise-versions",
    )


def _forms(loaded: Loaded) -> Mapping[str, Form]:
    return {form.id: form for form in loaded.of_kind("scorecard")}
