"""The pictures show what the app shows: each walk is taken again, and the words are compared."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_every_picture_says_what_the_app_says_now() -> None:
    spec = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
    assert spec
    assert spec.loader
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    for name, svg in pictures.taken(list(pictures.PICTURES)).items():
        kept = (pictures.FOLDER / f"{name}.svg").read_text("utf-8")
        assert pictures.words_of(kept) == pictures.words_of(svg), (
            f"run: python docs/pictures.py {name}"
        )
        assert "@import" not in kept
        assert "url(http" not in kept
