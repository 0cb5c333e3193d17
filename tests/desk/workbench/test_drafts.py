"""Drafts stand beside the rules in force, and nothing is judged by them."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from coachdesk.core.errors import BadInput, DeskRefused, Severity, StoreFailed
from coachdesk.desk.drafts import DraftFile, draft_of, load_draft, save_draft, start_draft
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.publishing import discard_draft, problems_of_draft, raise_versions
from coachdesk.desk.screen import screen

Change = Callable[..., DraftFile]
GREETING = "scorecards/greeting.yaml"
WIDER = ("[good morning, hello]", "[good morning, hello, well]")


def test_a_draft_begins_with_the_text_in_force_and_leaves_it_alone(
    scored: Desk, acting: Acting
) -> None:
    in_force = (scored.rules / GREETING).read_bytes()
    draft = start_draft(scored, acting, GREETING)
    assert draft.path.read_bytes() == in_force
    assert (draft.changed, draft.is_new, draft.overtaken) == (False, False, False)
    text = in_force.decode().replace(*WIDER)
    assert save_draft(scored, acting, GREETING, text, seen=in_force.decode()).changed
    assert (scored.rules / GREETING).read_bytes() == in_force
    assert screen(scored, acting).evaluations == 0
    # Beginning it again keeps what was written.
    assert start_draft(scored, acting, GREETING).path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "name", ["greeting", "scorecards/greeting.yaml", "rules/scorecards/greeting.yaml"]
)
def test_a_rule_file_is_known_by_its_id_and_its_paths(
    scored: Desk, acting: Acting, name: str
) -> None:
    assert start_draft(scored, acting, name).key == GREETING


def test_a_rule_file_is_known_by_its_path_from_here(
    scored: Desk, acting: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(scored.rules / "scorecards")
    assert start_draft(scored, acting, "greeting.yaml").key == GREETING
    assert start_draft(scored, acting, str(scored.rules / GREETING)).key == GREETING
    assert start_draft(scored, acting, str(scored.root / "drafts" / GREETING)).key == GREETING


@pytest.mark.parametrize(
    "name",
    ["../desk.yaml", "/etc/passwd", "scorecards/.hidden.yaml", "scorecards/x.txt", "a//b.yaml", ""],
)
def test_no_draft_leads_out_of_the_drafts(scored: Desk, acting: Acting, name: str) -> None:
    with pytest.raises(BadInput, match="U208"):
        start_draft(scored, acting, name)
    with pytest.raises(BadInput, match="U208"):
        save_draft(scored, acting, name, "x")
    assert not list((scored.root / "drafts").rglob("*.yaml"))


def test_an_unknown_rule_file_names_the_nearest(scored: Desk, acting: Acting) -> None:
    with pytest.raises(BadInput, match=r"U208.*did you mean 'scorecards/greeting.yaml'"):
        start_draft(scored, acting, "scorecards/greting.yaml")


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    scored: Desk, acting: Acting
) -> None:
    text = start_draft(scored, acting, GREETING).path.read_text(encoding="utf-8")
    save_draft(scored, acting, GREETING, text + "# theirs\n", seen=text)
    with pytest.raises(DeskRefused, match="D601"):
        save_draft(scored, acting, GREETING, text + "# mine\n", seen=text)
    assert "# theirs" in (scored.root / "drafts" / GREETING).read_text(encoding="utf-8")


def test_a_draft_with_problems_is_kept_and_they_stand_at_their_lines(
    scored: Desk, acting: Acting, change: Change
) -> None:
    draft = change(("pass_when: greets", "pass_wen: greets"))
    found = problems_of_draft(scored, acting)
    assert all(each.location and each.location.path.endswith(GREETING) for each in found)
    unknown = next(each for each in found if "pass_wen" in each.message)
    assert unknown.location is not None
    assert unknown.location.line == 1 + draft.path.read_text(encoding="utf-8").split("\n").index(
        "        pass_wen: greets"
    )


def test_the_draft_is_laid_over_the_rules_with_new_files_too(
    scored: Desk, acting: Acting, change: Change
) -> None:
    change(WIDER)
    text = (scored.rules / GREETING).read_text(encoding="utf-8")
    new = save_draft(
        scored, acting, "scorecards/second.yaml", text.replace("card: greeting", "card: second")
    )
    assert (new.is_new, new.overtaken, new.changed) == (True, False, True)
    loaded = load_draft(scored)
    assert [form.id for form in loaded.forms] == ["greeting", "second"]
    assert [each.key for each in draft_of(scored, acting)] == [GREETING, "scorecards/second.yaml"]


def test_a_version_that_was_not_raised_is_a_problem_that_one_call_mends(
    scored: Desk, acting: Acting, change: Change
) -> None:
    draft = change(WIDER)
    (problem,) = problems_of_draft(scored, acting)
    assert problem.code == "D604"
    assert problem.location is not None
    assert (problem.location.line, problem.location.column) == (2, 10)
    before = draft.path.read_text(encoding="utf-8")
    assert raise_versions(scored, acting) == (GREETING,)
    assert draft.path.read_text(encoding="utf-8") == before.replace("version: 1", "version: 2")
    # What is left is an example that holds the old rule to its words.
    (left,) = problems_of_draft(scored, acting)
    assert (left.code, left.severity) == ("D608", Severity.WARNING)
    assert raise_versions(scored, acting) == ()


def test_a_changed_pack_asks_for_a_new_version_of_the_scorecards_that_include_it(
    scored: Desk, acting: Acting
) -> None:
    pack = (
        "pack: manners\nversion: 4\ntitle: Manners\nsignals:\n  says_bye: {says: [goodbye]}\n"
        "sections:\n  - id: end\n    title: End\n    criteria:\n"
        "      - {id: bye, ask: Did the agent say goodbye?, points: 1, pass_when: says_bye}\n"
    )
    (scored.rules / "packs").mkdir()
    (scored.rules / "packs/manners.yaml").write_text(pack, encoding="utf-8")
    card = (scored.rules / GREETING).read_text(encoding="utf-8")
    card = card.replace("version: 1\n", "version: 2\ninclude: [packs/manners]\n")
    (scored.rules / GREETING).write_text(card, encoding="utf-8")
    screen(scored, acting)
    save_draft(scored, acting, "packs/manners.yaml", pack.replace("goodbye]", "goodbye, bye]"))
    codes = [(each.code, each.location.path[-13:]) for each in problems_of_draft(scored, acting)
             if each.location]  # fmt: skip
    assert codes == [("D604", "/manners.yaml"), ("D604", "greeting.yaml")]
    assert raise_versions(scored, acting) == ("packs/manners.yaml", GREETING)
    drafts = scored.root / "drafts"
    assert "version: 5" in (drafts / "packs/manners.yaml").read_text(encoding="utf-8")
    assert (drafts / GREETING).read_text(encoding="utf-8") == card.replace(
        "version: 2", "version: 3"
    )
    assert "D604" not in {each.code for each in problems_of_draft(scored, acting)}


def test_discarding_leaves_the_rules_and_the_other_drafts(
    scored: Desk, acting: Acting, change: Change
) -> None:
    change(WIDER)
    save_draft(scored, acting, "packs/other.yaml", "pack: other\n")
    assert discard_draft(scored, acting, "greeting") == (GREETING,)
    assert [each.key for each in draft_of(scored, acting)] == ["packs/other.yaml"]
    assert discard_draft(scored, acting) == ("packs/other.yaml",)
    assert discard_draft(scored, acting) == ()
    assert draft_of(scored, acting) == ()


def test_a_rule_file_changed_under_a_draft_is_told(
    scored: Desk, acting: Acting, change: Change
) -> None:
    change(WIDER, ("version: 1", "version: 2"))
    file = scored.rules / GREETING
    file.write_text(file.read_text(encoding="utf-8") + "# theirs\n", encoding="utf-8")
    (draft,) = draft_of(scored, acting)
    assert draft.overtaken
    assert [each.code for each in problems_of_draft(scored, acting)] == ["D605"]


def test_a_file_put_there_by_hand_began_from_nothing_known(scored: Desk, acting: Acting) -> None:
    path = scored.root / "drafts" / GREETING
    path.parent.mkdir(parents=True)
    path.write_text("scorecard: greeting\n", encoding="utf-8")
    (draft,) = draft_of(scored, acting)
    assert draft.overtaken


def test_notes_that_nobody_understands_are_refused_by_name(
    scored: Desk, acting: Acting, change: Change
) -> None:
    change(WIDER)
    (scored.root / "drafts" / "begun.json").write_text("{", encoding="utf-8")
    with pytest.raises(DeskRefused, match=r"begun\.json.*D602"):
        draft_of(scored, acting)


def test_a_disk_that_refuses_leaves_the_draft_as_it_was(
    scored: Desk, acting: Acting, change: Change, tmp_path: Path
) -> None:
    draft = change(WIDER)
    before = draft.path.read_bytes()
    taken = draft.path.with_name(f".{draft.path.name}.new")
    taken.mkdir()
    with pytest.raises(StoreFailed, match="U202"):
        save_draft(scored, acting, GREETING, "other")
    assert draft.path.read_bytes() == before


def test_drafts_are_for_those_who_may_try_rules(scored: Desk, acting: Acting) -> None:
    settings = scored.root / "desk.yaml"
    text = settings.read_text(encoding="utf-8")
    people = "people: [{id: bo, name: Bo, role: manager}]"
    settings.write_text(text.replace("people: []", people), encoding="utf-8")
    desk = find_desk(scored.root, scored.root)
    bo = msgspec.structs.replace(acting, named="bo")
    for job in (
        lambda: start_draft(desk, bo, GREETING),
        lambda: save_draft(desk, bo, GREETING, "x"),
        lambda: draft_of(desk, bo),
        lambda: discard_draft(desk, bo),
        lambda: problems_of_draft(desk, bo),
        lambda: raise_versions(desk, bo),
    ):
        with pytest.raises(DeskRefused, match="D403"):
            job()
    assert not (scored.root / "drafts").exists()
