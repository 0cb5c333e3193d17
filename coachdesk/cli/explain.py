"""`coachdesk explain`."""

import json

import click
import msgspec

from coachdesk.core.codes import CODES, Code


@click.command()
@click.argument("code")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def explain(code: str, form: str) -> None:
    """Explain an error code such as R204: cause, example, cure."""
    found = CODES.get(code.upper())
    if found is None:
        raise click.UsageError(_unknown(code))
    if form == "json":
        click.echo(json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=2))
    else:
        click.echo(_text(found))


def _unknown(code: str) -> str:
    from difflib import get_close_matches

    from coachdesk.core.visible import visible

    near = get_close_matches(code.upper(), CODES, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"There is no code '{visible(code)}'.{hint}"


def _text(code: Code) -> str:
    return "\n".join(
        (
            f"{code.id}: {code.title}",
            "",
            code.cause,
            "",
            "For example:",
            *(f"    {line}" for line in code.example.splitlines()),
            "",
            "Cure:",
            *(f"    {line}" for line in code.cure.splitlines()),
        )
    )
