"""R: the rule language. Gathered here with F (YAML as text) and S (scripts).

An example is a file, several files (each after `# file: PATH`), or a part of one: `signals:` or
`- id:` (a criterion) of a scorecard with the signals `hello` and `goodbye`. The tests run them.
"""

from coachdesk.core.codes.entry import Code
from coachdesk.core.codes.scripts import SCRIPT_CODES
from coachdesk.core.codes.yaml_text import YAML_CODES


def _criterion(*lines: str) -> str:
    head = ("- id: greets", "  ask: Was there a greeting?", "  points: 5")
    return "\n".join((*head, *(f"  {line}" for line in lines)))


_LOADING = (
    Code(
        id="R101",
        title="the kind of file is not known",
        cause="The first key names the kind (scorecard, audit, pack, script ...) and gives the id.",
        example="title: Sale\nscorecard: sale\nversion: 1",
        cure="scorecard: sale\ntitle: Sale\nversion: 1",
    ),
    Code(
        id="R102",
        title="an id stands twice",
        cause="Scores, notes and trends are kept by id; two things of one id could not be told "
        "apart.",
        example="- {id: greets, ask: Was there a hello?, points: 5, pass_when: hello}\n"
        "- {id: greets, ask: Was there a goodbye?, points: 5, pass_when: goodbye}",
        cure="- {id: says-goodbye, ask: Was there a goodbye?, points: 5, pass_when: goodbye}",
    ),
    Code(
        id="R103",
        title="the included file cannot be used",
        cause="The file is not there, is of the wrong kind (forms and packs include packs, scripts "
        "and blocks include blocks), or is not a path inside the folder.",
        example="scorecard: sale\nversion: 1\ntitle: Sale\ninclude: [packs/us-telemarketting]",
        cure="include: [packs/us-telemarketing]",
    ),
    Code(
        id="R104",
        title="files include each other in a circle, or too deep",
        cause="A pack or a file of blocks that takes itself in would have no end. Eight levels are "
        "allowed.",
        example="# file: packs/a.yaml\npack: a\nversion: 1\ntitle: A\ninclude: [packs/b]\n"
        "# file: packs/b.yaml\npack: b\nversion: 1\ntitle: B\ninclude: [packs/a]",
        cure="Take one of the two out, or move what both need into a third pack.",
    ),
    Code(
        id="R105",
        title="a signal hides another",
        cause="A signal of the same name comes from an included pack; the pack's own criteria "
        "would listen for something else than its author meant.",
        example="# file: packs/law.yaml\npack: law\nversion: 1\ntitle: Law\n"
        "signals: {hello: {says: hello}}\n"
        "# file: scorecards/sale.yaml\nscorecard: sale\nversion: 1\ntitle: Sale\n"
        "include: [packs/law]\nsignals: {hello: {says: hi}}",
        cure="signals: {says_hi: {says: hi}}",
    ),
    Code(
        id="R106",
        title="there is no such script",
        cause="The rules refer to a script that is not in scripts_library, or has faults itself.",
        example="scorecard: sale\nversion: 1\ntitle: Sale\nscript: card-sale",
        cure="Write scripts_library/card-sale.yaml, or mend the name.",
    ),
    Code(
        id="R107",
        title="the script has no such step",
        cause="`script-id/step-id` names a step that is not there.",
        example="# file: scripts_library/sale.yaml\nscript: sale\nversion: 1\ntitle: Sale\n"
        "languages: [en]\nsteps: [{id: hello, say: Hello.}]\n"
        "# file: packs/p.yaml\npack: p\nversion: 1\ntitle: P\n"
        "signals: {greets: {script: sale/hallo}}",
        cure="signals: {greets: {script: sale/hello}}",
    ),
)

