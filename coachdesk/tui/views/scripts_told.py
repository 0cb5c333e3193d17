"""What the other half of a script says: behind a line, findings, differences, who has read it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from coachdesk.core.errors import CoachdeskError, Problem, Severity
from coachdesk.core.scripts import Block, Script, Step
from coachdesk.core.scripts.delivery import DAYS, Coverage, Delivery
from coachdesk.core.scripts.delivery import Reading as Read
from coachdesk.core.scripts.differences import Difference, Turn
from coachdesk.core.scripts.shown import Compared
from coachdesk.desk.scripts.reading import Judge, Reading
from coachdesk.report.today import age
from coachdesk.tui.looks import Ink
from coachdesk.tui.shown import fitted
from coachdesk.tui.view import Place
from coachdesk.tui.views.scripts_behind import BLANK, Paragraph, Told
from coachdesk.tui.views.scripts_text import ScriptLine

Rows = Iterator[Paragraph | Told]

_SIGNS = {Turn.ADDED: "+", Turn.REMOVED: "-", Turn.CHANGED: "~", Turn.MOVED: ">"}
_INKS = {Turn.ADDED: Ink.PASS, Turn.REMOVED: Ink.FAIL}


def place_in(script: str, part: str) -> Place:
    """A step or block of a script."""
    return Place(view="script", name=f"{script}/{part}")


def heading(text: str) -> Iterator[Told]:
    """A title with a blank row before it."""
    yield BLANK
    yield Told(((text, Ink.STRONG),))


def title_behind(line: ScriptLine) -> str:
    """What the line under the cursor belongs to."""
    kind = "block" if isinstance(line.part, Block) else "step"
    beside = f" · if {line.branch.when}" if line.branch is not None else ""
    return f"{kind} {line.part.id}{beside}"


def behind(
    reading: Reading, line: ScriptLine, name_of: Callable[[str], str], sign_key: str
) -> Rows:
    """Why it is said, where it leads, the law and who vouches for it.

    Args:
        reading: the script.
        line: the line under the cursor.
        name_of: the name behind a person's id.
        sign_key: the key that signs.
    """
    part, script = line.part, reading.script
    why = part.why or "the script does not say why"
    yield Paragraph(text=why, label="why   ", ink=Ink.PLAIN if part.why else Ink.QUIET)
    leads = _leads(script, line)
    if leads:
        yield Paragraph(text=leads, label="then  ")
    if isinstance(part, Block) and part.hears:
        yield Paragraph(text=" · ".join(part.hears), label="hears ")
    if part.law:
        yield from heading("LAW")
    for law in part.law:
        signature = reading.signatures.get(law)
        if signature is None:
            yield Paragraph(text=law, label="✗ ", label_ink=Ink.FAIL)
            yield Paragraph(
                text=f"nobody vouches for these words; {sign_key} signs", label="  ", ink=Ink.QUIET
            )
        else:
            yield Paragraph(text=law, label="✓ ", label_ink=Ink.PASS)
            told = f"{name_of(signature.by)}, {signature.at:%Y-%m-%d}"
            yield Paragraph(text=told, label="  ", ink=Ink.QUIET)


def judged_by(reading: Reading, part: str) -> Rows:
    """The criteria that look at a step or block."""
    yield from heading("JUDGED BY")
    judges = reading.judges.get(part, ())
    for judge in judges:
        yield from _judge(judge)
    if not judges:
        yield Paragraph(text="no criterion looks at this line", ink=Ink.QUIET)


def _leads(script: Script, line: ScriptLine) -> str:
    then = line.branch.then if line.branch is not None else line.part.then
    if then:
        return next((step.title or step.id for step in script.steps if step.id == then), then)
    if isinstance(line.part, Block):
        return "back to where one was"
    return "the call ends" if line.branch is None and line.part.end else ""


def _judge(judge: Judge) -> Rows:
    criterion = judge.criterion
    name = f"{judge.scorecard}/{criterion.id}"
    yield Paragraph(text=name, ink=Ink.PLAIN, place=Place(view="workbench", name=name))
    yield Paragraph(text=criterion.ask, ink=Ink.QUIET, label="  ")


def findings(script: Script, problems: Sequence[Problem]) -> Rows:
    """Every finding at its line, those that keep it from being published first."""
    if not problems:
        yield Paragraph(text="nothing is found wrong with it", ink=Ink.PASS, label="✓ ")
        return
    for problem in sorted(problems, key=lambda each: each.severity is not Severity.ERROR):
        is_error = problem.severity is Severity.ERROR
        at = problem.location
        part = None if at is None else part_at(script, problem)
        where = "" if at is None else f"{at.path.rpartition('/')[2]}:{at.line}:{at.column} "
        yield Paragraph(
            text=f"{where}{problem.code} {problem.severity.value}",
            label="✗ " if is_error else "? ",
            label_ink=Ink.FAIL if is_error else Ink.UNKNOWN,
            ink=Ink.STRONG,
            place=None if part is None else place_in(script.id, part.id),
        )
        hint = f" ({problem.hint})" if problem.hint else ""
        yield Paragraph(text=f"{problem.message}{hint}", label="  ")


def part_at(script: Script, problem: Problem) -> Step | Block | None:
    """The step or block in whose lines a problem stands, or None."""
    at = problem.location
    if at is None:
        return None
    above = [
        part
        for part in script.parts()
        if part.location.path == at.path and part.location.line <= at.line
    ]
    return max(above, key=lambda part: part.location.line, default=None)


def refusal(error: CoachdeskError) -> Rows:
    """Everything that stands against it, in full."""
    for problem in error.problems:
        yield Paragraph(text=problem.message, label="✗ ", label_ink=Ink.FAIL)
        if problem.hint:
            yield Paragraph(text=problem.hint, label="  ", ink=Ink.QUIET)
        yield Paragraph(text=problem.code, label="  ", ink=Ink.QUIET)


def differences(found: Compared) -> Rows:
    """Each thing that differs, with its old and its new words."""
    if not found.differences:
        yield Paragraph(text="nothing differs", ink=Ink.QUIET)
    for number, each in enumerate(found.differences):
        if number:
            yield BLANK
        yield from _difference(found.script, each)


def _difference(script: str, each: Difference) -> Rows:
    _, _, part = each.part.partition(" ")
    what = " ".join(filter(None, (each.part or "script", each.what)))
    is_there = each.turn is not Turn.REMOVED
    yield Paragraph(
        text=f"{what}: {each.turn.value}",
        label=f"{_SIGNS[each.turn]} ",
        label_ink=_INKS.get(each.turn, Ink.UNKNOWN),
        ink=Ink.STRONG,
        place=place_in(script, part) if part and (each.what or is_there) else None,
    )
    for sign, words, ink in (("- ", each.old, Ink.FAIL), ("+ ", each.new, Ink.PASS)):
        for text in words:
            yield Paragraph(text=text, label=f"  {sign}", label_ink=ink)


def title_of(found: Compared) -> str:
    """Which versions stand beside each other."""
    before = "nothing" if found.old is None else f"v{found.old}"
    return f"DIFFERENCE  {before} → v{found.new}" + (" (library)" if found.written else "")


def delivery_rows(found: Delivery, now: datetime, zone: ZoneInfo) -> Rows:
    """How far a version reached, by team and place, and the names still missing."""
    due = found.due_at.astimezone(zone)
    yield Paragraph(text=f"published {found.published_at.astimezone(zone):%Y-%m-%d %H:%M}")
    yield Paragraph(text=f"read by {due:%Y-%m-%d %H:%M} is in time ({DAYS} days)", ink=Ink.QUIET)
    if not found.readers:
        yield BLANK
        yield Paragraph(text="desk.yaml names no agent whom you may ask about", ink=Ink.QUIET)
        return
    yield from heading("READ IN TIME")
    groups = [("everybody shown", found.whole)]
    groups += [(f"team {each.name}", each) for each in found.teams]
    groups += [(f"place {'  ' * each.depth}{each.name}", each) for each in found.places]
    for name, covered in groups:
        yield Told(((fitted(name, 22), Ink.PLAIN), (f" {_covered(covered)}", Ink.PLAIN)))
    missing = [each for each in found.readers if each.confirmed_at is None]
    yield from heading(f"NOT READ YET  {len(missing)}" if missing else "EVERYBODY HAS READ IT")
    late = [each for each in missing if each.reading is Read.MISSING]
    for reader in missing:
        team = reader.person.team or "no team"
        left = "late" if reader in late else f"{age(now, found.due_at)} left"
        yield Told((
            (fitted(reader.person.name, 16) + " ", Ink.PLAIN),
            (fitted(left, 9) + " ", Ink.WARNING if reader in late else Ink.QUIET),
            (team, Ink.QUIET),
        ))  # fmt: skip


def _covered(found: Coverage) -> str:
    late = f", {found.late} late" if found.late else ""
    return f"{found.in_time} of {found.people}{late}"


def problems_of(problems: Iterable[Problem], script: Script) -> frozenset[str]:
    """Ids of the steps and blocks in which something is found wrong."""
    parts = (part_at(script, each) for each in problems)
    return frozenset(part.id for part in parts if part is not None)
