"""An index adds what a file does not say, never overrides it, and every row is accounted for."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.core.calls import Call, Speaker
from coachdesk.core.errors import BadInput, Problem, Severity
from coachdesk.files.calls.openfiles import parse_roles, read_calls
from coachdesk.files.calls.reading import ReadCall


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two captions and a week of own JSON Lines."""
    monkeypatch.chdir(tmp_path)
    for day in ("monday", "tuesday"):
        (tmp_path / day).mkdir()
    (tmp_path / "monday/one.txt").write_text("A: [00:01] hello\nC: [00:04] hi\n", "utf-8")
    (tmp_path / "monday/two.txt").write_text("Ana Price: hello\nBob: hi\n", "utf-8")
    (tmp_path / "week.jsonl").write_text(
        '{"id": "w-1", "turns": [], "agent": "Ana Price", "language": "en",'
        ' "started_at": "2026-10-05T10:00:00+02:00", "duration_ms": 60000, "meta": {"plan": "a"}}\n'
        '{"id": "w-2", "turns": []}\n',
        "utf-8",
    )
    return tmp_path


def calls_and_problems(
    index: str, *files: str, roles: str | None = None, at: str = "index.csv"
) -> tuple[list[Call], list[Problem]]:
    Path(at).write_text(index, "utf-8")
    found = list(read_calls(files, roles=parse_roles(roles), index=at))
    calls = [each.call for each in found if isinstance(each, ReadCall)]
    return calls, [each for each in found if isinstance(each, Problem)]


def refusals(index: str | bytes) -> list[str]:
    Path("index.csv").write_bytes(index if isinstance(index, bytes) else index.encode())
    with pytest.raises(BadInput) as caught:
        list(read_calls(["monday"], index="index.csv"))
    return list(map(str, caught.value.problems))


def test_a_row_fills_every_field_that_the_file_leaves_open(folder: Path) -> None:
    (call,), problems = calls_and_problems(
        "\ufefffile;started_at;time_zone;agent;customer;direction;campaign;disposition;language;"
        "duration_ms;meta.plan;meta.queue\r\n"
        "one.txt;2026-10-05T09:30:00;America/New_York;Ana Price;Bob;Outbound;card;sale;en;90000;"
        "gold;\r\n",
        "monday/one.txt",
    )
    assert problems == []
    assert call.id == "one"
    assert call.started_at == datetime(2026, 10, 5, 13, 30, tzinfo=UTC)
    assert (call.time_zone, call.agent, call.customer) == ("America/New_York", "Ana Price", "Bob")
    assert (call.direction, call.campaign, call.disposition) == ("outbound", "card", "sale")
    assert (call.language, call.duration_ms, call.meta) == ("en", 90_000, {"plan": "gold"})


def test_a_duration_from_the_index_is_held_against_the_times_of_the_turns(folder: Path) -> None:
    (folder / "monday/one.txt").write_text("A: [00:01-00:09] hello\n", "utf-8")
    (call,), _ = calls_and_problems("id,duration_ms\none,5000\n", "monday/one.txt")
    assert "C206" in [warning.code for warning in call.warnings]


@pytest.mark.parametrize(
    ("named", "agent"),
    [
        ("one.txt", "Ana"),
        ("monday/one.txt", "Ana"),
        ("./monday/../monday/one.txt", "Ana"),
        ("tuesday/one.txt", None),
        ("one", None),
    ],
)
def test_a_file_is_meant_by_its_name_or_its_path(
    folder: Path, named: str, agent: str | None
) -> None:
    (call,), problems = calls_and_problems(f"file,agent\n{named},Ana\n", "monday/one.txt")
    assert call.agent == agent
    assert [each.code for each in problems] == ([] if agent else ["C403"])


def test_a_path_is_looked_for_beside_the_index_first(folder: Path) -> None:
    (folder / "tuesday/one.txt").write_text("A: hello\n", "utf-8")
    calls, problems = calls_and_problems(
        "file,agent\none.txt,Ana\n", "monday/one.txt", "tuesday/one.txt", at="tuesday/index.csv"
    )
    assert [call.agent for call in calls] == [None, "Ana"]
    assert problems == []


