"""False suppositions, which an answer contradicts before it says anything else.

'Klopt het dat Veilig Thuis na directe overdracht blijft monitoren?' is answered with nee in the IJmond. What
a regel contradicts is written beside it (`weerspreekt`), by who knows the agreements: a wrong 'nee' is worse
than none. A pattern is a row of words that must all occur in the question, in any order and inflection; `a/b`
is either, and what has a minus before it must not occur.
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.dutch.words import analyse, read_language, stem
from assistant.rulebase.schema import Regel


def supposes(vraag: str) -> bool:
    """Whether a question takes something for granted, in words that leave no doubt about what."""
    data = read_language("veronderstelling.yml")
    words = [word.text for word in analyse(vraag)]
    spoken = f" {' '.join(words)} "
    if not set(words).isdisjoint(data["twijfelachtig"]):
        return False
    before = any(f" {opening} " in spoken for opening in data["veronderstelt"])
    return before or any(spoken.endswith(f" {closing} ") for closing in data["veronderstelt_achteraf"])


def contradicts(regel: Regel, vraag: str) -> bool:
    """Whether `regel` says the contrary of what `vraag` supposes."""
    if not regel.weerspreekt:
        return False
    said = {form for word in analyse(vraag) for form in (word.text, word.stem)}
    return any(_fits(pattern, said) for pattern in regel.weerspreekt)


def _fits(pattern: str, said: Collection[str]) -> bool:
    return all(
        not _occurs(part[1:], said) if part.startswith("-") else _occurs(part, said)
        for part in pattern.split()
    )


def _occurs(part: str, said: Collection[str]) -> bool:
    return any(word in said or stem(word) in said for word in part.split("/"))
