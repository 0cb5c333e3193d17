"""Publish a script: written once, never changed, and the time for reading it begins."""

from collections.abc import Iterator, Sequence

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.scripts import Script
from coachdesk.core.scripts.differences import Difference, differences
from coachdesk.core.scripts.life import LIFE, Stage, Step
from coachdesk.core.scripts.versions import (
    Signature,
    Version,
    laws_of,
    lines_under,
    name_of,
    signature_key,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.scripts.library import Written, written
from coachdesk.desk.steps import hand_of
from coachdesk.store import records, scripts
from coachdesk.store.connect import Db, write


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """What a publication did."""

    version: Version
    before: Version | None
    """The version before; None: this is the first."""
    differences: tuple[Difference, ...]


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A signature, and whether it is new."""

    signature: Signature
    new: bool
    """False: somebody vouched for these very lines before."""
    before: Signature | None = None
    """The last one under this law for other words of the script; None: there was none."""


def publish(desk: Desk, acting: Acting, script: str, reason: str = "") -> Publication:
    """Publishes the library's text of a script as its next version.

    Args:
        desk: where.
        acting: who.
        script: its id.
        reason: why, in words; kept as erasable text.

    Raises:
        BadInput: there is no such script (D735), or it has errors (all of them, and D730).
        DeskRefused: this person may not (D403); or, all at once: a law tag is unsigned (D731), the
            version is taken (D732), nothing changed (D733), or the version was not raised (D734).
    """
    allowed(desk, acting, Action.PUBLISH_SCRIPT)
    found = written(desk, script, lint=True)
    if found.errors:
        raise BadInput(*found.errors, _faulty(found))
    with desk.opened(acting) as db, write(db):
        # Asked again inside the transaction: nothing may come in between.
        actor = allowed(desk, acting, Action.PUBLISH_SCRIPT)
        known = scripts.versions(db, script)
        before = max(known, key=lambda each: each.script.version, default=None)
        changes = differences(before.script if before else None, found.script)
        refusals = [*_taken(found, known, changes), *_unsigned(db, found.script)]
        if refusals:
            raise DeskRefused(*refusals)
        hand = hand_of(acting, actor)
        version = Version(script=_as_kept(found), texts=dict(found.texts), at=hand.at, by=actor.id)
        step = Step.PUBLISH_MAJOR if version.renews else Step.PUBLISH
        records.create(
            db,
            scripts.VERSION,
            hand,
            step=step,
            stage=_stage(step),
            content=version,
            key=version.name,
            reason=reason.strip(),
        )
    return Publication(version=version, before=before, differences=changes)


def sign(desk: Desk, acting: Acting, script: str, law: str, note: str = "") -> Signed:
    """Vouches for the legal wording of all lines of a script under one law tag.

    It holds for these words alone: whoever changes one of them needs a new signature.

    Args:
        desk: where.
        acting: who.
        script: its id in the library.
        law: the law tag.
        note: on what it rests, in words; kept as erasable text.

    Raises:
        BadInput: there is no such script (D735), or none of its lines has the law tag (D737).
        DeskRefused: this person may not (D403).
    """
    allowed(desk, acting, Action.SIGN_LAW)
    found = written(desk, script).script
    lines = lines_under(found, law)
    if not lines:
        known = ", ".join(laws_of(found)) or "it has none"
        message = f"no line of '{script}' has the law tag '{law}'"
        raise BadInput(Problem(code="D737", message=message, hint=f"its law tags: {known}"))
    with desk.opened(acting) as db, write(db):
        actor = allowed(desk, acting, Action.SIGN_LAW)
        there = scripts.signature(db, law, lines)
        if there is not None:
            return Signed(signature=there.content, new=False)
        before = max(scripts.signatures(db, law, script), key=lambda each: each.at, default=None)
        hand = hand_of(acting, actor)
        signature = Signature(law=law, lines=lines, script=script, at=hand.at, by=actor.id)
        records.create(
            db,
            scripts.SIGNATURE,
            hand,
            step=Step.SIGN,
            stage=_stage(Step.SIGN),
            content=signature,
            key=signature_key(law, lines),
            reason=note.strip(),
        )
    return Signed(signature=signature, new=True, before=before)


def unsigned(db: Db, script: Script) -> tuple[str, ...]:
    """The law tags of a script whose lines nobody vouches for."""
    return tuple(
        law
        for law in laws_of(script)
        if scripts.signature(db, law, lines_under(script, law)) is None
    )


def _stage(step: Step) -> Stage:
    stage = LIFE.after(None, step)
    assert stage is not None
    return stage


def _as_kept(found: Written) -> Script:
    """The script read from its texts alone, so that its places name them and no folder."""
    from coachdesk.files.rulebook import load_sources

    return load_sources(found.texts).scripts[found.script.id]


def _taken(
    found: Written, known: Sequence[Version], changes: Sequence[Difference]
) -> Iterator[Problem]:
    script = found.script
    same = next((each for each in known if each.script.version == script.version), None)
    last = max((each.script.version for each in known), default=0)
    name = name_of(script.id, script.version)
    if same is not None and same.script.sha256 != script.sha256:
        yield Problem(
            code="D732",
            message=f"{name} is published with another text",
            hint=f"a published version never changes; write version: {last + 1}",
        )
    elif same is not None or (known and not changes):
        message = f"nothing changed in '{script.id}' since version {last} was published"
        yield Problem(code="D733", message=message)
    elif script.version < last:
        yield Problem(
            code="D734",
            message=f"{name} would come after version {last}",
            hint=f"write version: {last + 1}",
        )


def _unsigned(db: Db, script: Script) -> Iterator[Problem]:
    for law in unsigned(db, script):
        parts = dict.fromkeys(part for part, _, _ in lines_under(script, law))
        yield Problem(
            code="D731",
            message=f"nobody vouches for the lines under '{law}' ({', '.join(parts)})",
            hint=f"coachdesk scripts sign {script.id} {law} --note TEXT",
        )


def _faulty(found: Written) -> Problem:
    count = len(found.errors)
    return Problem(
        code="D730",
        message=f"nothing was published: '{found.script.id}' has {count} error{'s' * (count > 1)}",
        hint="coachdesk scripts check lists what is wrong",
    )
