"""D: the desk folder and its database. U: how a command was called."""

from coachdesk.core.codes.entry import Code

_INIT = "coachdesk init mydesk && cd mydesk"

DESK_CODES: tuple[Code, ...] = (
    Code(
        id="D101",
        title="no desk here",
        cause="The command works on a desk; neither this folder nor one above it has a desk.yaml.",
        example="cd /tmp && coachdesk calls",
        cure=f"{_INIT}\n(or: coachdesk calls --desk PATH, or set COACHDESK_DESK)",
    ),
    Code(
        id="D102",
        title="the desk has no database",
        cause="The folder has a desk.yaml but no desk.db beside it.",
        example="a copied desk folder from which desk.db was left out",
        cure="Restore desk.db from a backup, or make a new desk: coachdesk init OTHER-FOLDER",
    ),
    Code(
        id="D103",
        title="not a database",
        cause="desk.db does not begin as an SQLite file does; something else was written over it.",
        example="a text file saved under the name desk.db",
        cure="Move the file away and restore the newest backup.",
    ),
    Code(
        id="D104",
        title="the database is empty",
        cause="desk.db has no bytes at all. SQLite would take it for a new database; a desk is "
        "never made that way, so its content was lost.",
        example="cp of a desk onto a full disk",
        cure="Move the file away and restore the newest backup.",
    ),
    Code(
        id="D105",
        title="somebody else's database",
        cause="The file is SQLite, but its application id is not that of a Coachdesk desk, or it "
        "holds triggers or views that Coachdesk never makes and that could act behind its back.",
        example="a browser history renamed to desk.db",
        cure="Give the desk's own file; remove foreign triggers and views.",
    ),
    Code(
        id="D106",
        title="the desk is newer than this program",
        cause="A newer Coachdesk changed the desk's layout. An older one would write to it wrongly "
        "without noticing, so it does not open it.",
        example="the desk was opened with 0.3, this is 0.1",
        cure="Update Coachdesk.",
    ),
    Code(
        id="D107",
        title="the SQLite engine is too old",
        cause="Strict tables need SQLite 3.37 or later.",
        example="Python linked with SQLite 3.34",
        cure="Use a Python with a newer SQLite: python -c 'import sqlite3; "
        "print(sqlite3.sqlite_version)'",
    ),
    Code(
        id="D108",
        title="the desk is on a network file system",
        cause="SQLite's locks are not reliable there: two writers can destroy the file.",
        example="a desk folder on an NFS or SMB share",
        cure="Keep the desk on a local disk; share exports or backups instead.",
    ),
    Code(
        id="D109",
        title="the desk must leave WAL mode first",
        cause="SQLite before 3.51.3 (3.50.7 and 3.44.6 in their branches) can lose committed rows "
        "in WAL mode. This engine is affected, the desk is in WAL mode, and another process has "
        "it open.",
        example="the desk is open in a program that brings a newer SQLite",
        cure="Close the other program, then run the command again.",
    ),
    Code(
        id="D110",
        title="the desk cannot be written",
        cause="The folder or the file is read-only for you; SQLite needs to write in both.",
        example="a desk on a mounted archive",
        cure="Ask for write access to the folder, or copy a backup to a place of your own.",
    ),
    Code(
        id="D111",
        title="the desk is busy",
        cause="Another process held the desk's lock for more than ten seconds.",
        example="a large import is running",
        cure="Wait for the other command to end, then run this one again.",
    ),
    Code(
        id="D112",
        title="the database is damaged",
        cause="SQLite found pages that can't be right.",
        example="half of a copied file",
        cure="Stop using the file, keep it, and restore the newest backup.",
    ),
    Code(
        id="D113",
        title="the disk is full",
        cause="There was no room for this step; SQLite took it back whole.",
        example="coachdesk import on a full disk",
        cure="Make room and run the same command again: what was kept is not done twice.",
    ),
    Code(
        id="D114",
        title="the disk failed",
        cause="The operating system reported an error while reading or writing the desk.",
        example="an unplugged drive",
        cure="Check the drive; nothing of this step was kept.",
    ),
    Code(
        id="D115",
        title="the database did not take a safety setting",
        cause="A setting that protects the desk (full sync, foreign keys ...) reads back otherwise "
        "than it was set.",
        example="an SQLite built without foreign keys",
        cure="Use a Python with a standard SQLite.",
    ),
    Code(
        id="D116",
        title="the folder is in use",
        cause="A new desk is only made in a folder that is empty or not there yet, so that nothing "
        "is overwritten.",
        example="coachdesk init ~/Documents",
        cure="coachdesk init ~/Documents/mydesk",
    ),
    Code(
        id="D117",
        title="the starter content is missing",
        cause="The rules and scripts that come with Coachdesk were not found beside the program.",
        example="a package built without its data files",
        cure="Install Coachdesk again.",
    ),
    Code(
        id="D118",
        title="the backup is not good",
        cause="A copy was made and checked, and the check failed; it was removed again.",
        example="a desk with a damaged page",
        cure="Run coachdesk log verify, and keep the older backups.",
    ),
    Code(
        id="D201",
        title="desk.yaml has a value that can't be used",
        cause="The value is well written but names something that does not exist or fits nothing.",
        example="time_zone: Europe/Atlantis",
        cure="time_zone: Europe/Berlin",
    ),
    Code(
        id="D202",
        title="two people under one name",
        cause="An id, name or alias stands for two people, so calls could be put to the wrong one.",
        example="people:\n  - {id: ana, name: Ana Silva}\n  - {id: ana2, name: Ana Silva}",
        cure="Give each person names and aliases that nobody else has.",
    ),
    Code(
        id="D203",
        title="a redaction pattern can't be used",
        cause="Patterns run in a linear-time engine, so that no text can make them slow. It has no "
        "lookaround and no backreferences, and it refuses patterns that grow too large.",
        example="redaction: {patterns: [{name: account, regex: '(?<=account )[0-9]+'}]}",
        cure="redaction: {patterns: [{name: account, regex: 'account [0-9]+'}]}",
    ),
    Code(
        id="D204",
        title="one account for two people",
        cause="An account of the operating system stands for two people, so the desk could not "
        "tell who acts.",
        example="people:\n  - {id: ana, name: Ana, account: desk}\n"
        "  - {id: bo, name: Bo, account: desk}",
        cure="Give each person accounts of their own; leave `account` away where several people "
        "share one.",
    ),
    Code(
        id="D205",
        title="places that do not fit together",
        cause="A place is listed once, lies within a larger one that is listed too, and people "
        "work at places that are listed.",
        example="places: [{id: riverside, name: Riverside, within: rivercity}]   (no rivercity)",
        cure="places:\n  - {id: rivercity, name: River City, level: city}\n"
        "  - {id: riverside, name: Riverside, within: rivercity}",
    ),
    Code(
        id="D301",
        title="the call id is taken",
        cause="The desk already has a call of this id whose content differs. The stored one stays, "
        "because scores and evidence point at its words.",
        example="two systems that both number their calls from 1",
        cure="Give the new call an id of its own.",
    ),
    Code(
        id="D302",
        title="the rules have errors",
        cause="Calls are only scored with rules that are right as a whole.",
        example="coachdesk screen with a misspelt signal in a scorecard",
        cure="coachdesk rules check, mend what it names, and screen again.",
    ),
    Code(
        id="D303",
        title="no such call",
        cause="The desk has no call of this id.",
        example="coachdesk show call-99",
        cure="coachdesk calls lists the ids.",
    ),
    Code(
        id="D304",
        title="a stored score does not come out again",
        cause="The stored form text, applied to the stored call, gives another answer than the one "
        "kept: the row was changed, or this version of Coachdesk judges otherwise.",
        example="desk.db edited by hand",
        cure="coachdesk log verify tells whether rows were changed; if not, please report it.",
    ),
    Code(
        id="D305",
        title="the event log does not hold",
        cause="An event, or a row that an event vouches for, is not what was written.",
        example="one byte of desk.db flipped",
        cure="Compare with the newest backup; the message names the first event that is wrong.",
    ),
    Code(
        id="D306",
        title="a stored form can't be loaded",
        cause="The text of a form kept in the desk is no longer accepted by this version.",
        example="a desk scored with rules of an older language",
        cure="Use the version of Coachdesk that scored it, named in the event log.",
    ),
    Code(
        id="D307",
        title="no rules",
        cause="The desk's rules folder has no scorecard, so there is nothing to score with.",
        example="rm rules/scorecards/*",
        cure="Put a scorecard in rules/scorecards; coachdesk init shows how one looks.",
    ),
    Code(
        id="D308",
        title="a changed scorecard under its old version",
        cause="The desk has scored calls with another text of this scorecard under the same "
        "version. The exact text keeps both apart, but lists show one name for the two.",
        example="version: 3   (and a phrase was added since the last screening)",
        cure="version: 4",
    ),
    Code(
        id="D401",
        title="a stranger's account",
        cause="desk.yaml names accounts for its people, and the account that runs this command is "
        "none of them, so the desk shows it nothing private and takes nothing from it. This is a "
        "guard-rail: whoever owns the desk's files can read and change them by other means.",
        example="coachdesk show call-7   (run by an account that desk.yaml does not name)",
        cure="people:\n  - {id: ana, name: Ana, account: ana}",
    ),
    Code(
        id="D402",
        title="acting as somebody else",
        cause="desk.yaml names accounts for its people, so the account decides who acts; --as and "
        "COACHDESK_AS may only repeat it.",
        example="coachdesk calls --as ruth.adler   (run by Ana's account)",
        cure="Leave --as away, or work from that person's account.",
    ),
    Code(
        id="D403",
        title="this person may not",
        cause="The table of who may do what (docs/access.md) does not allow this to this person, "
        "or one of the rules that hold for everybody forbids it. Nothing was written. The message "
        "says why, the hint names the rule.",
        example="coachdesk evaluations publish E17 --as ana.price",
        cure="Ask somebody whose role allows it; docs/access.md lists who that is.",
    ),
    Code(
        id="D404",
        title="somebody who does not work here",
        cause="The roster has no spell of this person that holds today, so there is nothing that "
        "they may do.",
        example="coachdesk today --as ana.price   (she left last week)",
        cure="coachdesk people set ana.price --since 2026-05-04 --team North",
    ),
    Code(
        id="D791",
        title="days that do not fit",
        cause="Of one person each day belongs to one spell at most, and a spell ends after it "
        "began.",
        example="coachdesk people set ana.price --since 2026-05-04 --until 2026-05-01 --team North",
        cure="coachdesk people show ana.price lists the spells; change the days.",
    ),
    Code(
        id="D792",
        title="a change without its first day",
        cause="What somebody was before stays true of the days before, so a change says from which "
        "day on it holds.",
        example="coachdesk people set ana.price --team South   (she is on the roster)",
        cure="coachdesk people set ana.price --team South --since 2026-05-04",
    ),
    Code(
        id="D793",
        title="a place or manager that nobody knows",
        cause="People work at places that desk.yaml lists, under somebody who is known.",
        example="coachdesk people set ana.price --place riversde --since 2026-05-04",
        cure="coachdesk people set ana.price --place riverside --since 2026-05-04",
    ),
    Code(
        id="D794",
        title="this says nothing of a person",
        cause="A line about somebody on the roster has words such as team:South; since and until "
        "are days, and a role is one of those of the desk.",
        example="since:tomorrow taem:South",
        cure="since:2026-12-01 team:South under:hong.wei",
    ),
    Code(
        id="D601",
        title="the draft was saved by somebody else",
        cause="Between opening a draft file and saving it, another text of it was saved. Nothing "
        "was written, so that theirs is not lost.",
        example="two people edit drafts/scorecards/greeting.yaml in the workbench",
        cure="Open the draft again, and bring your change into their text.",
    ),
    Code(
        id="D602",
        title="the notes of a draft can't be understood",
        cause="drafts/ keeps beside the draft files which text of the rules each one began from, "
        "and what is being published. That note is not as Coachdesk wrote it.",
        example="drafts/begun.json edited by hand",
        cure="Move drafts/ away and begin the draft again; the rules in force are whole.",
    ),
    Code(
        id="D603",
        title="nothing to publish",
        cause="The desk has no draft file, or none that differs from the rules.",
        example="coachdesk rules publish --note 'a new greeting'   (twice)",
        cure="coachdesk rules draft scorecards/greeting.yaml",
    ),
    Code(
        id="D604",
        title="the version was not raised",
        cause="A rule file that says something else needs a higher version, and so does every "
        "scorecard that includes a changed pack: lists and exports name scores by it.",
        example="version: 3   (and a phrase was added in the draft)",
        cure="coachdesk rules draft --raise-versions   (changes that line and nothing else)",
    ),
    Code(
        id="D605",
        title="the rules were changed since the draft began",
        cause="The file in rules/ is not the one that the draft began from. Publishing would undo "
        "somebody's change without a word. A file put into drafts/ by hand has no beginning "
        "noted, and counts as such.",
        example="an editor saved rules/scorecards/greeting.yaml while its draft was open",
        cure="Keep your text elsewhere, coachdesk rules draft FILE --discard, then begin again.",
    ),
    Code(
        id="D606",
        title="a publication was cut short and its file changed",
        cause="A publication was stopped half way. It would be finished now, but one of its files "
        "in rules/ holds neither the old text nor the new one.",
        example="a kill during coachdesk rules publish, then an editor on the same rule file",
        cure="coachdesk rules draft --discard   (forgets the publication, leaves rules/ as it is)",
    ),
    Code(
        id="D607",
        title="the draft has errors",
        cause="The rules would have errors with the draft in them, so nothing was published.",
        example="pass_when: greets befor thanks",
        cure="Mend what the lines before this one name, then publish again.",
    ),
    Code(
        id="D608",
        title="an example of the draft is not met",
        cause="The examples in a rule file are its tests; the draft answers one of them otherwise.",
        example="- {expect: pass, call: ...} for a phrase that the draft has dropped",
        cure="Mend the rule, or the example if it was wrong: coachdesk rules test drafts",
    ),
    Code(
        id="D309",
        title="the queue was out of date",
        cause="The rows by which calls are listed are made from the evaluations; some said "
        "something else, because the file was changed by hand or by a fault of ours.",
        example="UPDATE queue SET status = 4 (in another program)",
        cure="Nothing is left to do: log verify made the rows anew. Please report it where nobody "
        "changed the file.",
    ),
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
        id="U107",
        title="no such person",
        cause="--as, COACHDESK_AS or an argument names nobody; ids, names and aliases of desk.yaml "
        "are known.",
        example="coachdesk calls --as grase",
        cure="coachdesk calls --as grace.lindqvist",
    ),
    Code(
        id="U108",
        title="no such team",
        cause="Nobody in desk.yaml has a team of that name.",
        example="coachdesk team Nroth",
        cure="coachdesk person   lists the people and their teams; or correct desk.yaml",
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
        id="U208",
        title="no such rule file",
        cause="A draft is named by its path in the rules, and the rules have no such file, or that "
        "can't be the name of one.",
        example="coachdesk rules draft scorecards/greetin.yaml",
        cure="coachdesk rules draft scorecards/greeting.yaml",
    ),
    Code(
        id="U209",
        title="a publication without a reason",
        cause="Whoever looks at a changed score later asks why the rule was changed. The reason is "
        "kept in the event log, as text that can be erased.",
        example="coachdesk rules publish --note ''",
        cure="coachdesk rules publish --note 'hi counts as a greeting'",
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
