"""A new desk: the starter rules and scripts, settings to fill in, and an empty database."""

import os
import shutil
from pathlib import Path

from coachdesk.core.errors import DeskRefused, Problem, StoreFailed
from coachdesk.desk.folder import DATABASE_FILE, SETTINGS_FILE, Acting, Desk, find_desk
from coachdesk.files.starter import starter_root
from coachdesk.store import connect

_COPIED = ("rules", "scripts_library")
_SETTINGS = """\
# The settings of this desk. `coachdesk explain D201` and docs/desk.md tell more.
name: {name}

# The zone in which this desk shows times (IANA name).
time_zone: UTC

# What {{company}} stands for in the rules, where a call does not carry it.
# company: Example Bank

thresholds:
  # Below this confidence in who is agent and who customer, rules answer UNKNOWN.
  role_confidence: 0.8

# Who the speaker labels of your transcripts are; * is every other label.
# roles:
#   Agent: agent
#   "*": customer

# Card numbers and their check codes are always masked before a call is kept. More to mask:
# redaction:
#   patterns:
#     - {{name: iban, regex: '[A-Z]{{2}}[0-9]{{2}}[A-Z0-9]{{11,30}}'}}

# How long things are meant to be kept. Noted for people: nothing is deleted by itself yet.
# retention: {{transcript_days: 90, score_days: 1095}}

# Evaluations by people: does somebody else publish them, and how long can they be disputed?
# reviews: {{two_person: false, dispute_days: 45}}

# Shops, and what they lie in; mystery visits go to stores, and docs/audits.md tells more.
# places:
#   - {{id: rivercity, name: River City, level: city}}
#   - {{id: riverside, name: Riverside, within: rivercity}}
# audits: {{submit_hours: 24, edit_hours: 72, appeal_days: 14}}

# Who works here. Aliases are other names under which calls carry a person. As soon as anybody has
# an account, only accounts named here may work with the desk: docs/access.md.
# people:
#   - {{id: ana.silva, name: Ana Silva, team: North, aliases: [A. Silva]}}
#   - {{id: li.wei, name: 李伟, team: South, role: supervisor, account: liwei}}
people: []
"""


def init_desk(folder: Path, acting: Acting, settings: str | None = None) -> Desk:
    """Makes a desk in a folder that is empty or not there yet.

    The settings are written last: a folder is a desk once it has them.

    Args:
        folder: where.
        acting: who makes it.
        settings: the text of desk.yaml; None: the starter's, with every setting explained.

    Raises:
        DeskRefused: the folder is in use, or can't hold a desk.
        StoreFailed: the disk refused.
    """
    starter = starter_root()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise DeskRefused(
                Problem(
                    code="D116",
                    message=f"{folder} is not empty",
                    hint="name a new folder; nothing was changed",
                )
            )
        for name in _COPIED:
            _copy(starter / name, folder / name)
        connect.create(folder / DATABASE_FILE, at=acting.clock(), actor=acting.actor)
        text = settings or _SETTINGS.format(name=_quoted(folder.resolve().name))
        (folder / SETTINGS_FILE).write_text(text, encoding="utf-8")
    except (FileExistsError, NotADirectoryError):
        message = f"{folder} is a file, or lies in one"
        raise DeskRefused(Problem(code="D116", message=message, hint="name a new folder")) from None
    except PermissionError as error:
        message = f"{error.filename or folder} cannot be written"
        raise DeskRefused(
            Problem(code="D110", message=message, hint="check who owns the folder")
        ) from None
    except OSError as error:
        message = f"{folder}: {error.strerror or error}"
        raise StoreFailed(Problem(code="D114", message=message)) from error
    return find_desk(folder, folder)


def _copy(source: Path, target: Path) -> None:
    if not source.is_dir():
        raise DeskRefused(
            Problem(code="D117", message=f"{source} is missing", hint="install coachdesk again")
        )
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    shutil.copytree(source, target, copy_function=_copy_file, ignore=ignored)


def _copy_file(source: str, target: str) -> str:
    # Modes are not copied: an installed package may be read-only, a desk's rules are to be edited.
    shutil.copyfile(source, target)
    return os.fspath(target)


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
