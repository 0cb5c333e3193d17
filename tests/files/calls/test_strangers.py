"""Calls in which nobody is the agent are told once, with their labels and the cure."""

from pathlib import Path

import pytest

from tests.conftest import Run

CAPTIONS = (
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana Price>Hi\n\n00:03.000 --> 00:04.000\n<v Sam>Hi\n"
)


@pytest.mark.parametrize("roles", [None, "Ana=agent,*=customer"])
def test_nobody_is_the_agent(coachdesk: Run, tmp_path: Path, roles: str | None) -> None:
    (tmp_path / "a.vtt").write_text(CAPTIONS)
    (tmp_path / "b.vtt").write_text(CAPTIONS)
    done = coachdesk("read", "a.vtt", "b.vtt", *(["--roles", roles] if roles else []))
    assert done.returncode == 0
    assert done.stderr.startswith(
        "C210 warning: 2 calls have no turn of the agent; labels there: Ana Price, Sam (--roles"
    )


def test_nothing_is_said_where_somebody_is(coachdesk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text(CAPTIONS)
    done = coachdesk("read", "a.vtt", "--roles", "Ana Price=agent,*=customer")
    assert (done.returncode, done.stderr) == (0, "")