def test_a_name_that_two_files_have_is_told_and_the_second_left_out(folder: Path) -> None:
    (folder / "tuesday/one.txt").write_text("A: hello\n", "utf-8")
    files = ("monday/one.txt", "./monday/one.txt", "tuesday/one.txt")
    calls, (problem,) = calls_and_problems("file,agent\none.txt,Ana\n", *files)
    assert [call.agent for call in calls] == ["Ana", "Ana"]
    assert (problem.code, problem.severity) == ("C405", Severity.ERROR)
    assert str(problem).startswith("index.csv:2:1: ")
    assert "tuesday/one.txt" in str(problem)


def test_calls_of_one_file_are_told_apart_by_id_and_share_the_row_of_their_file(
    folder: Path,
) -> None:
    calls, problems = calls_and_problems(
        "file,id,new_id,campaign,disposition\n"
        ",w-1,,,sale\n"
        "week.jsonl,w-2,renamed,gold,refusal\n"
        "week.jsonl,,,card,\n",
        "week.jsonl",
    )
    assert problems == []
    assert [(call.id, call.campaign, call.disposition) for call in calls] == [
        ("w-1", "card", "sale"),
        ("renamed", "gold", "refusal"),
    ]


def test_one_new_id_is_not_given_to_two_calls(folder: Path) -> None:
    calls, (problem,) = calls_and_problems("file,new_id\nweek.jsonl,x\n", "week.jsonl")
    assert [call.id for call in calls] == ["x"]
    assert problem.code == "C405"
    assert "'w-2'" in problem.message


def test_what_the_file_says_stays_and_a_warning_tells_the_difference(folder: Path) -> None:
    (call, _), _ = calls_and_problems(
        "id,agent,language,started_at,duration_ms,meta.plan\n"
        "w-1,Ben,en-US,2026-10-05T08:00:00Z,61000,b\n",
        "week.jsonl",
    )
    assert (call.agent, call.language, call.meta) == ("Ana Price", "en", {"plan": "a"})
    assert [warning.message for warning in call.warnings if warning.code == "C404"] == [
        "agent is 'Ana Price' in the file, which stays; the index says 'Ben'",
        "meta.plan is 'a' in the file, which stays; the index says 'b'",
    ]


def test_rows_about_no_call_are_told_once_at_the_end(folder: Path) -> None:
    _, (problem,) = calls_and_problems(
        "id,agent\none,Ana\nthree,Ana\n\nfour,Ben\n", "monday/one.txt"
    )
    assert str(problem).startswith(
        "index.csv:3:1: C403 warning: 2 rows are about no call that was read: line 3, 5 ("
    )


@pytest.mark.parametrize(
    ("index", "starts"),
    [
        ("agent\nAna\n", "index.csv:1:1: C401 error: there is no column 'file' and none 'id'"),
        ("file,agnet\n", "index.csv:1:1: C401 error: there is no column 'agnet' (did you mean ag"),
        ("file,file\n", "index.csv:1:1: C401 error: the column 'file' stands twice"),
        ("file,agent\n", "index.csv:1:1: C401 error: the index has no rows"),
        ("", "index.csv:1:1: C401 error: the index has no rows"),
        (b"file\n\xff\n", "index.csv:2:1: C401 error: "),
        ("id\na\0b\n", "index.csv:2:1: C402 error: a NUL character"),
        ('id,agent\na,"b\n', "index.csv:2:1: C402 error: not CSV"),
        ("id,agent\na,b,c\n", "index.csv:2:1: C402 error: 3 cells in a table of 2 columns"),
        ("id,agent\n,b\n", "index.csv:2:1: C402 error: the row does not say which call"),
        ("id,started_at\na,today\n", "index.csv:2:1: C402 error: started_at 'today' is no time"),
        ("id,started_at\na,2026-10-05T10:00\n", "index.csv:2:1: C402 error: started_at '2026-1"),
        ("id,time_zone\na,Mars/Olympus\n", "index.csv:2:1: C402 error: there is no time zone 'M"),
        ("id,direction\na,up\n", "index.csv:2:1: C402 error: direction 'up' is neither"),
        ("id,duration_ms\na,-1\n", "index.csv:2:1: C402 error: duration_ms '-1' is no whole"),
        ("id\na\na\n", "index.csv:3:1: C402 error: the same call as in line 2"),
        ("file\none.txt\n./monday/x\n./monday/x\n", "index.csv:4:1: C402 error: the same call as"),
        ("id,new_id\na,x\nb,x\n", "index.csv:3:1: C402 error: new_id 'x' stands in line 2"),
    ],
)
def test_a_bad_index_is_refused_with_its_line(
    folder: Path, index: str | bytes, starts: str
) -> None:
    (problem,) = refusals(index)
    assert problem.startswith(starts), problem


