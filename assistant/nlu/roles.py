"""Who is writing, by what he says of himself: 'ik werk bij het wijkteam', 'huisarts in Velsen'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from assistant.dutch.words import analyse, read_language

BYSTANDER = "omstander"
"""The id of whoever has no work in this: a neighbour, family, a volunteer."""
_NEAR = 7
"""So many words after 'ik ben' or 'ik werk' a role is still the writer's own."""
_KINDS = ("zegt_wie_ik_ben", "groet", "na_de_rol", "omstander_van")
"""What stands in the data beside the roles themselves."""
_OPENING = 3
"""So many words may stand after the role in an opening such as 'huisarts in Wijk aan Zee'."""

Phrase = tuple[str, ...]


@lru_cache(maxsize=1)
def _data() -> tuple[list[tuple[Phrase, str]], dict[str, list[Phrase]]]:
    data = read_language("rollen.yml")
    kinds = {kind: [_words(phrase) for phrase in data[kind]] for kind in _KINDS}
    roles = [(_words(name), role) for role in data if role not in _KINDS for name in data[role]]
    return roles, kinds


def _words(text: str) -> Phrase:
    return tuple(word.text for word in analyse(text))


def role_in(text: str) -> str | None:
    """The id of the actor that the writer says he is; None when he doesn't say."""
    roles, words = _data()
    clauses = [
        tuple(word.text for word in clause)
        for _, clause in groupby(analyse(text), key=lambda word: (word.sentence, word.clause))
    ]
    opens = True
    for clause in clauses:
        for stretch in (*_after(clause, words["zegt_wie_ik_ben"]), *_opening(clause if opens else ())):
            found = next((role for name, role in roles if _find(stretch, name) is not None), None)
            if found:
                return found
        opens = opens and all((word,) in words["groet"] for word in clause)
    return BYSTANDER if any(_has(clause, words["omstander_van"]) for clause in clauses) else None


def _after(clause: Phrase, phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """What stands shortly after one of `phrases`."""
    for phrase in phrases:
        at = _find(clause, phrase)
        if at is not None:
            yield clause[at + len(phrase) : at + len(phrase) + _NEAR]


def _opening(clause: Phrase) -> Iterator[Phrase]:
    """The whole of an opening that holds nothing but a greeting, a role and a place."""
    roles, words = _data()
    rest = clause
    while rest and rest[:1] in words["groet"]:
        rest = rest[1:]
    for name, _ in roles:
        if rest[: len(name)] == name or clause[: len(name)] == name:
            after = rest[len(name) :] if rest[: len(name)] == name else clause[len(name) :]
            if not after or (after[:1] in words["na_de_rol"] and len(after) <= 1 + _OPENING):
                yield name


def _has(clause: Phrase, phrases: Iterable[Phrase]) -> bool:
    return any(_find(clause, phrase) is not None for phrase in phrases)


def _find(words: Sequence[str], phrase: Phrase) -> int | None:
    """Where `phrase` stands in `words`."""
    size = len(phrase)
    return next((at for at in range(len(words) - size + 1) if tuple(words[at : at + size]) == phrase), None)
