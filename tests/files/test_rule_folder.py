"""Rule files on disk: which are found, and that nothing outside the folder is ever read."""

import os
from pathlib import Path

import pytest

from coachdesk.core.errors import BadInput
from coachdesk.files.loaded import Loaded
from coachdesk.files.rulebook import load

SCORECARD = "scorecard: {}\nversion: 1\ntitle: T\n"
PACK = "pack: {}\nversion: 1\ntitle: T\n"
SCRIPT = "script: {}\nversion: 1\ntitle: T\nlanguages: [en]\nsteps: [{{id: a, say: Hello.}}]\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with rules and scripts."""
    for name, text in {
        "rules/scorecards/sale.yaml": SCORECARD.format("sale") + "include: [packs/law]\n",
        "rules/packs/law.yaml": PACK.format("law"),
        "scripts_library/sale.yaml": SCRIPT.format("sale"),
    }.items():
        path = tmp_path / "desk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "desk"


def codes(loaded: Loaded) -> list[str]:
    return [problem.code for problem in loaded.problems]


def keys(loaded: Loaded) -> list[str]:
    return [part.key for part in loaded.parts]


@pytest.mark.parametrize("given", ["", "rules"])
def test_a_desk_and_its_rule_folder_give_the_same(desk: Path, given: str) -> None:
    loaded = load(desk / given)
    assert codes(loaded) == []
    assert keys(loaded) == ["packs/law.yaml", "scorecards/sale.yaml"]
    assert list(loaded.scripts) == ["sale"]


def test_one_file_brings_what_it_includes_and_nothing_else(desk: Path) -> None:
    (desk / "rules/packs/broken.yaml").write_text("{", "utf-8")
    loaded = load(desk / "rules/scorecards/sale.yaml")
    assert codes(loaded) == []
    assert [form.id for form in loaded.forms] == ["sale"]
    assert set(loaded.texts_of("sale")) == {"scorecards/sale.yaml", "packs/law.yaml"}


def test_the_same_form_has_the_same_hash_however_it_was_named(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk / "rules")
    paths = [desk, desk / "rules", Path("scorecards"), Path("scorecards/sale.yaml"), Path()]
    hashes = {load(path).forms[0].sha256 for path in paths}
    assert len(hashes) == 1


def test_a_file_outside_any_rule_folder_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text(SCORECARD.format("x"), "utf-8")
    assert [form.id for form in load(path).forms] == ["x"]


def test_scripts_may_stand_elsewhere(desk: Path, tmp_path: Path) -> None:
    other = tmp_path / "words"
    (desk / "scripts_library").rename(other)
    with_script = SCORECARD.format("sale") + "script: sale\n"
    (desk / "rules/scorecards/sale.yaml").write_text(with_script, "utf-8")
    assert codes(load(desk)) == ["R106"]
    assert codes(load(desk, other)) == []


def test_problems_carry_the_path_as_the_user_named_it(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "rules/packs/law.yaml").write_text("pack: law\n", "utf-8")
    monkeypatch.chdir(desk)
    for given, shown in {
        Path("rules"): "rules/packs/law.yaml",
        Path(): "rules/packs/law.yaml",
        Path("rules/packs/law.yaml"): "rules/packs/law.yaml",
        Path("rules/scorecards/sale.yaml"): "rules/packs/law.yaml",
        desk / "rules": str(desk / "rules/packs/law.yaml"),
    }.items():
        paths = {
            problem.location.path
            for problem in load(given).problems
            if problem.location and problem.code == "F202"
        }
        assert paths == {shown}, given


def test_a_path_that_is_not_there_is_one_clear_problem(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        load(tmp_path / "gone")
    assert [problem.code for problem in caught.value.problems] == ["F101"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_leaves_the_others_done(desk: Path) -> None:
    (desk / "rules/packs/other.yaml").write_text(PACK.format("other"), "utf-8")
    (desk / "rules/packs/other.yaml").chmod(0)
    loaded = load(desk)
    assert codes(loaded) == ["F101"]
    assert [form.id for form in loaded.forms] == ["sale"]


def test_a_pipe_is_refused_and_never_waited_for(desk: Path) -> None:
    os.mkfifo(desk / "rules/packs/pipe.yaml")
    loaded = load(desk)
    assert codes(loaded) == ["F102"]
    assert [form.id for form in loaded.forms] == ["sale"]


def test_a_link_out_of_the_folder_is_refused(desk: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(PACK.format("law"), "utf-8")
    (desk / "rules/packs/law.yaml").unlink()
    (desk / "rules/packs/law.yaml").symlink_to(outside)
    loaded = load(desk / "rules/scorecards/sale.yaml")
    assert codes(loaded) == ["F102", "R103"]
    assert loaded.forms == ()


def test_a_link_inside_the_folder_is_followed(desk: Path) -> None:
    (desk / "rules/packs/law.yaml").rename(desk / "rules/packs/real.yaml")
    (desk / "rules/packs/law.yaml").symlink_to(desk / "rules/packs/real.yaml")
    assert codes(load(desk / "rules/scorecards/sale.yaml")) == []


def test_a_link_to_nothing_or_to_itself_is_refused(desk: Path) -> None:
    (desk / "rules/packs/a.yaml").symlink_to("a.yaml")
    (desk / "rules/packs/b.yaml").symlink_to("nowhere.yaml")
    assert codes(load(desk)) == ["F102", "F102"]


def test_a_linked_folder_is_not_entered(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/x.yaml").write_text("{", "utf-8")
    (desk / "rules/more").symlink_to(tmp_path / "elsewhere")
    assert codes(load(desk)) == []


def test_hidden_files_are_left_alone(desk: Path) -> None:
    (desk / "rules/packs/.law.yaml.swp.yaml").write_text("{", "utf-8")
    assert codes(load(desk)) == []
