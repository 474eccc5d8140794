"""The courtesies that a message opens and closes with: 'hoi, nummer veilig thuis? alvast bedankt'."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant.dutch.words import Word, analyse, read_language

_SAYS_SOMETHING = 2
"""With fewer words before a closing courtesy that belongs to them: 'nee bedankt', 'goed dankje'."""
_ANNOUNCES = 9
"""A longer clause does more than announce a question."""
_INSIDE = "'’[("
"""Beside letters and digits, what words open with."""


def without_courtesies(text: str) -> str:
    """The text with spaces where it greets and thanks, so that offsets stay; a mere courtesy stays itself."""
    words = analyse(text)
    first, last = 0, len(words)
    while opens := _opens(text, words[first:last]):
        first += opens
    while closes := _closes(words[first:last]):
        last -= closes
    if first == last or last - first == len(words):
        return text
    begin = 0 if first == 0 else words[first].start
    end = len(text) if last == len(words) else words[last].start
    return " " * begin + text[begin:end] + " " * (len(text) - end)


def _opens(text: str, words: Sequence[Word]) -> int:
    """How many words make the courtesy that `words` open with."""
    announces = _announces(text, words)
    if announces:
        return announces
    spoken = _spoken(words)
    free, listed = _phrases("opent"), _phrases("opent_met_leesteken")
    phrase = max((phrase for phrase in free + listed if spoken[: len(phrase)] == phrase), key=len, default=())
    if not phrase:
        return 0
    goes_on = spoken[len(phrase) :][:1] in _phrases("gaat_door")
    marked = _is_marked(text, words[len(phrase) - 1])
    return len(phrase) if marked or (phrase in free and not goes_on) else 0


def _announces(text: str, words: Sequence[Word]) -> int:
    """How many words open it only to say that a question follows: 'mag ik u even iets voorleggen: …'.

    Who says what the question is about says more than that.
    """
    clause = [word for word in words if word.clause == words[0].clause] if words else []
    said = " ".join(_spoken(clause))
    known = read_language("gespreksvoering.yml")["wil_vragen"]
    if not 0 < len(clause) <= _ANNOUNCES or len(clause) == len(words) or " over " in f" {said} ":
        return 0
    announces = any(f" {phrase} " in f" {said} " for phrase in known)
    return len(clause) if announces and _is_marked(text, clause[-1]) else 0


def _is_marked(text: str, word: Word) -> bool:
    """Whether a mark stands behind a word."""
    behind = text[word.end :].lstrip(" ")
    return bool(behind) and not (behind[0].isalnum() or behind[0] in _INSIDE)


def _closes(words: Sequence[Word]) -> int:
    """How many words make the courtesy that `words` close with."""
    spoken = _spoken(words)
    length = max((len(phrase) for phrase in _phrases("sluit") if spoken[-len(phrase) :] == phrase), default=0)
    return length if len(spoken) - length >= _SAYS_SOMETHING else 0


def _spoken(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in words)


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a list of `data/taal/beleefdheden.yml`."""
    return tuple(_spoken(analyse(phrase)) for phrase in read_language("beleefdheden.yml")[name])
