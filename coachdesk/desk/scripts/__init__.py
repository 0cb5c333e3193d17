"""Scripts on the desk: published once, read and confirmed, and measured on the desk's calls."""

from coachdesk.desk.scripts.delivery import Confirmed, confirm, delivery
from coachdesk.desk.scripts.publishing import Publication, Signed, publish, sign
from coachdesk.desk.scripts.versions import (
    compare,
    history,
    list_scripts,
    published,
    show_script,
)

__all__ = [
    "Confirmed",
    "Publication",
    "Signed",
    "compare",
    "confirm",
    "delivery",
    "history",
    "list_scripts",
    "publish",
    "published",
    "show_script",
    "sign",
]
