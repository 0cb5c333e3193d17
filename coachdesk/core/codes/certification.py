"""R6: certification programmes and exams. D77 and D78: certificates on the desk."""

from coachdesk.core.codes.entry import Code


def _programme(*lines: str) -> str:
    return "\n".join(
        (
            "# file: scripts_library/sale.yaml",
            "script: sale\nversion: 1\ntitle: Sale\nlanguages: [en]\n"
            "steps: [{id: hello, say: Hello.}]",
            "# file: certifications/sale.yaml",
            "certification: sale\nversion: 1\ntitle: Sale",
            *lines,
            "",
        )
    )


def _exam(*lines: str) -> str:
    return "\n".join(
        (
            "# file: exams/sale.yaml",
            "exam: sale\nversion: 1\ntitle: Sale\npass_mark: 80\npools:",
            "  - id: price",
            "    title: Price",
            *(f"    {line}" for line in lines),
            "",
        )
    )


_QUESTION = "- {id: fee, ask: What does it cost?, choices: {a: Nothing., b: 49 a year.}, key: b}"

PROGRAMME_CODES: tuple[Code, ...] = (
    Code(
        id="R601",
        title="a programme names what is not there",
        cause="Exams and role-plays stand in exams/, scorecards in scorecards/, audit forms in "
        "audits/, scripts in scripts_library/, each in a file called by its id.",
        example=_programme("requirements: [{id: theory, exam: sale-theory}]"),
        cure="Write exams/sale-theory.yaml, or name an exam that is there.",
    ),
    Code(
        id="R602",
        title="a requirement asks for nothing, or for two things",
        cause="Each requirement is one thing that must be shown, and only some keys go with it.",
        example=_programme("requirements: [{id: read, read: sale, observed_calls: 3}]"),
        cure="requirements: [{id: read, read: sale}, {id: live, observed_calls: 3}]",
    ),
    Code(
        id="R603",
        title="a line of a history can't be read",
        cause="The history of an example is one fact a line: the day, then what happened.",
        example=_programme(
            "requirements: [{id: read, read: sale}]",
            "examples:",
            "  - {on: 2026-03-01, expect: in training, history: [2026-02-01 joined]}",
        ),
        cure="  - {on: 2026-03-01, expect: in training, history: [2026-02-01 enrolled]}",
    ),
    Code(
        id="R604",
        title="the renewal can't be as written",
        cause="A short renewal lists requirements of the programme, a full one lists none, and its "
        "window is shorter than the validity.",
        example=_programme(
            "requirements: [{id: read, read: sale}]",
            "renewal: {kind: short, requirements: [theory]}",
        ),
        cure="renewal: {kind: short, requirements: [read]}",
    ),
    Code(
        id="R605",
        title="a condition in a role-play",
        cause="Conditions are asked of transcripts. A role-play has none: the assessor answers.",
        example="# file: exams/sale.yaml\nroleplay: sale\nversion: 1\ntitle: Sale\nsections:\n"
        "  - id: all\n    title: All\n    criteria:\n"
        "      - {id: calm, ask: Was it short?, points: 5, pass_when: duration < 60s}",
        cure="      - {id: calm, ask: Was it short?, points: 5}",
    ),
    Code(
        id="R611",
        title="the key does not fit the choices",
        cause="The key names right choices, and at least one choice is wrong.",
        example=_exam(
            "questions:",
            "  - {id: fee, ask: What is the fee?, choices: {a: None., b: 49 a year.}, key: c}",
        ),
        cure="  - {id: fee, ask: What is the fee?, choices: {a: None., b: 49 a year.}, key: b}",
    ),
    Code(
        id="R612",
        title="more is drawn than there is",
        cause="`draw` is the number of questions that each sitting gets from the pool.",
        example=_exam("draw: 2", "questions:", f"  {_QUESTION}"),
        cure="Add questions to the pool, or draw fewer.",
    ),
)