def test_all_bad_rows_are_told_together(folder: Path) -> None:
    found = refusals("id,direction\na,up\nb,inbound\nc,down\n")
    assert [each.split(": ")[0] for each in found] == ["index.csv:2:1", "index.csv:4:1"]


def test_an_index_that_is_not_there_is_one_problem(folder: Path) -> None:
    with pytest.raises(BadInput, match=r"C401 error: cannot be read: No such file"):
        read_calls(["monday"], index="calls.csv")


def test_a_call_from_standard_input_takes_its_row_by_id(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "monday/one.txt").open("rb") as stream:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
        (call,), problems = calls_and_problems("id,agent\nstdin,Ana\n", "-")
    assert (call.agent, problems) == ("Ana", [])


def agent_of(text: str, roles: str, name: str = "x.txt") -> str | None:
    Path(name).write_text(text, "utf-8")
    (found,) = read_calls([name], roles=parse_roles(roles))
    assert isinstance(found, ReadCall)
    assert Speaker.AGENT in {turn.speaker for turn in found.call.turns}
    return found.call.agent


def test_the_label_that_the_role_map_names_as_agent_is_the_agents_name(folder: Path) -> None:
    assert agent_of("Ana Price: hello\nBob: hi\n", "ana price=agent,*=customer") == "Ana Price"
    assert agent_of("李娜: 您好\n客户: 你好\n", "李娜=agent") == "李娜"
    captions = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hello.\n"
    assert agent_of(captions, "Ana=agent", "x.vtt") == "Ana"
    line = '{"id": "x", "turns": [{"label": "Ana", "speaker": "unknown", "text": "hello"}]}\n'
    assert agent_of(line, "Ana=agent", "x.jsonl") == "Ana"


@pytest.mark.parametrize(
    "label", ["A", "agent", "Agent 2", "7", "SPEAKER_00", "spk_0", "channel 0", "ch1", "坐席1"]
)
def test_a_label_that_is_no_name_names_nobody(folder: Path, label: str) -> None:
    assert agent_of(f"{label}: hello\n", f"{label}=agent") is None


def test_two_agents_or_everybody_else_name_nobody(folder: Path) -> None:
    assert agent_of("Ana: hello\nBen: hello\n", "Ana=agent,Ben=agent") is None
    assert agent_of("Ana: hello\nBob: hi\n", "Bob=customer,*=agent") is None


def test_the_index_names_the_agent_before_the_label_does(folder: Path) -> None:
    index = "id,agent\ntwo,Ana P.\n"
    (call,), _ = calls_and_problems(index, "monday/two.txt", roles="Ana Price=agent")
    assert call.agent == "Ana P."
    assert [warning.code for warning in call.warnings if warning.code == "C404"] == []


def test_every_sample_call_has_its_campaign_agent_and_language() -> None:
    samples = Path(__file__).parents[3] / "samples"
    found: Sequence[ReadCall | Problem] = list(
        read_calls([str(samples / "calls")], index=str(samples / "index.csv"))
    )
    assert [each for each in found if isinstance(each, Problem)] == []
    calls = [each.call for each in found if isinstance(each, ReadCall)]
    assert [c.id for c in calls if not (c.campaign and c.agent and c.language)] == []
    assert [c.id for c in calls if any(w.code == "C404" for w in c.warnings)] == []
