"""Web pages from the templates beside this module; every text from outside is escaped."""

from typing import Any


def page_of(template: str, **values: Any) -> str:
    """One self-contained page: no scripts, light and dark, printable."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("coachdesk", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(**values)
