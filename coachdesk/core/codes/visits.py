"""D71: mystery visits on the desk."""

from coachdesk.core.codes.entry import Code

DESK_VISIT_CODES: tuple[Code, ...] = (
    Code(
        id="D710",
        title="no plan of visits",
        cause="A draw gives every store of the desk a visit in the quarter, by shoppers who do not "
        "work there and who were not with the same colleague within 90 days. That is not possible "
        "for the places named, so nothing was planned.",
        example="coachdesk audits plan shop-visit --quarter 2026Q4   (desk.yaml lists no shopper)",
        cure="List more shoppers (role: shopper), give places their level and people, or wait.",
    ),
    Code(
        id="D711",
        title="a visit is made by its shopper",
        cause="Only whoever a visit is assigned to begins it, answers its form, hands it in and "
        "objects to its rejection.",
        example="coachdesk audits begin V12   (V12 is assigned to somebody else)",
        cure="Assign it first: coachdesk audits assign V12 --shopper PERSON; on a desk without "
        "accounts, act as them with --as PERSON.",
    ),
    Code(
        id="D712",
        title="this person can't make the visit",
        cause="A shopper is a person of role shopper or auditor, works neither at the place nor in "
        "its team, and was not with the same colleague within 90 days.",
        example="coachdesk audits assign V12 --shopper mia   (mia was there last month)",
        cure="Assign somebody else.",
    ),
    Code(
        id="D713",
        title="something is missing from the report",
        cause="Before a report is handed in, every required question is answered, every FAIL and "
        "every n/a is told in words, and proof is attached where the form asks for it.",
        example="coachdesk audits submit V12   (no photo of the shelf)",
        cure="coachdesk audits show V12 lists what is missing; audits answer and audits attach "
        "fill it in.",
    ),
    Code(
        id="D714",
        title="an objection is made once",
        cause="The shopper objected to a rejection, the objection was refused, and that is final.",
        example="coachdesk audits object V12 --reason ...   (a second time)",
        cure="Speak with whoever looks after the visits.",
    ),
    Code(
        id="D715",
        title="too late for an appeal",
        cause="The place's line can appeal for some days after the release; they are over.",
        example="coachdesk audits appeal V12 ...   (released three weeks ago)",
        cure="audits.appeal_days in desk.yaml sets the time for visits released from now on.",
    ),
    Code(
        id="D716",
        title="no such audit form",
        cause="The desk's rules hold no audit form of this id.",
        example="coachdesk audits plan shopvisit --quarter 2026Q4",
        cure="Files of kind audit in rules/ are the forms; coachdesk rules check reads them.",
    ),
    Code(
        id="D717",
        title="this draw is on the desk already",
        cause="The seed was used for this form and quarter before, so its visits are planned.",
        example="coachdesk audits plan shop-visit --quarter 2026Q4 --seed spring   (twice)",
        cure="--dry-run shows the draw again; another seed, or none, draws anew.",
    ),
    Code(
        id="D718",
        title="the file can't be attached",
        cause="Proof is a file that can be read now: its name, size and SHA-256 are kept, so that "
        "it can be told later from another one. A transcript holds exactly one conversation.",
        example="coachdesk audits attach V12 shelf --proof shelf.jpg   (no such file)",
        cure="Name a file that is there; a recording is transcribed first.",
    ),
    Code(
        id="U408",
        title="this is no quarter",
        cause="A quarter is written as its year, a Q and 1 to 4.",
        example="coachdesk audits plan shop-visit --quarter autumn",
        cure="coachdesk audits plan shop-visit --quarter 2026Q4",
    ),
    Code(
        id="U409",
        title="a contact that has not been yet",
        cause="A report is about a contact that took place; the time given lies in the future.",
        example="coachdesk audits begin V12 --contact 2031-01-01T10:00",
        cure="Give the time at which shopper and colleague met, or leave it away: it is now.",
    ),
    Code(
        id="U410",
        title="it is not clear what is attached",
        cause="One thing is attached at a time: a file that proves the answer to a question, a "
        "transcript, or a call of the desk.",
        example="coachdesk audits attach V12 --proof shelf.jpg   (of which question?)",
        cure="coachdesk audits attach V12 shelf --proof shelf.jpg",
    ),
    Code(
        id="U411",
        title="there is no such place",
        cause="Visits go to places that desk.yaml lists under `places`.",
        example="coachdesk audits pick shop-visit riversid --from 2026-10-05T10:00 "
        "--until 2026-10-05T13:00",
        cure="Name the place by its id, or list it in desk.yaml.",
    ),
)
"""All of them."""