_LANGUAGE = (
    Code(
        id="R201",
        title="the phrase cannot be read",
        cause="Brackets that are not closed, an unknown slot, a gap at the edge, or no words left.",
        example='signals:\n  names: {says: "this is {agentname}"}',
        cure='signals:\n  names: {says: "this is {agent_name}"}',
    ),
    Code(
        id="R202",
        title="the condition cannot be read",
        cause="A word stands where it means nothing, a metric or field is unknown, or a number has "
        "the wrong unit.",
        example=_criterion("pass_when: talk_ratio <= 65s"),
        cure="pass_when: talk_ratio <= 65%",
    ),
    Code(
        id="R203",
        title="the regular expression cannot be used",
        cause="Expressions run in linear time whatever the call says, so lookaround, "
        "back-references and huge repetitions are not in the language; nor may one match nothing.",
        example="signals:\n  code: {regex: '(?=secret) code'}",
        cure="signals:\n  code: {regex: 'secret code'}",
    ),
    Code(
        id="R204",
        title="there is no such signal",
        cause="A condition names a signal that neither the file nor its packs define.",
        example=_criterion("pass_when: helo"),
        cure=_criterion("pass_when: hello"),
    ),
    Code(
        id="R205",
        title="the signal listens for nothing, or for two things",
        cause="A signal has exactly one of says, regex, script and like, and a name that "
        "conditions do not use themselves.",
        example="signals:\n  hello: {says: hello, regex: hel+o}",
        cure="signals:\n  hello: {says: hello}\n  drawn_out: {regex: hell+o}",
    ),
    Code(
        id="R206",
        title="the stretch of the call cannot be read",
        cause="first and last take a number of turns or a time, longer than nothing.",
        example="signals:\n  hello: {says: hello, first: 0 turns}",
        cure="signals:\n  hello: {says: hello, first: 1 turn}",
    ),
    Code(
        id="R207",
        title="two ways to judge one criterion",
        cause="pass_when, fail_when and levels exclude each other; and applies_when needs one of "
        "them.",
        example=_criterion("pass_when: hello", "fail_when: goodbye"),
        cure=_criterion("pass_when: hello and not goodbye"),
    ),
    Code(
        id="R208",
        title="points or bounds that cannot be",
        cause="No level or answer can earn more than its criterion, and a scale needs a low bound "
        "below its high one.",
        example=_criterion("answers: {yes: 10, no: 0}"),
        cure=_criterion("answers: {yes: 5, no: 0}"),
    ),
    Code(
        id="R209",
        title="the example call cannot be read",
        cause="Examples are lines that begin with `A:` or `C:`; times need an offset from UTC or a "
        "time zone that exists.",
        example=_criterion(
            "pass_when: hello",
            "examples: [{expect: pass, call: {turns: 'A: hello', time_zone: Mars/Olympus}}]",
        ),
        cure="time_zone: Europe/Paris",
    ),
)

_CHECKS = (
    Code(
        id="R301",
        title="an unused signal (warning)",
        cause="No condition names it. Often the condition misses it, or it has been renamed.",
        example="signals:\n  thanks: {says: thank you}",
        cure="Use it in a condition, or take it out.",
    ),
    Code(
        id="R302",
        title="a criterion that can never pass",
        cause="Every call that it applies to fails it, so it measures nothing.",
        example=_criterion("pass_when: hello and not hello"),
        cure=_criterion("pass_when: hello and not goodbye"),
    ),
    Code(
        id="R303",
        title="a criterion that can never fail",
        cause="Every call that it applies to passes it, so it gives points away.",
        example=_criterion("pass_when: turns >= 0"),
        cure=_criterion("pass_when: turns >= 4"),
    ),
    Code(
        id="R304",
        title="a level or a case that no call reaches",
        cause="An earlier level takes every such call, or the condition contradicts itself.",
        example=_criterion(
            "levels:",
            "  - {points: 2, when: hello}",
            "  - {points: 5, when: hello and goodbye}",
        ),
        cure=_criterion(
            "levels:",
            "  - {points: 5, when: hello and goodbye}",
            "  - {points: 2, when: hello}",
        ),
    ),
    Code(
        id="R305",
        title="a section weighs something else than it says (warning)",
        cause="Under `pooled` the weight multiplies the points, so a section with many points "
        "outweighs its stated weight; under `flat` weights do nothing. More than 5 percentage "
        "points of difference are reported.",
        example="scorecard: sale\nversion: 1\ntitle: Sale\nscoring: {method: pooled}\n"
        "sections:\n"
        "  - {id: opening, title: Opening, weight: 50, criteria: [{id: a, ask: A?, points: 3}]}\n"
        "  - {id: closing, title: Closing, weight: 50, criteria: [{id: b, ask: B?, points: 1}]}",
        cure="scoring: {method: sections}",
    ),
    Code(
        id="R306",
        title="a source that nobody has read for a year (warning)",
        cause="Laws change. checked_on is older than 365 days, or in the future.",
        example=_criterion("pass_when: hello", "checked_on: 2020-01-01"),
        cure="Read the source again, then change checked_on.",
    ),
    Code(
        id="R307",
        title="a required step that no criterion covers (warning)",
        cause="The script requires the step, and nothing on the scorecard looks at it.",
        example="# file: scripts_library/sale.yaml\nscript: sale\nversion: 1\ntitle: Sale\n"
        "languages: [en]\nsteps: [{id: hello, say: Hello.}]\n"
        "# file: scorecards/sale.yaml\nscorecard: sale\nversion: 1\ntitle: Sale\nscript: sale",
        cure="Add a criterion with `line: sale/hello`, or a signal with `script: sale/hello`.",
    ),
    Code(
        id="R308",
        title="one criterion requires what another forbids (warning)",
        cause="No call passes both.",
        example="- {id: a, ask: Was there a hello?, points: 5, pass_when: hello}\n"
        "- {id: b, ask: Was there none?, points: 5, fail_when: hello}",
        cure="Say by applies_when which calls each is for.",
    ),
)

RULE_CODES: tuple[Code, ...] = (*YAML_CODES, *_LOADING, *_LANGUAGE, *_CHECKS, *SCRIPT_CODES)
"""All codes of the families F, R and S."""
