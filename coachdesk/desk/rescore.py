"""Score stored calls again with the stored form texts, and compare bit for bit."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.scorecards import Rulebook
from coachdesk.core.scored import Scored
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.kept import Kept
from coachdesk.store import evaluations, forms
from coachdesk.store.connect import Db
from coachdesk.store.evaluations import Row, Stored


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """An evaluation that does not come out as it is kept."""

    call: str
    scorecard: str
    version: int
    what: str
    """What differs: criteria by id, or the figures beside them."""


class Rescored(msgspec.Struct, frozen=True, kw_only=True):
    """What came of scoring again."""

    evaluations: int
    differences: tuple[Difference, ...]


def rescore(
    desk: Desk,
    acting: Acting,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Rescored:
    """Judges every stored evaluation anew and compares its bytes; changes nothing.

    Raises:
        DeskRefused: a kept form can't be loaded, the desk can't be opened, or this person may not
            check it.
    """
    allowed(desk, acting, Action.READ_LOG)
    done = 0
    found: list[Difference] = []
    with desk.opened(acting) as db:
        total = evaluations.count(db)
        kept = Kept(db)
        reasons = evaluations.reasons(db)
        for basis in forms.bases(db):
            rulebook = kept.rulebook(basis)
            for batch in evaluations.stored(db, basis):
                found += _differences(db, rulebook, batch, reasons)
                done += len(batch)
                progress(done, total)
    return Rescored(evaluations=done, differences=tuple(found))


def _differences(
    db: Db, rulebook: Rulebook, batch: Sequence[Stored], reasons: Mapping[int, str]
) -> Iterator[Difference]:
    number_of = evaluations.reading(db)
    (form,) = rulebook.forms
    again = {each.call.id: each for each in rulebook.screen([each.call for each in batch])}
    for each in batch:
        fresh = again.get(each.call.id)
        row = evaluations.row_of(fresh, number_of) if fresh else None
        if row != each.row:
            yield Difference(
                call=each.call.id,
                scorecard=form.id,
                version=form.version,
                what=_what(each, row, fresh, reasons),
            )


def _what(each: Stored, row: Row | None, fresh: Scored | None, reasons: Mapping[int, str]) -> str:
    if fresh is None or row is None:
        return "the form does not apply to the call any more"
    if row.content == each.row.content:
        return "the figures kept beside the answers"
    try:
        kept = evaluations.evaluation_of(each.row, fresh.form, each.call, reasons)
    except (msgspec.MsgspecError, ValueError, LookupError, TypeError):
        return "the kept answers can't be read"
    pairs = zip(kept.answers, fresh.evaluation.answers, strict=True)
    changed = [now.criterion for before, now in pairs if before != now]
    return ", ".join(changed) or "the bytes, but no answer"
