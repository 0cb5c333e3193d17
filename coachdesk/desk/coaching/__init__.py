"""Coaching at the desk: raise it, lead it, check whether it helped, and see what it brings.

Everything here asks the table of access first, and writes in one transaction with its event.
"""

from coachdesk.desk.coaching.by_hand import raise_one
from coachdesk.desk.coaching.checking import close, not_effective, verify
from coachdesk.desk.coaching.effect import effects
from coachdesk.desk.coaching.leading import agree, cancel, claim, decline, note, start
from coachdesk.desk.coaching.listing import action_page, list_actions
from coachdesk.desk.coaching.proposing import policies_of, raise_proposals
from coachdesk.desk.coaching.sheet import sheet
from coachdesk.desk.coaching.waiving import (
    end_waiver,
    list_matters,
    list_waivers,
    settle,
    waive,
)

__all__ = [
    "action_page",
    "agree",
    "cancel",
    "claim",
    "close",
    "decline",
    "effects",
    "end_waiver",
    "list_actions",
    "list_matters",
    "list_waivers",
    "not_effective",
    "note",
    "policies_of",
    "raise_one",
    "raise_proposals",
    "settle",
    "sheet",
    "start",
    "verify",
    "waive",
]
