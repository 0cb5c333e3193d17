"""U1 to U3: how a command was called, what it writes, and the terminal it needs."""

from coachdesk.core.codes.entry import Code

COMMAND_CODES: tuple[Code, ...] = (
    Code(
        id="U101",
        title="the output file exists",
        cause="An export never overwrites a file unasked.",
        example="coachdesk export --output calls.jsonl (twice)",
        cure="coachdesk export --output calls.jsonl --force",
    ),
    Code(
        id="U102",
        title="a filter names what the desk does not know",
        cause="No call, colleague or scorecard of the desk has that name, so the list would be "
        "empty however often it is asked for.",
        example="coachdesk calls --scorecard outbond",
        cure="coachdesk calls --scorecard outbound-card-sale",
    ),
    Code(
        id="U104",
        title="not an anchor",
        cause="An anchor is an event's number and its hash, as coachdesk log verify prints them.",
        example="coachdesk log verify --anchor 12",
        cure="coachdesk log verify --anchor 12:5f0c...",
    ),
    Code(
        id="U109",
        title="a filter that is not understood",
        cause="The text does not follow the filter language; nothing was searched. docs/queue.md "
        "tells what can be asked.",
        example="coachdesk calls --where 'score < 80'",
        cure="coachdesk calls --where 'score<80'",
    ),
    Code(
        id="U201",
        title="the output cannot be written",
        cause="The folder is missing or read-only, or the name belongs to a folder, a device or a "
        "symbolic link, which is never written through.",
        example="coachdesk score calls/ --rules rules --output missing/scores.jsonl",
        cure="mkdir missing, or name a file in a folder of your own.",
    ),
    Code(
        id="U202",
        title="the disk refused the output",
        cause="The disk was full or failed while a result was written; no part of it was kept.",
        example="coachdesk score calls/ --rules rules --format html --output /full/page.html",
        cure="Make room, or write to another disk, and run the command again.",
    ),
    Code(
        id="U203",
        title="no scorecard for this call",
        cause="Every scorecard is meant for other calls, so this one got no score at all.",
        example="an inbound call, and one scorecard with applies_to: {direction: outbound}",
        cure="Name the scorecard outright: --scorecard ID scores whatever it says it is for.",
    ),
    Code(
        id="U204",
        title="no scorecard in the rules",
        cause="The rules hold no scorecard that can be used, so there is nothing to score with.",
        example="coachdesk score calls/ --rules rules/packs",
        cure="coachdesk score calls/ --rules rules",
    ),
    Code(
        id="U105",
        title="no such format for this export",
        cause="Calls have turns inside them, which a flat table cannot hold; tables and sheets are "
        "written as what the ending of the file's name says.",
        example="coachdesk export calls --format csv",
        cure="coachdesk export calls --format jsonl",
    ),
    Code(
        id="U205",
        title="no such criterion",
        cause="No scorecard in the rules has a criterion of that id, or several have it.",
        example="coachdesk rules explain honours-optout call.vtt",
        cure="coachdesk rules explain honours-opt-out call.vtt\n"
        "(where several have it: outbound-card-sale/honours-opt-out)",
    ),
    Code(
        id="U206",
        title="a person answers this criterion",
        cause="The criterion has no condition, so the engine says nothing about it and there is no "
        "reasoning to show.",
        example="coachdesk rules explain empathy call.vtt",
        cure="Name a criterion that has pass_when, fail_when or levels.",
    ),
    Code(
        id="U207",
        title="no scorecard in common",
        cause="Two versions of rules are compared scorecard by scorecard, by id, and these two "
        "have no id in common.",
        example="coachdesk rules diff greeting.yaml collections.yaml",
        cure="Give two versions of the same scorecard; its id stays the same for ever.",
    ),
    Code(
        id="U301",
        title="no terminal",
        cause="The desk is shown on a terminal; here the input or the output is a file or a pipe.",
        example="coachdesk open > desk.txt",
        cure="coachdesk open\n(or a command that writes text: coachdesk calls, coachdesk show)",
    ),
    Code(
        id="U302",
        title="the keys of config.yaml cannot be used",
        cause="A person's own config.yaml names an action that there is not, or one key for two "
        "actions of the same view.",
        example="keys: {down: [j], up: [j]}",
        cure="keys: {down: [j], up: [k]}",
    ),
)
