"""S: scripts."""

from coachdesk.core.codes.entry import Code

SCRIPT_CODES: tuple[Code, ...] = (
    Code(
        id="S101",
        title="a step stands twice",
        cause="Rules, training and audits refer to a step by its id, so it must be unique.",
        example="script: sale\nversion: 1\ntitle: Sale\nlanguages: [en]\nsteps:\n"
        "  - {id: hello, say: Hello.}\n  - {id: hello, say: Good morning.}",
        cure="  - {id: hello, say: [Hello., Good morning.]}",
    ),
    Code(
        id="S102",
        title="a branch leads nowhere",
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
        cause="Every step and branch has lines in each of the script's languages, or somebody "
        "would stand there without words.",
        example="script: sale\nversion: 1\ntitle: Sale\nlanguages: [en, zh]\nsteps:\n"
        "  - {id: hello, say: {en: Hello.}}",
        cure="  - {id: hello, say: {en: Hello., zh: 您好。}}",
    ),
    Code(
        id="S105",
        title="the file is called something else",
        cause="A script is found by its file name, so that must be its id.",
        example="# file: scripts_library/card.yaml\nscript: sale\nversion: 1\ntitle: Sale\n"
        "languages: [en]\nsteps: [{id: hello, say: Hello.}]",
        cure="Call the file scripts_library/sale.yaml.",
    ),
)
