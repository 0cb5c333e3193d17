"""S: scripts."""

from coachdesk.core.codes.entry import Code

SCRIPT_CODES: tuple[Code, ...] = (
    Code(
        id="S101",
        title="a step or a block stands twice",
        cause="Rules, training and audits refer to a step or a block by its id, so no two of a "
        "script may share one, included blocks counted.",
        example="script: sale\nversion: 1\ntitle: Sale\nlanguages: [en]\nsteps:\n"
        "  - {id: hello, say: Hello.}\n  - {id: hello, say: Good morning.}",
        cure="  - {id: hello, say: [Hello., Good morning.]}",
    ),
    Code(
        id="S102",
        title="the step to go on with is not there",
        cause="`then` names a step that the script does not have.",
        example="script: sale\nversion: 1\ntitle: Sale\nlanguages: [en]\nsteps:\n"
        "  - id: hello\n    say: Hello.\n"
        "    if_customer: [{when: Is busy, say: I will call back., then: clsoe}]\n"
        "  - {id: close, say: Goodbye.}",
        cure="    if_customer: [{when: Is busy, say: I will call back., then: close}]",
    ),
    Code(
        id="S103",
        title="lines in no known language",
        cause="A script lists its languages; its lines say which they are in where there is more "
        "than one.",
        example="script: sale\nversion: 1\ntitle: Sale\nlanguages: [en, zh]\nsteps:\n"
        "  - {id: hello, say: Hello.}",
        cure="  - {id: hello, say: {en: Hello., zh: 您好。}}",
    ),
    Code(
        id="S104",
        title="lines are missing in a language",
        cause="Every step, branch and block has lines in each of the script's languages, or "
        "somebody would stand there without words.",
        example="script: sale\nversion: 1\ntitle: Sale\nlanguages: [en, zh]\nsteps:\n"
        "  - {id: hello, say: {en: Hello.}}",
        cure="  - {id: hello, say: {en: Hello., zh: 您好。}}",
    ),
    Code(
        id="S105",
        title="the file is called something else",
        cause="Scripts and blocks are found by their file name, so that must be their id.",
        example="# file: scripts_library/card.yaml\nscript: sale\nversion: 1\ntitle: Sale\n"
        "languages: [en]\nsteps: [{id: hello, say: Hello.}]",
        cure="Call the file scripts_library/sale.yaml.",
    ),
    Code(
        id="S106",
        title="the last day comes before the first",
        cause="`effective` ends before it begins, so the script could never be used.",
        example="script: sale\nversion: 1\ntitle: Sale\nlanguages: [en]\n"
        "effective: {from: 2026-12-01, until: 2026-11-01}\nsteps: [{id: hello, say: Hello.}]",
        cure="effective: {from: 2026-12-01, until: 2027-11-01}",
    ),
    Code(
        id="S107",
        title="a step ends the call and goes on",
        cause="`end` and `then` exclude each other.",
        example="script: sale\nversion: 1\ntitle: Sale\nlanguages: [en]\nsteps:\n"
        "  - {id: hello, say: Hello., end: true, then: close}\n  - {id: close, say: Goodbye.}",
        cure="  - {id: hello, say: Hello., then: close}",
    ),
)
