"""D73 and D74: scripts that are published, read and used."""

from coachdesk.core.codes.entry import Code

PUBLICATION_CODES: tuple[Code, ...] = (
    Code(
        id="D730",
        title="a script with errors is not published",
        cause="The library's text of the script has errors. What reaches the front line has none.",
        example="coachdesk scripts publish card   (a branch leads to a step that is not there)",
        cure="coachdesk scripts check names every error with its place.",
    ),
    Code(
        id="D731",
        title="a law tag is not signed",
        cause="Lines with a law tag reach the front line only once somebody vouches for their "
        "wording. A signature holds for the exact words: a changed line needs a new one.",
        example="coachdesk scripts publish card   (the greeting has the law tag us.tcpa.identify)",
        cure="coachdesk scripts sign card us.tcpa.identify --note 'counsel, 3 May'",
    ),
    Code(
        id="D732",
        title="this version is published with another text",
        cause="A published version never changes: people were told to read it, and calls were "
        "measured against it.",
        example="a line is reworded and version: 3 is left as it is",
        cure="Raise the version, then publish.",
    ),
    Code(
        id="D733",
        title="nothing changed",
        cause="The library says what the newest published version says, so that there is nothing "
        "to publish. Comments and the order of keys are no change.",
        example="coachdesk scripts publish card   (twice)",
        cure="coachdesk scripts diff card shows what differs.",
    ),
    Code(
        id="D734",
        title="the version was not raised",
        cause="Versions are published in order: a new one has a higher number than all before.",
        example="version: 2 in the library, and card@3 is published",
        cure="Write the version that the message names.",
    ),
    Code(
        id="D735",
        title="no such script in the library",
        cause="The folder scripts_library/ has no script of this id.",
        example="coachdesk scripts publish crad",
        cure="coachdesk scripts list names every script.",
    ),
    Code(
        id="D736",
        title="no such published version",
        cause="What people read and confirm, and what calls are measured against, is a published "
        "version. There is none of this script, or not this one.",
        example="coachdesk scripts read card@9",
        cure="coachdesk scripts history card names the versions; coachdesk scripts publish makes "
        "one.",
    ),
    Code(
        id="D737",
        title="no line has this law tag",
        cause="A signature vouches for lines under a law tag, and no step or block of the script "
        "has this one.",
        example="coachdesk scripts sign card us.tcpa.identfy",
        cure="The message names the script's law tags.",
    ),
    Code(
        id="D738",
        title="no scorecard names the script",
        cause="A line is due on the calls that a scorecard in force judges and that the scorecard "
        "names the script for. No scorecard in force has this script.",
        example="coachdesk scripts adherence shop-guide",
        cure="Add script: shop-guide to the scorecard of these calls, then coachdesk screen.",
    ),
    Code(
        id="D739",
        title="no such step or block",
        cause="The published version has no step or objection block of this id.",
        example="coachdesk scripts adherence card --line greting",
        cure="coachdesk scripts show card names them in brackets.",
    ),
    Code(
        id="D740",
        title="an objection is heard and the script has no block for it",
        cause="Customers say something on this script's calls that another script of the library "
        "has a block for, and this one has none.",
        example="coachdesk scripts check   ('too expensive' is heard on 14 calls)",
        cure="Write a block with the same hears, or include the shared blocks; coachdesk scripts "
        "adherence shows the calls.",
    ),
    Code(
        id="D741",
        title="hardly anybody says the line",
        cause="On the desk's calls the line was due, and surely less than a fifth of them have it: "
        "the whole interval of its rate lies below 20 %.",
        example="coachdesk scripts check   (said on 1 of 40 calls)",
        cure="Ask the people who leave it out; then reword it, coach it, or take it out.",
    ),
    Code(
        id="D742",
        title="a good line is not in the script",
        cause="Agents say a sentence that is like none of the script's, and calls with it end well "
        "more often than chance explains. That is no proof that the sentence does it.",
        example="coachdesk scripts check   ('I can do that for you right now')",
        cure="Listen to the calls; if it fits, take it into the script.",
    ),
    Code(
        id="D743",
        title="a team that nobody belongs to",
        cause="The script says that it is for a team, and no person of desk.yaml is or was in a "
        "team of this name. Nobody would be asked to read it.",
        example="coachdesk scripts check   (teams: [Noth])",
        cure="Write the team as desk.yaml has it; coachdesk people list names the teams.",
    ),
)
