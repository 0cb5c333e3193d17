"""S: scripts."""

from coachdesk.core.codes.entry import Code


def _script(*parts: str, language: str = "en") -> str:
    head = f"script: sale\nversion: 1\ntitle: Sale\nlanguages: [{language}]"
    return "\n".join((head, *parts))


def _line(text: str, language: str = "en") -> str:
    return _script(f"steps: [{{id: hello, say: '{text}'}}]", language=language)


_LOADING = (
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
        cause="Scripts, blocks, exams and role-plays are found by their file name, so that must be "
        "their id.",
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

_COLLOQUIAL = (
    Code(
        id="S201",
        title="a sentence too long to be said (warning)",
        cause="Over 15 words, or 20 characters of Chinese, do not go out in one breath nor in at "
        "one ear. A number counts as one word, a slot as two (three characters).",
        example=_line(
            "We would like to tell you today about a new card that gives you money back."
        ),
        cure=_line("We have a new card. It gives you money back."),
    ),
    Code(
        id="S202",
        title="a line that goes on for too long (warning)",
        cause="A line over 20 seconds, said at 150 words or 170 Chinese characters a minute, keeps "
        "the customer silent for too long.",
        example=_line("We look after your money. You keep it safe with us. " * 6),
        cure="Make two steps of it, with a question in between.",
    ),
    Code(
        id="S203",
        title="words that are rarely said (warning)",
        cause="Words said less than once in a million are not heard at once by everybody. Counted "
        "in the subtitles of films, for English only; numbers and names are left out.",
        example=_line("We will remunerate you."),
        cure=_line("We will pay you."),
    ),
)

_FOOL_PROOF = (
    Code(
        id="S211",
        title="two questions in one line (warning)",
        cause="The customer answers the last one, and the first is lost.",
        example=_line("Do you have a card? What do you use it for?"),
        cure="Ask one in each step.",
    ),
    Code(
        id="S212",
        title="two things to do in one line (warning)",
        cause="One line, one action: the second is forgotten, by the customer or by the speaker.",
        example=_line("Please open the letter and then call this number."),
        cure=_line("Please open the letter."),
    ),
    Code(
        id="S213",
        title="something is left for the speaker to guess",
        cause="A slot that neither the call nor the script's own `slots` fill, or a gap that the "
        "author meant to come back to.",
        example=_line("The fee is {fee} a year."),
        cure="slots: {fee: The yearly fee on the price sheet}",
    ),
    Code(
        id="S221",
        title="a step that no way leads to",
        cause="Every step before it goes on elsewhere, so it will never be said.",
        example=_script(
            "steps:",
            "  - {id: hello, say: Hello., then: close}",
            "  - {id: offer, say: We have a new card.}",
            "  - {id: close, say: Goodbye.}",
        ),
        cure="  - {id: hello, say: Hello.}",
    ),
    Code(
        id="S222",
        title="a way that never ends",
        cause="From this step every way leads back to where one was.",
        example=_script(
            "steps:",
            "  - {id: hello, say: Hello.}",
            "  - {id: offer, say: We have a new card., then: hello}",
        ),
        cure="  - {id: offer, say: We have a new card.}",
    ),
    Code(
        id="S231",
        title="two answers to one situation",
        cause="Two blocks, or two branches of one step, have the same words under `when`. Nobody "
        "can tell which one to say.",
        example=_script(
            "steps: [{id: hello, say: Hello.}]",
            "objections:",
            "  - {id: price, when: Says it is too dear, say: I understand.}",
            "  - {id: money, when: says it is too dear, say: What would be right?}",
        ),
        cure="Make one block with both lines.",
    ),
    Code(
        id="S232",
        title="two blocks hear the same words",
        cause="What the customer says would call for both.",
        example=_script(
            "steps: [{id: hello, say: Hello.}]",
            "objections:",
            "  - {id: price, when: Price, hears: too (dear|much), say: I understand.}",
            "  - {id: money, when: Money, hears: too much, say: What would be right?}",
        ),
        cure="  - {id: money, when: Money, hears: no money, say: What would be right?}",
    ),
    Code(
        id="S233",
        title="one fact with two numbers (warning)",
        cause="Two places say the same of the same thing, with different numbers.",
        example=_script(
            "steps:",
            "  - {id: cost, say: The card costs forty dollars a year.}",
            "  - {id: close, say: It costs 49 dollars a year.}",
        ),
        cure="  - {id: close, say: It costs forty dollars a year.}",
    ),
    Code(
        id="S241",
        title="a term that advertising may not use (warning)",
        cause="Chinese advertising law (article 9) forbids superlatives. Who has cleared the words "
        "with the law says so by the law tag, which somebody then signs.",
        example=_line("这是最好的保险。", "zh"),
        cure=_line("这份保险住院就能报。", "zh"),
    ),
)

SCRIPT_CODES: tuple[Code, ...] = (*_LOADING, *_COLLOQUIAL, *_FOOL_PROOF)
"""S1: what keeps a script from being read. S2: what the lint finds in its words."""
