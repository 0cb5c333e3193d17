"""`coachdesk certs enrol | role-play | assess | pass | revoke | ...`: a certificate's life."""

from datetime import datetime
from pathlib import Path

import click

from coachdesk.cli.evaluations_shown import reason_option
from coachdesk.cli.on_desk import formats, on_desk, tell_object
from coachdesk.core.certification.life import Step
from coachdesk.core.certification.shown import Held
from coachdesk.desk import certification
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of
from coachdesk.report.certification import next_text, state_text
from coachdesk.report.certification_object import held_object

_programme = click.argument("programme", metavar="PROGRAMME")
_person = click.argument("person", metavar="PERSON")


def _tell(held: Held, output_format: str, before: str = "") -> None:
    if output_format == "json":
        tell_object(held_object(held))
        return
    told = f"{held.name} {held.programme.id}, {held.person.name}: {state_text(held.standing.state)}"
    click.echo((f"{before}; " if before else "") + f"{told}; next: {next_text(held)}")


def _taken(
    desk: Desk,
    acting: Acting,
    programme: str,
    person: str,
    wanted: Step,
    output_format: str,
    reason: str = "",
) -> None:
    _tell(certification.step(desk, acting, programme, person, wanted, reason), output_format)


@click.command("enrol")
@on_desk
@_programme
@_person
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="When it should be over.")
@click.option("--anew", is_flag=True, help="Even if in training or certified: it begins again.")
@formats("text", "json")
def enrol_(
    desk: Desk,
    acting: Acting,
    programme: str,
    person: str,
    due: datetime | None,
    anew: bool,
    output_format: str,
) -> None:
    """Begin somebody's training for a certificate.

    With --anew for somebody who is in training or certified: tries and evidence count from now on.
    """
    day = None if due is None else due.date()
    _tell(certification.enrol(desk, acting, programme, person, day, anew=anew), output_format)


@click.command("role-play")
@on_desk
@_programme
@_person
@click.argument("answers", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--form", metavar="ID", help="Which form, where the programme asks for several.")
@formats("text", "json")
def role_play(
    desk: Desk,
    acting: Acting,
    programme: str,
    person: str,
    answers: Path,
    form: str | None,
    output_format: str,
) -> None:
    """Score a role-play: ANSWERS is the filled form, as YAML, JSON or CSV (docs/scoring.md).

    `:role-play PROGRAMME PERSON` answers it in the terminal, question by question.
    """
    held = certification.score_role_play(desk, acting, programme, person, answers, form)
    _tell(held, output_format)


def _stepping(wanted: Step, told: str, why: str = "Why; the other side reads it.") -> click.Command:
    """The command that takes this step for PERSON."""

    @click.command(wanted.value, help=told)
    @on_desk
    @_programme
    @_person
    @reason_option(required=False, what=why)
    @formats("text", "json")
    def run(
        desk: Desk, acting: Acting, programme: str, person: str, reason: str, output_format: str
    ) -> None:
        _taken(desk, acting, programme, person, wanted, output_format, reason)

    return run


_COMMENT = "A comment, if you have one."

assess = _stepping(
    Step.ASSESS,
    "Find that everything is shown; refused while anything is lacking, with what that is.",
    _COMMENT,
)
pass_ = _stepping(Step.PASS, "Give the certificate to somebody who was assessed.", _COMMENT)
fail = _stepping(Step.FAIL, "Do not give the certificate; needs a reason.")
withdraw = _stepping(
    Step.WITHDRAW, "Drop a proposal to revoke: the certificate holds as before.", _COMMENT
)
reinstate = _stepping(
    Step.REINSTATE, "Decide that an appeal is right: the certificate is as it was; needs a reason."
)
deny = _stepping(Step.DENY, "Decide that an appeal is not right: it stays revoked; needs a reason.")


@click.command("revoke")
@on_desk
@_programme
@_person
@reason_option(required=False)
@formats("text", "json")
def revoke_(
    desk: Desk, acting: Acting, programme: str, person: str, reason: str, output_format: str
) -> None:
    """Propose to revoke a certificate, or confirm what somebody else proposed; needs a reason.

    It takes two people: the first call proposes, the same command by another person confirms.
    Until then the certificate holds.
    """
    held = certification.revoke(desk, acting, programme, person, reason)
    before = "proposed: a second person confirms it" if held.standing.challenged else ""
    _tell(held, output_format, before)


@click.command()
@on_desk
@_programme
@reason_option(required=False)
@formats("text", "json")
def appeal(desk: Desk, acting: Acting, programme: str, reason: str, output_format: str) -> None:
    """Appeal against the revocation of your certificate; needs a reason."""
    me = actor_of(desk, acting).id
    _taken(desk, acting, programme, me, Step.APPEAL, output_format, reason)
