"""Which questions are about what somebody wants to practise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.dutch.words import function_words, stem
from assistant.learning.current import material
from assistant.learning.opgaven import Opgave
from assistant.learning.phrases import words_of

_SHORTEST = 4
"""Words with stems of fewer letters than this say nothing of what a question is about."""


def is_subject(word: str) -> bool:
    """Whether a word stands in the title of a module, or among what it teaches."""
    return stem(word) in _taught()


def about(words: Sequence[str]) -> Callable[[Opgave], bool]:
    """Whether a question is about what these words name: all of them stand in it, or in its module."""
    wanted = frozenset(_telling(words))

    def is_about(opgave: Opgave) -> bool:
        module = material().modules[opgave.module]
        of_module = {stem(word) for word in words_of(f"{module.titel} {' '.join(module.onderwerpen)}")}
        texts = (opgave.situatie or "", opgave.vraag, opgave.uitleg, *(k.tekst for k in opgave.keuzes))
        own = {stem(word) for word in words_of(" ".join(texts))}
        return wanted <= own | of_module | _parts(of_module)

    return is_about


def _parts(stems: Iterable[str]) -> set[str]:
    """The parts of names like `warme-overdracht`."""
    return {stem(part) for one in stems for part in one.split("-")}


def _taught() -> set[str]:
    names = (f"{one.titel} {' '.join(one.onderwerpen)}" for one in material().modules.values())
    return _telling(words_of(" ".join(names).replace("-", " ")))


def _telling(words: Iterable[str]) -> set[str]:
    return {stem(word) for word in words if word not in function_words() and len(stem(word)) >= _SHORTEST}
