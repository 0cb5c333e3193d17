"""Certification on the desk: who may do what, until when, and on what evidence.

Every function asks `authorize` first, and writes in one transaction: what it returns is on disk.
No state is kept that a day can change; it is told when somebody asks.
"""

from coachdesk.desk.certification.figures import BY, Cohorts, Questions, cohorts, questions
from coachdesk.desk.certification.life import enrol, revoke, step
from coachdesk.desk.certification.listing import (
    Wanted,
    left_out,
    list_held,
    matrix,
    programmes,
    show,
)
from coachdesk.desk.certification.outdated import outdated_questions
from coachdesk.desk.certification.played import Played
from coachdesk.desk.certification.role_plays import (
    answer_role_play,
    hand_in_role_play,
    open_role_play,
    score_role_play,
    show_role_play,
    take_back_in_role_play,
)
from coachdesk.desk.certification.shifts import check_roster
from coachdesk.desk.certification.sitting import Sat, answer, begin, opened, submit, waiting_exam

__all__ = [
    "BY",
    "Cohorts",
    "Played",
    "Questions",
    "Sat",
    "Wanted",
    "answer",
    "answer_role_play",
    "begin",
    "check_roster",
    "cohorts",
    "enrol",
    "hand_in_role_play",
    "left_out",
    "list_held",
    "matrix",
    "open_role_play",
    "opened",
    "outdated_questions",
    "programmes",
    "questions",
    "revoke",
    "score_role_play",
    "show",
    "show_role_play",
    "step",
    "submit",
    "take_back_in_role_play",
    "waiting_exam",
]
