"""The forms of Dutch words brought back to one root: slaat, sloeg and geslagen are all slaan.

A stem (`words.stem`) is enough for searching. Understanding what people tell asks for more: strong
verbs change their vowels, and separable ones fall apart ('sluit haar op', 'op te sluiten').
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from assistant.dutch.lemmas import lemma
from assistant.dutch.spelling import exists
from assistant.dutch.words import function_words, read_language, stem

_FIXED = ("be", "ge", "her", "ont", "ver", "mis")
"""Prefixes with which a participle gets no ge-."""
_SHORTEST_VERB = 5


class Roots:
    """Roots of words; regular verb forms are known for the verbs in `vocabulary`."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._forms: dict[str, str] = {}
        for word in vocabulary:
            if word.endswith("en") and len(word) >= _SHORTEST_VERB and strong_root(word) is None:
                for form in filter(_is_free(word), regular_forms(word)):
                    self._forms.setdefault(form, _stem(word))

    def knows(self, word: str) -> bool:
        """Whether the lower case word is a form of a known verb."""
        return word in self._forms or strong_root(word) is not None

    def forms(self) -> Iterator[str]:
        """Forms of the known verbs that Dutch has."""
        return (form for form in (*self._forms, *_strong()) if exists(form))

    def of(self, word: str) -> str:
        """The root of a lower case word: an infinitive for strong verbs, else a stem."""
        return strong_root(word) or self._forms.get(word) or _stem(word)


def _stem(word: str) -> str:
    """The stem, unless that is a word without meaning: of 'uiten' it would be 'uit'."""
    found = stem(word)
    return word if found != word and found in function_words() else found


def _is_free(infinitive: str) -> Callable[[str], bool]:
    """Whether a form can be of this verb: not when the dictionary knows it as another word's."""

    def free(form: str) -> bool:
        return form not in function_words() and (lemma(form) == infinitive or not exists(form))

    return free


@lru_cache(maxsize=1)
def particles() -> tuple[str, ...]:
    """What separable verbs begin with (op, af, binnen …), longest first."""
    return tuple(sorted(read_language("werkwoorden.yml")["voorvoegsels"], key=len, reverse=True))


@lru_cache(maxsize=1)
def _strong() -> dict[str, str]:
    rows = (row.split() for row in read_language("werkwoorden.yml")["onregelmatig"])
    return {form: forms[0] for forms in rows for form in forms}


@lru_cache(maxsize=20_000)
def strong_root(word: str) -> str | None:
    """The infinitive of a form of an irregular verb, also with a particle before it; else None."""
    if word in _strong():
        return _strong()[word]
    for particle in particles():
        if word.startswith(particle):
            rest = word[len(particle) :]
            found = _strong().get(rest) or _strong().get(rest.removeprefix("te"))
            if found:
                return particle + found
    return None


@lru_cache(maxsize=1)
def past_forms() -> frozenset[str]:
    """Past forms of irregular verbs and auxiliaries: sloeg, stond, was."""
    return frozenset(read_language("werkwoorden.yml")["verleden_tijd"])


def regular_forms(infinitive: str) -> Iterator[str]:
    """The forms that a verb has if it is regular; too many are given rather than too few."""
    particle = next((p for p in particles() if infinitive.startswith(p) and len(infinitive) > len(p) + 3), "")
    plain = infinitive[len(particle) :]
    yield infinitive
    for base in _bases(plain):
        yield from (particle + base + ending for ending in ("", "t", "te", "ten", "de", "den"))
        ge = "" if plain.startswith(_FIXED) else "ge"
        yield from (particle + ge + base + ending for ending in ("t", "d", "te", "de"))
    if particle:
        yield particle + "te" + plain


def _bases(plain: str) -> set[str]:
    """What is left of an infinitive without -en, spelled as at the end of a word: maak, pak, geef."""
    base = plain[:-2]
    if base[-2:-1] == base[-1:]:
        return {base[:-1]}
    voiceless = base[:-1] + {"v": "f", "z": "s"}.get(base[-1:], base[-1:])
    bases = {base, voiceless}
    if len(base) > 1 and base[-2] in "aeou" and base[-3:-2] not in tuple("aeiou"):
        bases |= {b[:-1] + b[-2] + b[-1] for b in tuple(bases)}
    return bases
