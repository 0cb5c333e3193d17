"""Lines of mystery visits as proposals look at them: of released visits to a named colleague."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from coachdesk.core.audits import Stage
from coachdesk.core.coaching import TopicKind
from coachdesk.core.coaching.action import ON_VISITS
from coachdesk.core.coaching.history import Judged
from coachdesk.core.form import scored
from coachdesk.core.score.completions import is_critical
from coachdesk.desk.audits.opening import answered, heard
from coachdesk.desk.folder import Desk
from coachdesk.store import audits, records
from coachdesk.store.connect import Db

_SETTLED = (Stage.RELEASED, Stage.FINAL)
"""What the line appeals against raises nothing until it is decided."""


def judged_on_visits(desk: Desk, db: Db, forms: frozenset[str]) -> Iterator[Judged]:
    """The answers of every such visit under these audit forms; times in the desk's zone."""
    zone = ZoneInfo(desk.settings.time_zone)
    for record in records.listed(db, audits.VISITS, stages=_SETTLED):
        visit = record.content
        if visit.form not in forms or visit.agent is None:
            continue
        filed = audits.filed_of(db, record)
        found = answered(db, heard(db, record, filed), filed.changes)
        asked = {each.id: each for _, each in found.form.criteria() if scored(each)}
        for answer in found.evaluation.answers:
            if answer.criterion in asked:
                yield Judged(
                    kind=TopicKind.VISITS,
                    person=visit.agent,
                    form=visit.form,
                    criterion=answer.criterion,
                    call=record.name,
                    at=(visit.contact_at or visit.window_from).astimezone(zone),
                    state=answer.state,
                    critical=is_critical(asked[answer.criterion]),
                    method=ON_VISITS,
                )
