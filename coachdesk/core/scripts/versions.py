"""Published versions of scripts, who has read them, and who vouches for their legal wording."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256

import msgspec

from coachdesk.core.scripts.values import Change, Script


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a script as it was published; never changed."""

    script: Script
    """With everything that it includes. Places are keys of `texts`."""
    texts: Mapping[str, str]
    """Key to exact text of every file that it was read from."""
    at: datetime
    """Aware; from here on its delivery is counted."""
    by: str
    """Id of whoever published it."""

    @property
    def renews(self) -> bool:
        """Whether certificates on the script are due for renewal by it."""
        return self.script.change is Change.MAJOR

    @property
    def name(self) -> str:
        """Such as `card@3`."""
        return name_of(self.script.id, self.script.version)


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody said that they have read a version."""

    script: str
    version: int
    at: datetime


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody vouches that some lines meet a law; it holds for these words alone."""

    law: str
    """The law tag."""
    lines: tuple[tuple[str, str, str], ...]
    """(step or block id, language, words), as `lines_under` gives them."""
    script: str
    at: datetime
    by: str


def name_of(script: str, version: int) -> str:
    """What a version is called: `card@3`."""
    return f"{script}@{version}"


def only(version: Version, part: str) -> Version:
    """The version with a single step or block, of this id; included ones stand as its own."""
    script = msgspec.structs.replace(
        version.script,
        steps=tuple(each for each in version.script.steps if each.id == part),
        blocks=tuple(each for each in version.script.blocks if each.id == part),
    )
    return msgspec.structs.replace(version, script=script)


def in_use(versions: Sequence[Version], day: date) -> Version | None:
    """The newest version that is used on that day, or None where there is none.

    Args:
        versions: of one script, the oldest first.
        day: in the desk's time zone.
    """
    for version in reversed(versions):
        first, last = version.script.effective_from, version.script.effective_until
        if (first is None or first <= day) and (last is None or day <= last):
            return version
    return None


def laws_of(script: Script) -> tuple[str, ...]:
    """Every law tag of the script's steps and blocks, each once, in order."""
    return tuple(dict.fromkeys(law for part in script.parts() for law in part.law))


def lines_under(script: Script, law: str) -> tuple[tuple[str, str, str], ...]:
    """Every line of the steps and blocks with this law tag: (their id, language, words).

    What is said in a branch of such a step counts as well: it stands beside what the law asks for.
    """
    return tuple(
        (line.at.part, line.at.language, line.text)
        for line in script.spoken()
        if law in line.part.law
    )


def signature_key(law: str, lines: Sequence[tuple[str, str, str]]) -> str:
    """The key of a signature: the law tag, and SHA-256 of the lines that it vouches for."""
    digest = sha256(msgspec.json.encode(lines)).hexdigest()
    return f"{law}@{digest}"
