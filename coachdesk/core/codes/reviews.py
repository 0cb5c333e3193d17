"""D5 and U4: evaluations by people."""

from coachdesk.core.codes.entry import Code

REVIEW_CODES: tuple[Code, ...] = (
    Code(
        id="D501",
        title="not a step of this stage",
        cause="An evaluation goes from draft over submitted and published to acknowledged, with a "
        "way back and a way over a dispute. The step asked for does not lead on from where it is.",
        example="coachdesk evaluations publish E17   (E17 is a draft)",
        cure="coachdesk evaluations submit E17, then publish; the message names what is possible.",
    ),
    Code(
        id="D502",
        title="an answer lacks something",
        cause="Before an evaluation is submitted, every scored question is answered, every FAIL is "
        "shown by the engine or by a note, and every n/a and every answer that differs from "
        "the engine's has its reason.",
        example="coachdesk evaluations submit E17   (one question is unknown)",
        cure='coachdesk evaluations answer E17 greets fail --note "began with the price"',
    ),
    Code(
        id="D503",
        title="somebody was quicker",
        cause="The evaluation was changed after you saw it. Nothing of yours was written, and "
        "nothing of theirs was overwritten.",
        example="two people answer questions of one draft at the same time",
        cure="Look at it again (coachdesk evaluations show E17), then answer.",
    ),
    Code(
        id="D504",
        title="no such evaluation",
        cause="The desk has no evaluation of this number, or nobody has evaluated the call.",
        example="coachdesk evaluations show E99",
        cure="coachdesk evaluations list gives the numbers; coachdesk evaluations answer begins "
        "one.",
    ),
    Code(
        id="D505",
        title="nothing to undo or redo",
        cause="Undo takes back your own last answer in this draft, and redo gives it again. There "
        "is none, or somebody else answered the same question after you.",
        example="coachdesk evaluations undo E17 (in a draft that you have not touched)",
        cure="coachdesk evaluations show E17 tells who answered what.",
    ),
    Code(
        id="D506",
        title="the time for disputes is over",
        cause="A published evaluation can be disputed for so many days (reviews.dispute_days in "
        "desk.yaml, 45 unless set).",
        example="coachdesk evaluations dispute E17 ... (published 50 days ago)",
        cure="Ask whoever looks after the desk: an evaluation that is wrong can be retracted.",
    ),
    Code(
        id="D507",
        title="the speakers can't be swapped now",
        cause="An evaluation of this call has left draft; its answers rest on who speaks.",
        example="coachdesk evaluations swap-speakers call-7   (E17 is submitted)",
        cure="coachdesk evaluations return E17, then swap.",
    ),
    Code(
        id="U401",
        title="no evaluation of the call by this scorecard",
        cause="The scorecard named did not judge this call, no scorecard did, or several people's "
        "evaluations are meant at once.",
        example="coachdesk evaluations answer call-7 greets pass --scorecard outbond",
        cure="coachdesk show call-7 names the scorecards that judged it.",
    ),
    Code(
        id="U402",
        title="the scorecard has no such question",
        cause="The scorecard that this evaluation answers has no criterion of that id. "
        "In a file or a table the same fault is A103, with its line.",
        example="coachdesk evaluations answer E17 greet pass",
        cure="coachdesk evaluations answer E17 greets pass",
    ),
    Code(
        id="U403",
        title="this does not answer the question",
        cause="A question is answered with pass, fail, na, unknown, one of its own choices, or a "
        "number within its scale or its points. In a file or a table the same fault is A104, with "
        "its line.",
        example="coachdesk evaluations answer E17 empathy 7   (its scale ends at 5)",
        cure="coachdesk evaluations answer E17 empathy 5",
    ),
    Code(
        id="U404",
        title="the note is too long",
        cause="A note or a reason has at most 4,000 characters.",
        example="a whole transcript pasted as a note",
        cure="Say it in a few sentences; the transcript is on the desk already.",
    ),
    Code(
        id="U405",
        title="a reason is needed",
        cause="Whoever returns, disputes, upholds, amends or retracts says why, because another "
        "person has to understand it.",
        example="coachdesk evaluations return E17",
        cure='coachdesk evaluations return E17 --reason "the refusal in turn 12 was missed"',
    ),
    Code(
        id="U406",
        title="the dispute can't be written or settled like that",
        cause="A dispute names questions with another answer than the one that stands, each once; "
        "an amendment changes answers that are disputed.",
        example="coachdesk evaluations dispute E17 --question greets --claim fail ...   (it is "
        "fail)",
        cure="coachdesk evaluations show E17, then claim what should stand.",
    ),
    Code(
        id="U407",
        title="the options do not fit together",
        cause="Each --question of a dispute has its --claim and its --reason; each --question "
        "of an amendment has its --answer.",
        example="coachdesk evaluations dispute E17 --question greets --question thanks "
        "--claim pass --reason heard",
        cure="coachdesk evaluations dispute E17 --question greets --claim pass --reason heard "
        "--question thanks --claim na --reason 'nobody refused'",
    ),
)
