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
        title="a programme or an exam names what is not there",
        cause="Nobody can be certified until it is: an exam or a role-play that is not there is an "
        "error, the rest a warning. Exams and role-plays stand in exams/, "
        "scorecards in scorecards/, audit forms in audits/, scripts in scripts_library/.",
        example=_programme(
            "requirements: [{id: theory, exam: sale-theory}]",
            "# file: scorecards/sale.yaml",
            "scorecard: sale\nversion: 1\ntitle: Sale",
        ),
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
    Code(
        id="R613",
        title="an exam older than its script (warning)",
        cause="The exam says for which version of a script its questions were written, and the "
        "library has a newer one: they may ask for words that nobody says any more.",
        example="# file: scripts_library/card.yaml\n"
        "script: card\nversion: 2\ntitle: Card\nlanguages: [en]\n"
        "steps: [{id: fee, say: It costs 59 a year.}]\n"
        + _exam(
            "questions:",
            f"  {_QUESTION[:-1]}, line: card/fee}}",
        )
        + "written_for: {card: 1}\n",
        cure="Read the questions that the message names again, then write the newer version:\n"
        "written_for: {card: 2}",
    ),
)

CERTIFICATE_CODES: tuple[Code, ...] = (
    Code(
        id="D770",
        title="no such certification programme",
        cause="The desk's rules have no programme of this id.",
        example="coachdesk certs enrol card-sail ana",
        cure="coachdesk certs programmes lists them; they stand in rules/certifications/.",
    ),
    Code(
        id="D771",
        title="not everything is shown",
        cause="Somebody is assessed once every requirement of the programme is met. The message "
        "names what is lacking.",
        example="coachdesk certs assess card-sale ana   (the exam is not passed)",
        cure="coachdesk certs show ana tells what counts, and what comes next.",
    ),
    Code(
        id="D772",
        title="this role does not assess for it",
        cause="The programme says in `assessed_by` which roles may assess.",
        example="a supervisor assesses for a programme with `assessed_by: [trainer]`",
        cure="Ask somebody of the roles that the message names.",
    ),
    Code(
        id="D773",
        title="no further try now",
        cause="What was failed may be tried again so often, and so many days later, as the "
        "programme says in `retakes`.",
        example="coachdesk certs exam card-sale   (failed yesterday)",
        cure="Wait until the day in the message. Once no try is left, a trainer can enrol the "
        "person anew.",
    ),
    Code(
        id="D774",
        title="there is no certificate",
        cause="Only what holds, or did until its term ended, can be revoked.",
        example="coachdesk certs challenge card-sale ana --reason TEXT   (ana is in training)",
        cure="coachdesk certs show ana tells where they stand.",
    ),
    Code(
        id="D775",
        title="no exam to sit",
        cause="An exam is sat in training, or once a renewal is open, and not after it is passed.",
        example="coachdesk certs exam card-sale   (not enrolled)",
        cure="The message says what is missing; a trainer or supervisor enrols people.",
    ),
    Code(
        id="D776",
        title="the time of the exam is over",
        cause="The clock runs from the first question on, whether the terminal is open or not. "
        "What was answered in time was kept, and counts.",
        example="an answer 21 minutes after the beginning of an exam of 20",
        cure="coachdesk certs show tells the result.",
    ),
    Code(
        id="D777",
        title="not enrolled",
        cause="The person has no certificate of this programme, and is not in training for it.",
        example="coachdesk certs assess card-sale bo   (nobody enrolled bo)",
        cure="coachdesk certs enrol card-sale bo",
    ),
    Code(
        id="D778",
        title="the form is not the one asked for",
        cause="A role-play counts for a programme that asks for its form.",
        example="coachdesk certs role-play card-sale ana visit.yaml   (answers to another form)",
        cure="The message names the form; `form:` at the top of the answers says which was filled.",
    ),
    Code(
        id="D780",
        title="enrolled already",
        cause="The person is in training for it, or has the certificate. To enrol them again "
        "begins anew: tries count from then on, and what was shown before does not count any more.",
        example="coachdesk certs enrol card-sale ana   (ana is in training)",
        cure="coachdesk certs enrol card-sale ana --anew, where that is what you want.",
    ),
    Code(
        id="D781",
        title="does not work here",
        cause="Whoever has left, or has not come yet, is not enrolled.",
        example="coachdesk certs enrol card-sale bo   (bo left last week)",
        cure="coachdesk people show bo tells from when to when; coachdesk people set brings "
        "somebody back.",
    ),
    Code(
        id="U420",
        title="this answers no question of the exam",
        cause="An answer is one of the keys that the question offers; where several may be right, "
        "keys with commas or blanks between.",
        example="e   (the choices are a, b and c)",
        cure="a, or a c where several are asked for",
    ),
    Code(
        id="U421",
        title="a role-play is not wholly answered",
        cause="An assessor answers every criterion of the form; what is open would count as if it "
        "had not been asked. A FAIL takes a word on what was seen, an NA one on why.",
        example="answers: {says-who: pass}   (the form has nine criteria more)",
        cure="Answer the criteria that the message names; na, with a note, for what did not come "
        "up.",
    ),
    Code(
        id="U422",
        title="there is no such team, place or state",
        cause="Teams are those of people in desk.yaml and on the roster; places stand under "
        "`places` in desk.yaml.",
        example="coachdesk certs matrix --team Nroth",
        cure="coachdesk certs matrix --team North",
    ),
    Code(
        id="U423",
        title="the day lies in the past",
        cause="Training can't be over by a day that is.",
        example="coachdesk certs enrol card-sale ana --due 2020-01-01",
        cure="coachdesk certs enrol card-sale ana --due 2026-12-15",
    ),
    Code(
        id="D779",
        title="the roster can't be read as it is",
        cause="A roster is a table in CSV or XLSX with the columns person and script (or "
        "certificate), and a date where it is not for today. A row that cannot be understood might "
        "hide somebody who may not sell, so that nothing is said of the others either.",
        example="person,script\nana,outbound-card-sail",
        cure="person,script\nana,outbound-card-sale",
    ),
)
