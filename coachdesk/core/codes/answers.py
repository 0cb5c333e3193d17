"""A: forms filled by hand."""

from coachdesk.core.codes.entry import Code

ANSWER_CODES: tuple[Code, ...] = (
    Code(
        id="A101",
        title="the answers are not laid out as expected",
        cause="An answers file is a mapping with `form` and `answers`; `answers` maps each "
        "criterion to one text. A CSV file has the columns criterion, answer and, if wanted, note.",
        example="answers: [pass, fail]",
        cure="form: shop-visit\nanswers:\n  greets: pass\n  price-tags: na",
    ),
    Code(
        id="A102",
        title="answers to another form",
        cause="The file says which form it answers, and that is not the form asked for.",
        example="coachdesk score --form shop-visit --answers exam-answers.yaml",
        cure="Name the form that the file was filled for.",
    ),
    Code(
        id="A103",
        title="the form has no such criterion",
        cause="The answer would count nowhere, so it is never passed over in silence. A command "
        "says the same as U402.",
        example="answers: {greet: pass}   # the form asks `greets`",
        cure="answers: {greets: pass}",
    ),
    Code(
        id="A104",
        title="no answer to this criterion",
        cause="A criterion takes pass, fail or points; its own choices where it has some; a number "
        "on its scale where it has one; and always na and unknown. An answer given by a command or "
        "on the screen is refused for the same as U403.",
        example="answers: {empathy: good}   # choices: yes, partly, no",
        cure="answers: {empathy: partly}",
    ),
    Code(
        id="A105",
        title="answered twice",
        cause="Two answers to one criterion: nobody can know which one is meant.",
        example="greets,pass,\ngreets,fail,",
        cure="Keep one of them.",
    ),
    Code(
        id="A106",
        title="not valid JSON",
        cause="The file begins as JSON and is not: a comma, a quote or a bracket is wrong, a key "
        "stands twice, or a number is none (NaN, Infinity).",
        example='{"form": "shop-visit", "answers": {"greets": "pass",}}',
        cure='{"form": "shop-visit", "answers": {"greets": "pass"}}',
    ),
    Code(
        id="A107",
        title="no such form",
        cause="The name is neither a rule file nor the id of a form in the rules.",
        example="coachdesk score --form shop-vist --answers monday.yaml --rules rules",
        cure="coachdesk score --form shop-visit --answers monday.yaml --rules rules",
    ),
)
