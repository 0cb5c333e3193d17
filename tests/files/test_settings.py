"""desk.yaml is read strictly, every fault with its place."""

from pathlib import Path

import pytest

from coachdesk.core.calls import Speaker
from coachdesk.core.errors import BadInput
from coachdesk.files.settings import Settings, read_settings


def read(folder: Path, text: str) -> Settings:
    file = folder / "desk.yaml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file, "desk.yaml")


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read(folder, text)
    return [str(problem).partition(" error:")[0] for problem in caught.value.problems]


def test_a_name_is_enough(tmp_path: Path) -> None:
    settings = read(tmp_path, "name: Team\n")
    assert settings.time_zone == "UTC"
    assert settings.assumptions.role_threshold == 0.8
    assert settings.person_of("Ana") is None


def test_everything_is_read_as_written(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        """
name: no
time_zone: Asia/Shanghai
company: 010
thresholds: {role_confidence: 0.65}
roles: {"Agent": agent, "*": customer}
redaction: {patterns: [{name: iban, regex: '[A-Z]{2}[0-9]{2}'}]}
retention: {transcript_days: 90}
people:
  - {id: ana.silva, name: Ana Silva, team: North, aliases: [A. Silva, ＡＮＡ]}
  - {id: li.wei, name: 李伟, role: supervisor}
""",
    )
    assert settings.name == "no"
    assert settings.assumptions.company == "010"
    assert settings.assumptions.role_threshold == 0.65
    assert settings.roles == {"Agent": Speaker.AGENT, "*": Speaker.CUSTOMER}
    assert [(each.name, each.regex) for each in settings.patterns] == [("iban", "[A-Z]{2}[0-9]{2}")]
    assert (settings.transcript_days, settings.score_days) == (90, None)
    ana = settings.person_of("ana ")
    assert ana is not None
    assert (ana.id, ana.role, ana.team) == ("ana.silva", "agent", "North")
    assert settings.names_of("a. silva") == ("ana.silva", "Ana Silva", "A. Silva", "ＡＮＡ")
    assert settings.names_of("Bob") == ("Bob",)


def test_every_fault_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        "name: x\ntimezone: UTC\nthresholds: {role_confidence: 2}\ntime_zone: Europe/Atlantis\n",
    )
    assert [each.rpartition(" ")[0] for each in found] == [
        "desk.yaml:2:1:",
        "desk.yaml:3:31:",
        "desk.yaml:4:12:",
    ]
    assert found[2].endswith("D201")


def test_two_people_under_one_name_are_refused(tmp_path: Path) -> None:
    people = "people:\n  - {id: ana, name: Ana}\n  - {id: bob, name: Bob, aliases: [ANA]}\n"
    assert faults(tmp_path, f"name: x\n{people}") == ["desk.yaml:4:5: D202"]


@pytest.mark.parametrize("zone", ["../../etc/passwd", "/etc/localtime", "Mars/Base", "a\\b"])
def test_a_zone_is_a_name_and_never_a_path(tmp_path: Path, zone: str) -> None:
    assert faults(tmp_path, f"name: x\ntime_zone: '{zone}'\n") == ["desk.yaml:2:12: D201"]


def test_the_desk_s_own_samples_have_good_settings() -> None:
    file = Path(__file__).parents[2] / "samples" / "desk.yaml"
    settings = read_settings(file, "desk.yaml")
    assert len({person.team for person in settings.people if person.team}) == 5


def test_an_account_stands_for_one_person_only(tmp_path: Path) -> None:
    people = """
people:
  - {id: ana, name: Ana, account: aprice}
  - {id: bob, name: Bob, account: [bob, aprice]}
"""
    assert faults(tmp_path, f"name: x{people}") == ["desk.yaml:4:41: D204"]
    settings = read(tmp_path, f"name: x{people}".replace(", aprice", ""))
    assert settings.is_guarded
    assert [person.account for person in settings.people] == [("aprice",), ("bob",)]
    bob = settings.person_of_account("bob")
    assert bob is not None
    assert bob.id == "bob"
    assert settings.person_of_account("BOB") is None, "accounts are not names: case matters"
    assert settings.person_of_account("ana") is None


def test_reviews_have_their_settings(tmp_path: Path) -> None:
    settings = read(tmp_path, "name: x\n")
    assert (settings.two_person, settings.dispute_days) == (False, 45)
    assert not settings.is_guarded
    settings = read(tmp_path, "name: x\nreviews: {two_person: true, dispute_days: 14}\n")
    assert (settings.two_person, settings.dispute_days) == (True, 14)
    wrong = "name: x\nreviews: {two_person: yes, dispute_days: 0, three: 1}\n"
    assert len(faults(tmp_path, wrong)) == 3
