"""The words that narrow the matrix: some ask the desk, the others are looked for in names."""

import shlex
from collections.abc import Callable, Mapping, Sequence

import msgspec

from coachdesk.core.certification import State
from coachdesk.core.errors import BadInput, Problem
from coachdesk.desk.certification import Wanted
from coachdesk.files.schema import nearest
from coachdesk.files.settings import Settings

EXPIRING = (60, 30, 7)
"""Days for which one key asks, one after the other."""


def state_word(state: State) -> str:
    """A state as one word."""
    return state.value.replace(" ", "-")


_FLAGS = ("ready", "challenged")
_STATES: Mapping[str, State] = {state_word(state): state for state in State}


class Narrowed(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of words asks for."""

    wanted: Wanted
    words: str
    """What people's names, teams and places must have."""


def narrowed(text: str) -> Narrowed:
    """What the line asks for, such as `team:North state:expired,grace expiring:30 ready silva`.

    Raises:
        BadInput: a key, a state or a number that there is not (U422).
    """
    wanted, words = Wanted(), []
    for word in _split(text):
        key, colon, value = word.partition(":")
        if word in _FLAGS:
            wanted = msgspec.structs.replace(wanted, **{word: True})
        elif colon and key in _READS:
            name, read = _READS[key]
            wanted = msgspec.structs.replace(wanted, **{name: read(value)})
        elif colon and key.isalpha():
            raise _unknown("filter", f"{key}:", [f"{each}:" for each in _READS])
        else:
            words.append(word)
    return Narrowed(wanted=wanted, words=" ".join(words))


def only_words(text: str) -> str:
    """What can be looked for at once, while somebody types."""
    return " ".join(
        word for word in _split(text) if word not in _FLAGS and word.partition(":")[0] not in _READS
    )


def with_expiring(text: str, days: int | None) -> str:
    """The line with these days instead of any that stood there."""
    kept = [word for word in _split(text) if not word.startswith("expiring:")]
    return " ".join(map(_quoted, [*kept, *([f"expiring:{days}"] if days else [])]))


def of_command(text: str) -> str:
    """The words for what `coachdesk certs list` is asked by its options."""
    words = text.split()
    if words == ["programmes"]:
        return ""
    if words[:1] == ["show"]:
        return f"person:{' '.join(words[1:])}"
    if words[:1] != ["list"]:
        return text
    found, at = [], 1
    while at < len(words):
        option = words[at].removeprefix("--")
        if option in _FLAGS:
            found.append(option)
            at += 1
        else:
            found.append(f"{option}:{' '.join(words[at + 1 : at + 2])}")
            at += 2
    return " ".join(found)


def offers(text: str, cursor: int, settings: Settings) -> Sequence[tuple[str, int, str]]:
    """How the last word may go on."""
    if cursor != len(text):
        return ()
    before, blank, word = text.rpartition(" ")
    known = [f"{key}:" for key in _READS] + [*_FLAGS]
    key, colon, _ = word.partition(":")
    if colon and key in _READS:
        known = [f"{key}:{_quoted(each)}" for each in _values(key, settings)]
    start = f"{before}{blank}"
    return [
        (f"{start}{each}", len(start) + len(each), each)
        for each in known
        if each.startswith(word) and each != word
    ][:8]


def _values(key: str, settings: Settings) -> Sequence[str]:
    if key == "team":
        return sorted({each.team for each in settings.people if each.team})
    if key == "place":
        return [each.id for each in settings.places]
    if key == "person":
        return [each.id for each in settings.colleagues]
    if key == "state":
        return list(_STATES)
    return list(map(str, EXPIRING)) if key == "expiring" else ()


def _split(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        # A quote that is still open while somebody types.
        return text.split()


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _states(value: str) -> tuple[State, ...]:
    found = []
    for word in filter(None, value.split(",")):
        if word not in _STATES:
            raise _unknown("state", word, list(_STATES))
        found.append(_STATES[word])
    return tuple(found)


def _days(value: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 5):
        raise _unknown("number of days", value, [])
    return int(value)


def _unknown(what: str, word: str, known: Sequence[str]) -> BadInput:
    hint = nearest(word, known) or (f"there are: {', '.join(known)}" if known else "such as 30")
    return BadInput(Problem(code="U422", message=f"there is no {what} '{word}'", hint=hint))


_READS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "team": ("team", lambda value: value or None),
    "place": ("place", lambda value: value or None),
    "person": ("person", lambda value: value or None),
    "programme": ("programme", lambda value: value or None),
    "state": ("states", _states),
    "expiring": ("expiring", _days),
}
