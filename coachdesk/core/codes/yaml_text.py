"""F: a file as YAML text, and its shape."""

from coachdesk.core.codes.entry import Code

YAML_CODES: tuple[Code, ...] = (
    Code(
        id="F101",
        title="the file cannot be read",
        cause="It is not there, or you may not read it.",
        example="coachdesk rules check missing.yaml",
        cure="Check the name and the permissions: ls -l FILE",
    ),
    Code(
        id="F102",
        title="not a regular file inside the folder",
        cause="Only regular files are read. A pipe could wait for ever, and a symbolic link that "
        "leads out of the rule folder could show what nobody meant to share.",
        example="ln -s /etc/passwd rules/packs/law.yaml",
        cure="Put a copy of the file into the rule folder.",
    ),
    Code(
        id="F103",
        title="the file is too large",
        cause="A rule file has at most 1 MiB, so that a mistaken file is refused before it is "
        "parsed.",
        example="coachdesk rules check recording.yaml   # 20 MB",
        cure="Make several files; packs can be included.",
    ),
    Code(
        id="F104",
        title="the file is not UTF-8",
        cause="Text in another encoding would be read as other words, and rules match words.",
        example="a file saved as UTF-16, or as Latin-1 with an accent",
        cure="Save the file as UTF-8.",
    ),
    Code(
        id="F105",
        title="a control character",
        cause="Control characters can't be seen, and some of them drive the terminal. Neither a "
        "file nor an escape in a quoted text may hold one, except line breaks and tabs.",
        example='scorecard: sale\nversion: 1\ntitle: "\\e[31mSale"',
        cure='title: "Sale"',
    ),
    Code(
        id="F106",
        title="not valid YAML",
        cause="The usual causes: ': ' inside a sentence, a tab as indentation, or a text with "
        "brackets, braces or commas without quotes.",
        example="scorecard: sale\nversion: 1\ntitle: Sale: the first call",
        cure='title: "Sale: the first call"',
    ),
    Code(
        id="F107",
        title="anchors, aliases and merge keys",
        cause="They hide what a rule says, and a few lines of them can stand for millions. A text "
        "that begins with * or & needs quotes.",
        example="scorecard: sale\nversion: 1\ntitle: &sale Sale",
        cure="title: Sale",
    ),
    Code(
        id="F108",
        title="a tag",
        cause="Tags ask the reader to make something else of a text, even to run code. A text that "
        "begins with ! needs quotes.",
        example="scorecard: sale\nversion: 1\ntitle: !upper Sale",
        cure='title: "!upper Sale"',
    ),
    Code(
        id="F109",
        title="a key that is not text",
        cause="Keys are names; a list, a mapping or nothing at all cannot be one.",
        example="scorecard: sale\nversion: 1\ntitle: Sale\n? [signals]\n: {}",
        cure="signals: {}",
    ),
    Code(
        id="F110",
        title="a key stands twice",
        cause="One of the two values would be lost without a word.",
        example="scorecard: sale\nversion: 1\ntitle: Sale\ntitle: Card sale",
        cure="title: Card sale",
    ),
    Code(
        id="F111",
        title="nested too deep",
        cause="No rule needs more than 32 levels; a file that has more is broken or hostile.",
        example="scorecard: " + "[" * 40 + "]" * 40,
        cure="scorecard: sale",
    ),
    Code(
        id="F112",
        title="too many values",
        cause="A file has at most 50,000 texts, lists and mappings.",
        example="a generated file with 100,000 phrases",
        cure="Make several packs; or shorten phrases with choices: (yes|no)",
    ),
    Code(
        id="F113",
        title="a second document",
        cause="A line of three dashes begins a second document, which would be passed over.",
        example="scorecard: sale\nversion: 1\ntitle: Sale\n---\nscorecard: exam",
        cure="Make two files.",
    ),
    Code(
        id="F114",
        title="the file is empty, or not a mapping",
        cause="A file says what it is by its first key.",
        example="# rules will follow",
        cure="scorecard: sale\nversion: 1\ntitle: Sale",
    ),
    Code(
        id="F201",
        title="an unknown key",
        cause="A misspelt key would do nothing, and nobody would notice.",
        example="scorecard: sale\nversion: 1\ntitel: Sale",
        cure="title: Sale",
    ),
    Code(
        id="F202",
        title="something is missing",
        cause="The key is needed, or a list or mapping has nothing in it.",
        example="scorecard: sale\ntitle: Sale",
        cure="version: 1",
    ),
    Code(
        id="F203",
        title="another shape is expected",
        cause="A list stands where a text belongs, or the other way round, or there is no value. "
        "A phrase that begins with { or [ needs quotes.",
        example="signals:\n  names: {says: {agent_name}}",
        cure='signals:\n  names: {says: "{agent_name}"}',
    ),
    Code(
        id="F204",
        title="not a plain number",
        cause="Numbers are read as written: no 010, 1_000, 1e3, .nan or thousands of digits, "
        "which programs read differently.",
        example="scorecard: sale\nversion: 010\ntitle: Sale",
        cure="version: 10",
    ),
    Code(
        id="F205",
        title="a number out of range",
        cause="The number is too low or too high for its key.",
        example="scorecard: sale\nversion: 1\ntitle: Sale\nscoring: {pass_mark: 120}",
        cure="scoring: {pass_mark: 85}",
    ),
    Code(
        id="F206",
        title="not one of the known words",
        cause="The key takes one of a few words.",
        example="scorecard: sale\nversion: 1\ntitle: Sale\nscoring: {method: average}",
        cure="scoring: {method: sections}",
    ),
    Code(
        id="F207",
        title="the text does not fit",
        cause="The key takes a text of a certain form, such as `2 turns` or `50%`.",
        example='signals:\n  hello: {says: hello, first: "two turns"}',
        cure="signals:\n  hello: {says: hello, first: 2 turns}",
    ),
    Code(
        id="F208",
        title="no such date",
        cause="Dates are written year-month-day and must exist.",
        example="- id: greets\n  ask: Was there a greeting?\n  points: 5\n  checked_on: 2026-02-30",
        cure="checked_on: 2026-02-28",
    ),
)
