"""The desk is found from the current folder upwards, or by name."""

from pathlib import Path

import pytest

from coachdesk.core.errors import BadInput, DeskRefused
from coachdesk.desk.folder import Desk, find_desk


def test_a_desk_is_found_from_any_folder_inside_it(desk: Desk) -> None:
    assert find_desk(desk.rules / "scorecards").root == desk.root


def test_a_named_desk_wins_and_may_be_named_by_its_settings(desk: Desk) -> None:
    assert find_desk(Path("/"), desk.root).root == desk.root
    assert find_desk(Path("/"), desk.root / "desk.yaml").root == desk.root


def test_a_folder_without_settings_is_no_desk(tmp_path: Path) -> None:
    with pytest.raises(DeskRefused, match="D101"):
        find_desk(tmp_path)
    with pytest.raises(DeskRefused, match="D101"):
        find_desk(tmp_path, tmp_path / "nowhere")


def test_a_fault_in_the_settings_is_told_by_line(desk: Desk) -> None:
    (desk.root / "desk.yaml").write_text("name: x\nnmae: y\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        find_desk(desk.root)
    assert str(caught.value).startswith("desk.yaml:2:1: ")
