"""How often words are said: counts of film and television subtitles, the nearest thing to speech.

The list is that of pyspellchecker, made from OpenSubtitles (2018). It is read when it is asked for.
"""

from functools import cache

from coachdesk.core.scripts.lint import Frequencies

_LANGUAGES = ("en",)
"""Those of its languages that the lint of scripts is tried in. It has no Chinese."""


@cache
def spoken_frequencies() -> Frequencies:
    """The counts, read once: about 160,000 English words."""
    from spellchecker import SpellChecker

    lists = {language: SpellChecker(language=language).word_frequency for language in _LANGUAGES}
    return Frequencies(
        counts={language: each.dictionary for language, each in lists.items()},
        totals={language: each.total_words for language, each in lists.items()},
    )
