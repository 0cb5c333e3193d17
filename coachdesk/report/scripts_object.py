"""Scripts for machines: the same facts as the text."""

from coachdesk.core.scripts.delivery import Coverage, Delivery
from coachdesk.core.scripts.differences import Difference
from coachdesk.core.scripts.shown import Compared, Line, Told
from coachdesk.core.scripts.values import Block, Step
from coachdesk.core.scripts.versions import Receipt, Signature, Version

_Object = dict[str, object]


def line_object(line: Line) -> _Object:
    """One script of the list."""
    return {
        "id": line.id,
        "title": line.title,
        "languages": line.languages,
        "library_version": line.written,
        "published_version": line.published,
        "published_on": line.published_on and line.published_on.isoformat(),
        "change": line.change,
        "used_version": line.used,
        "differs": line.differs,
        "unsigned": line.unsigned,
        "confirmed": line.confirmed,
        "asked": line.asked,
    }


def version_object(version: Version) -> _Object:
    """A published version with its words, and the exact texts of its files."""
    script = version.script
    return {
        **_head(version),
        "title": script.title,
        "languages": script.languages,
        "effective_from": script.effective_from and script.effective_from.isoformat(),
        "effective_until": script.effective_until and script.effective_until.isoformat(),
        "sha256": script.sha256,
        "steps": [_step(step) for step in script.steps],
        "blocks": [_block(block) for block in script.blocks],
        "texts": version.texts,
    }


def _head(version: Version) -> _Object:
    return {
        "script": version.script.id,
        "version": version.script.version,
        "change": version.script.change,
        "renews_certificates": version.renews,
        "published_at": version.at.isoformat(),
        "by": version.by,
    }


def _step(step: Step) -> _Object:
    return {
        "id": step.id,
        "title": step.title,
        "required": step.required,
        "say": step.say,
        "why": step.why,
        "law": step.law,
        "if_customer": [
            {"when": each.when, "say": each.say, "then": each.then} for each in step.if_customer
        ],
    }


def _block(block: Block) -> _Object:
    return {
        "id": block.id,
        "title": block.title,
        "when": block.when,
        "hears": block.hears,
        "say": block.say,
        "why": block.why,
        "then": block.then,
        "law": block.law,
    }


def difference_object(found: Difference) -> _Object:
    """One thing that differs."""
    return {
        "turn": found.turn,
        "part": found.part,
        "what": found.what,
        "old": found.old,
        "new": found.new,
    }


def publication_object(
    version: Version, before: Version | None, found: tuple[Difference, ...]
) -> _Object:
    """What a publication did."""
    return {
        **_head(version),
        "before": before and before.script.version,
        "differences": [difference_object(each) for each in found],
    }


def compared_object(found: Compared) -> _Object:
    """Two versions beside each other."""
    return {
        "script": found.script,
        "old": found.old,
        "new": found.new,
        "library": found.written,
        "differences": [difference_object(each) for each in found.differences],
    }


def told_object(each: Told) -> _Object:
    """One version of a history."""
    return {
        **_head(each.version),
        "reason": each.reason,
        "confirmed_by": each.receipts,
        "differences": [difference_object(one) for one in each.differences],
    }


def signature_object(signature: Signature, *, new: bool) -> _Object:
    """A signature under a law tag."""
    return {
        "law": signature.law,
        "script": signature.script,
        "lines": [
            {"part": part, "language": tag, "text": text} for part, tag, text in signature.lines
        ],
        "by": signature.by,
        "at": signature.at.isoformat(),
        "new": new,
    }


def receipt_object(receipt: Receipt, *, new: bool) -> _Object:
    """A reading receipt."""
    return {
        "script": receipt.script,
        "version": receipt.version,
        "at": receipt.at.isoformat(),
        "new": new,
    }


def delivery_object(found: Delivery) -> _Object:
    """How far a version reached."""
    return {
        "script": found.script,
        "version": found.version,
        "published_at": found.published_at.isoformat(),
        "due_at": found.due_at.isoformat(),
        "all": _covered(found.whole),
        "teams": [_covered(each) for each in found.teams],
        "places": [_covered(each) for each in found.places],
        "people": [
            {
                "id": each.person.id,
                "name": each.person.name,
                "team": each.person.team,
                "place": each.person.place,
                "reading": each.reading,
                "due_at": each.due_at.isoformat(),
                "confirmed_at": each.confirmed_at and each.confirmed_at.isoformat(),
            }
            for each in found.readers
        ],
    }


def _covered(found: Coverage) -> _Object:
    return {
        "name": found.name,
        "people": found.people,
        "in_time": found.in_time,
        "late": found.late,
        "unread": found.unread,
    }
