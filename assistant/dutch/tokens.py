"""Words of a message as they are understood: abbreviations written out, roots, compounds, ages.

What `words.analyse` gives is what somebody typed; a token adds by which keys a pattern may find it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.dutch.ages import Band, bands
from assistant.dutch.inflection import Roots, particles
from assistant.dutch.spelling import Spelling
from assistant.dutch.words import Word, read_language

_ACCENTS = str.maketrans("áàâäãéèêëíìîïóòôöúùûüç’‘", "aaaaaeeeeiiiioooouuuuc''")
VEILIG_THUIS = "veiligthuis"
"""One word, so that 'bij Veilig Thuis' never says that somebody is safe at home."""
_BEFORE_A_NAME = frozenset(
    ("bij", "van", "door", "aan", "met", "voor", "naar", "via", "tegen", "en", "of", "dat", "als", "wat")
) | {"moet", "heeft", "doet", "hoe", "wanneer", "waarom", "omdat"}
_PARTICIPLE = re.compile(
    r"(?:aan|af|in|na|neer|om|op|over|toe|uit|vast|mee|binnen|dicht)?(?:ge|be|ver|ont|mis)"
)
_FARTHEST_PARTICLE = 11
_SHORTEST_VERB = 3
"""'En … op' is not open."""
_BETWEEN_PARTICLE_AND_VERB = frozenset(
    ("te", "is", "zijn", "heeft", "hebben", "had", "wordt", "worden", "werd")
)
"""'Op te sluiten', 'op heeft gesloten'; but 'in maart gesloten' is no insluiten."""


@dataclass(frozen=True)
class Token:
    """A word as it is understood."""

    text: str
    """Lower case, written out, without accents."""
    keys: tuple[str, ...]
    """By what a pattern may find it: its root, and those of what it is made of."""
    start: int
    end: int
    sentence: int
    clause: int
    question: bool
    ages: frozenset[Band] = frozenset()
    """How old the person is whom the word names, as far as the message says."""


class Tokens:
    """Makes tokens; `vocabulary` are the words that patterns ask for."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        words = frozenset(vocabulary)
        self._roots = Roots(words)
        self._known = frozenset(map(self._roots.of, words))
        self._spelling = Spelling((*words, *self._roots.forms()))

    def root(self, word: str) -> str:
        """The root of one word, as it stands in a pattern or in a message."""
        return self._roots.of(written_out(word))

    def of(self, text: str, words: Sequence[Word]) -> list[Token]:
        """The tokens of a message whose words were taken from `text`."""
        plain = _names_joined(text, [self._token(word) for word in words])
        found = [replace(token, ages=ages) for token, ages in zip(plain, bands(plain), strict=True)]
        return [self._with_particles(found, place) for place in range(len(found))]

    def _token(self, word: Word) -> Token:
        text = written_out(word.text)
        if text == word.text and not self._roots.knows(text):
            text = self._spelling.correct(text)
        parts = (self._roots.of(part) for part in text.split("-")) if "-" in text else ()
        keys = tuple(dict.fromkeys((self._roots.of(text), *parts)))
        return Token(text, keys, word.start, word.end, word.sentence, word.clause, word.question)

    def _with_particles(self, tokens: Sequence[Token], place: int) -> Token:
        """'sluit … op' and 'op te sluiten' can also be found as opsluiten, where patterns know that."""
        token = tokens[place]
        if len(token.text) < _SHORTEST_VERB:
            return token
        before = place - 1 - (tokens[max(0, place - 1)].text in _BETWEEN_PARTICLE_AND_VERB)
        near = [
            other
            for other in tokens[max(0, before) : place + _FARTHEST_PARTICLE]
            if (other.sentence, other.clause) == (token.sentence, token.clause) and other.text in particles()
        ]
        joined = (other.text + key for other in near for key in token.keys)
        extra = [key for key in joined if key in self._known and key not in token.keys]
        return replace(token, keys=(*token.keys, *dict.fromkeys(extra))) if extra else token


def is_participle(token: Token) -> bool:
    """Whether a word is the past participle of a verb: getrokken, bedreigd, aangevallen."""
    inflected = token.keys[0] != token.text and token.text.endswith(("d", "t", "en"))
    return inflected and bool(_PARTICIPLE.match(token.text))


def written_out(word: str) -> str:
    """A word in lower case, without accents, and in full: 'mw' is mevrouw."""
    plain = word.lower().translate(_ACCENTS)
    return _abbreviations().get(plain, plain)


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    return {short: full for full, shorts in read_language("afkortingen.yml").items() for short in shorts}


def _names_joined(text: str, tokens: Sequence[Token]) -> list[Token]:
    """'Veilig Thuis' as one word where it is the organisation, and not 'safe at home'."""
    joined: list[Token] = []
    for token in tokens:
        earlier = joined[-1] if joined else None
        if earlier and (earlier.text, token.text) == ("veilig", "thuis"):
            opens = len(joined) == 1 or joined[-2].sentence != earlier.sentence
            named = opens or joined[-2].text in _BEFORE_A_NAME
            if text[earlier.start] + text[token.start] == "VT" or named:
                joined[-1] = replace(earlier, text=VEILIG_THUIS, keys=(VEILIG_THUIS,), end=token.end)
                continue
        joined.append(token)
    return joined
