"""Groups of commands that import a command only when it is used, so that `--help` stays quick."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import ClassVar

import click

from coachdesk.core.visible import visible

Commands = Mapping[str, tuple[str, str]]
"""Name -> (module:attribute, one line of help), in the order in which help shows them."""


class LazyGroup(click.Group):
    """A group whose commands are named, and imported only when called."""

    lazily: ClassVar[Commands] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in order."""
        return list(self.lazily)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self.lazily:
            return None
        module, _, attribute = self.lazily[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant, or an error that names the nearest one."""
        if args and args[0] not in self.lazily and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.lazily, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"No such command '{visible(args[0])}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for `--help`, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.lazily.items()])


def lazy_group(commands: Commands) -> type[LazyGroup]:
    """A kind of group with these commands, for `click.group(cls=...)`."""
    return type("LazyGroup", (LazyGroup,), {"lazily": commands})
