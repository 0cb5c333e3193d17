"""Mystery visits: planned by a draw, made by a shopper, checked by somebody else, then released.

Every function asks `authorize` first, and writes in one transaction: what it returns is on disk.
Whoever may not know of a visit is told the same as if there were none.
"""

from coachdesk.desk.audits.answering import give, give_again, note, take_back
from coachdesk.desk.audits.assigning import assign
from coachdesk.desk.audits.attaching import attach_call, attach_proof, attach_transcript
from coachdesk.desk.audits.forms import audit_form, audit_forms
from coachdesk.desk.audits.life import appeal, begin, end_clocks, step, uphold
from coachdesk.desk.audits.listing import list_visits
from coachdesk.desk.audits.opening import open_visit
from coachdesk.desk.audits.planning import Planned, pick_visit, plan_visits
from coachdesk.desk.audits.results import visit_figures

__all__ = [
    "Planned",
    "appeal",
    "assign",
    "attach_call",
    "attach_proof",
    "attach_transcript",
    "audit_form",
    "audit_forms",
    "begin",
    "end_clocks",
    "give",
    "give_again",
    "list_visits",
    "note",
    "open_visit",
    "pick_visit",
    "plan_visits",
    "step",
    "take_back",
    "uphold",
    "visit_figures",
]
