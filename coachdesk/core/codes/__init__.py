"""Every code a problem can carry: what it means, an example, and the cure.

Codes are stable: a code is never reused for another meaning. One module a family, gathered in
`CODES`, which is what `coachdesk explain CODE` and `docs/codes.md` print.
"""

from collections.abc import Mapping

from coachdesk.core.codes.answers import ANSWER_CODES
from coachdesk.core.codes.audits import AUDIT_FORM_CODES, VISIT_CODES
from coachdesk.core.codes.calls import CALL_CODES
from coachdesk.core.codes.certification import CERTIFICATE_CODES, PROGRAMME_CODES
from coachdesk.core.codes.coaching import COACHING_CODES
from coachdesk.core.codes.commands import COMMAND_CODES
from coachdesk.core.codes.desk import DESK_CODES
from coachdesk.core.codes.drafts import DRAFT_CODES
from coachdesk.core.codes.entry import Code
from coachdesk.core.codes.people import PEOPLE_CODES
from coachdesk.core.codes.publication import PUBLICATION_CODES
from coachdesk.core.codes.records import RECORD_CODES
from coachdesk.core.codes.reviews import REVIEW_CODES
from coachdesk.core.codes.rules import RULE_CODES
from coachdesk.core.codes.tables import TABLE_CODES
from coachdesk.core.codes.visits import DESK_VISIT_CODES

CODES: Mapping[str, Code] = {
    code.id: code
    for code in (
        *RULE_CODES,
        *PROGRAMME_CODES,
        *AUDIT_FORM_CODES,
        *CALL_CODES,
        *ANSWER_CODES,
        *VISIT_CODES,
        *TABLE_CODES,
        *DESK_CODES,
        *PEOPLE_CODES,
        *DRAFT_CODES,
        *COMMAND_CODES,
        *REVIEW_CODES,
        *RECORD_CODES,
        *DESK_VISIT_CODES,
        *PUBLICATION_CODES,
        *COACHING_CODES,
        *CERTIFICATE_CODES,
    )
}
"""All codes by id."""

__all__ = ["CODES", "Code"]
