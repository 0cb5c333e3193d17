"""C: transcripts that cannot be read, or are read with a reservation."""

from coachdesk.core.codes.entry import Code

CALL_CODES: tuple[Code, ...] = (
    Code(
        id="C100",
        title="the file can't be opened",
        cause="There is no such file, you may not read it, it vanished while others were read, or "
        "it is no regular file (a pipe, a device). The other files are still done.",
        example="coachdesk read misssing.vtt",
        cure="Check the name and your rights; copy the content of a pipe into a file.",
    ),
    Code(
        id="C101",
        title="the file is too large",
        cause="A file of one document is read whole, and one of over 50 MiB is no call. Own JSON "
        "Lines are read line by line and may be of any size.",
        example="coachdesk read recording.wav.json",
        cure="Split the file, or turn it into JSON Lines, one call a line.",
    ),
    Code(
        id="C102",
        title="the file is not UTF-8",
        cause="Text in another encoding would be misread silently, so it is refused, with the "
        "first byte that does not fit.",
        example="A: caf\\xe9",
        cure="Save the file as UTF-8.",
    ),
    Code(
        id="C103",
        title="the file is not JSON",
        cause="It is broken or cut off; the place is where reading had to stop.",
        example='{"Transcript": [{"ParticipantRole": "AGENT"',
        cure='{"Transcript": [{"ParticipantRole": "AGENT"}]}',
    ),
    Code(
        id="C104",
        title="JSON nested too deeply",
        cause="No transcript nests deeper than 64; a file that does is damaged or hostile.",
        example="[[[[[[ ... ]]]]]]",
        cure="Export the file again.",
    ),
    Code(
        id="C105",
        title="JSON that is not sound",
        cause="A key that stands twice in one object, or a number such as NaN, means that one of "
        "two readings is wrong.",
        example='{"id": "a", "id": "b", "turns": []}',
        cure='{"id": "a", "turns": []}',
    ),
    Code(
        id="C106",
        title="no such format",
        cause="--from names a format that Coachdesk does not read.",
        example="coachdesk read call.txt --from vtt",
        cure="coachdesk read call.txt --from webvtt",
    ),
    Code(
        id="C107",
        title="a role map that can't be read",
        cause="--roles is a list of LABEL=PART with commas; parts are agent, customer, other and "
        "unknown. `*` stands for every other label.",
        example='--roles "Ana"',
        cure='--roles "Ana=agent,*=customer"',
    ),
    Code(
        id="C108",
        title="the file is empty",
        cause="A file without any content is no call; perhaps its export failed.",
        example="an empty call.vtt",
        cure="Export the file again.",
    ),
    Code(
        id="C109",
        title="no format is recognised",
        cause="Formats are told apart by content, and this content fits none. In a folder such a "
        "file is passed over with a warning.",
        example="coachdesk read notes.md",
        cure="Name the format with --from, or turn the file into one of docs/formats.md.",
    ),
    Code(
        id="C110",
        title="a file of lines that can't be used",
        cause="A line is longer than 16 MiB, or the first lines of the file are no calls, so the "
        "rest was left alone.",
        example="a pretty-printed JSON document given as JSON Lines",
        cure="Write one object a line.",
    ),
    Code(
        id="C111",
        title="a call that does not fit",
        cause="A field is missing, unknown, of the wrong kind, or has a value that can't be.",
        example='{"id": "a", "turns": [], "duration_ms": -5}',
        cure='{"id": "a", "turns": [], "duration_ms": 61000}',
    ),
    Code(
        id="C112",
        title="a line of plain text without a speaker",
        cause="Each turn begins with who speaks, and so must the first line; a later line without "
        "a speaker goes on with the turn before it.",
        example="good morning",
        cure="A: good morning",
    ),
    Code(
        id="C113",
        title="a table that can't be used",
        cause="A column is missing, unknown or twice there, a row has another number of cells, a "
        "quote is never closed, or bare times can be read in more than one unit.",
        example="speaker,text,start,end\nagent,hello there,0,100",
        cure="speaker,text,start_ms,end_ms\nagent,hello there,0,900",
    ),
    Code(
        id="C114",
        title="two calls of one id in a file",
        cause="Scores, notes and answers refer to a call by its id. The first call is read, the "
        "second is not.",
        example='{"id": "a", "turns": [{"text": "hello"}]}\n{"id": "a", "turns": []}',
        cure='{"id": "a", "turns": [{"text": "hello"}]}\n{"id": "b", "turns": []}',
    ),
    Code(
        id="C201",
        title="control characters were taken out",
        cause="Characters that drive a terminal, NUL, and lone surrogates have no place in a "
        "transcript. They are taken out and counted; the words stay.",
        example="a turn with \\u001b[2J in it",
        cure="Nothing to do; or mend the export that makes them.",
    ),
    Code(
        id="C202",
        title="turns without times",
        cause="Missing times stay missing. Rules that need them answer UNKNOWN, and talk measures "
        "that need them are not computed.",
        example='{"speaker": "agent", "text": "hello"}',
        cure='{"speaker": "agent", "text": "hello", "start_ms": 0, "end_ms": 900}',
    ),
    Code(
        id="C203",
        title="a turn that starts before an earlier one did",
        cause="Times that go back are kept as they are; the order of turns is the order of the "
        "file.",
        example="a turn at 12.0 s after one at 15.0 s",
        cure="Sort the export by start, if that is what happened.",
    ),
    Code(
        id="C204",
        title="a turn that ends before it starts",
        cause="Kept as it is; measures treat its length as zero.",
        example='{"start_ms": 900, "end_ms": 100}',
        cure='{"start_ms": 100, "end_ms": 900}',
    ),
    Code(
        id="C205",
        title="a turn that starts while an earlier one goes on",
        cause="People talk over each other; overlap is kept and measured. Much of it may mean that "
        "channels were merged on two clocks.",
        example="agent 0 to 5 s, customer 3 to 6 s",
        cure="Nothing to do, where people did talk at once.",
    ),
    Code(
        id="C206",
        title="a turn that ends after the stated duration",
        cause="The stated duration is kept, and so is the turn; one of the two is wrong by more "
        "than two seconds.",
        example='{"duration_ms": 60000, "turns": [{"start_ms": 59000, "end_ms": 70000}]}',
        cure="Correct the duration, or leave it out.",
    ),
    Code(
        id="C207",
        title="a call without turns",
        cause="The call is kept. Every rule about it answers UNKNOWN: nobody says a word in it.",
        example='{"id": "a", "turns": []}',
        cure="Export the transcript again, if there was a conversation.",
    ),
    Code(
        id="C208",
        title="a turn faster than anybody speaks",
        cause="More than 400 words a minute: the times are wrong, perhaps in another unit, or the "
        "words were not all said. Words are counted by the blanks between them.",
        example='{"speaker": "agent", "text": "...forty words...", "start_ms": 0, "end_ms": 900}',
        cure="Check the unit of the times in the export.",
    ),
    Code(
        id="C209",
        title="a gap of more than ten minutes",
        cause="Nobody says anything for so long. Two calls may stand in one file, or the times be "
        "in another unit. The turns are kept, and measures count the gap as silence.",
        example="a turn at 2:10, the next at 16:45",
        cure="Split the file, or state under gaps what was not transcribed.",
    ),
    Code(
        id="C210",
        title="calls in which nobody is the agent",
        cause="Neither the file nor a role map says who is the agent, or the map names a label "
        "that is not there. It is never guessed, so rules about the agent can't tell.",
        example="coachdesk score call.vtt   (its labels: Ana Price, Customer)",
        cure='coachdesk score call.vtt --roles "Ana Price=agent,*=customer"',
    ),
    Code(
        id="C301",
        title="not the shape of the format",
        cause="The file was recognised or named as a maker's format, and lacks what that format "
        "always has.",
        example='{"results": 3}   read with --from deepgram',
        cure="Name the right format with --from.",
    ),
    Code(
        id="C302",
        title="a segment that the recogniser doubts",
        cause="Whisper's own figures for this segment (mean log probability under -1, or a "
        "probability of no speech over 0.6) say that its words may be invented.",
        example='{"avg_logprob": -1.4, "text": "Thank you for watching"}',
        cure="Listen to that part before you rely on a verdict about it.",
    ),
    Code(
        id="C303",
        title="a cue that was left out",
        cause="A block of a caption file has no time line, or one that can't be read; its text "
        "belongs to no moment and is not used.",
        example="00:00:07.000 --> 00:00:1d.890",
        cure="00:00:07.000 --> 00:00:11.890",
    ),
    Code(
        id="C304",
        title="captions without their header",
        cause="The file reads like WebVTT but does not begin with the word; it may be cut off.",
        example="00:00.500 --> 00:07.000",
        cure="WEBVTT\n\n00:00.500 --> 00:07.000",
    ),
    Code(
        id="C401",
        title="an index that cannot be used",
        cause="The table given with --index cannot be read as one, or has columns that mean "
        "nothing. Nothing is read without it: a call that is kept without its row could not take "
        "it later.",
        example="call,agent\ncard-0009,Ben Okafor",
        cure="id,agent\ncard-0009,Ben Okafor",
    ),
    Code(
        id="C402",
        title="a row of the index that cannot be used",
        cause="A cell of the row is no time, number or direction, the row does not say which call "
        "it is about, or another row is about the same one.",
        example="file,started_at\ncard-0009.srt,yesterday",
        cure="file,started_at\ncard-0009.srt,2026-10-12T18:40:00-04:00",
    ),
    Code(
        id="C403",
        title="rows of the index about no call",
        cause="No call was read from a file of that name, or with that id; what these rows tell "
        "was used for nothing.",
        example="file,agent\ncard-009.srt,Ben Okafor   # the file is card-0009.srt",
        cure="file,agent\ncard-0009.srt,Ben Okafor",
    ),
    Code(
        id="C404",
        title="the index says something else than the file",
        cause="Both state the same thing about a call and they differ. The file's own statement "
        "stays.",
        example="the file has agent Ana Price, its row in the index Ben Okafor",
        cure="Find out which is right, and mend the other.",
    ),
    Code(
        id="C405",
        title="one row for two calls",
        cause="A row that names a file is about one file, and a new_id is the name of one call. "
        "Nobody can know which of two is meant, so the second is left out.",
        example="file,agent\none.vtt,Ana Price   # there are monday/one.vtt and tuesday/one.vtt",
        cure="file,agent\nmonday/one.vtt,Ana Price\ntuesday/one.vtt,Ben Okafor",
    ),
)
