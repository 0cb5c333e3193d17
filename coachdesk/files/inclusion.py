"""What a file may include: forms and packs take in packs, scripts and blocks take in blocks."""

from typing import Protocol

import msgspec

from coachdesk.files.rule_folder import SCRIPTS


class Included(Protocol):
    """What can be included, and include in its turn."""

    @property
    def key(self) -> str:
        """Of its file."""

    @property
    def included(self) -> tuple[str, ...]:
        """Keys of all that it includes, directly or not, innermost first."""

    @property
    def depth(self) -> int:
        """How deep its files nest."""


class Inclusion(msgspec.Struct, frozen=True, kw_only=True):
    """What one kind of file may include."""

    name: str
    """The kind of what is included."""
    one: str
    """One of them, in words."""
    plural: str
    folder: str
    """What comes before the written path in a key."""
    where: str
    """The folder in which they stand, in words."""
    such: str
    """An example, as it is written."""

    def holds(self, key: str) -> bool:
        """Whether a file of that key is meant to be included."""
        return key.startswith(f"{self.folder}{self.such.partition('/')[0]}/")


PACKS = Inclusion(
    name="pack",
    one="a pack",
    plural="packs",
    folder="",
    where="the rule folder",
    such="packs/us-telemarketing",
)
BLOCKS = Inclusion(
    name="blocks",
    one="a file of blocks",
    plural="files of blocks",
    folder=f"{SCRIPTS}/",
    where=SCRIPTS,
    such="blocks/objections-en",
)
