"""D1 to D3: the desk folder, its settings and its database."""

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
        title="a changed scorecard or exam under its old version",
        cause="The desk has scored calls with another text of this scorecard, or somebody sat or "
        "played another text of this exam or role-play, under the same version. The exact text "
        "keeps both apart, but lists show one name for the two.",
        example="version: 3   (and a phrase was added since the last screening)",
        cure="version: 4",
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
)
