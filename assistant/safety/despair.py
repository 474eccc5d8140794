"""Whether somebody writes that he himself doesn't want to live: by `data/taal/zelfmoord.yml`.

About others ('mijn cliënt wil niet meer leven') it says nothing: that is a question or a case.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from assistant.dutch.words import analyse, read_language

_NEAR = 6
"""So many words before or after it, 'ik' makes it the writer's own wish."""


def wants_to_die(text: str) -> bool:
    """Whether the writer says that he thinks of dying."""
    data = read_language("zelfmoord.yml")
    words = [(word.text, word.sentence) for word in analyse(text)]
    opening = " ".join(word for word, _ in words)
    if opening.startswith(tuple(data["begint_met"])):
        return True
    for at, (word, _) in enumerate(words):
        for phrase in _wishes().get(word, ()):
            stretch = words[at : at + len(phrase)]
            if tuple(word for word, _ in stretch) != phrase:
                continue
            end = at + len(phrase)
            near = words[max(0, at - _NEAR) : at] + words[end : end + _NEAR]
            around = {word for word, sentence in near if sentence == stretch[0][1]}
            if (around | set(phrase)) & set(data["ik"]) and not around & set(data["iemand_anders"]):
                return True
    return False


@lru_cache(maxsize=1)
def _wishes() -> dict[str, list[tuple[str, ...]]]:
    """The phrases that tell it, by their first word."""
    wishes: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in read_language("zelfmoord.yml")["wens"]:
        words = tuple(phrase.split())
        wishes[words[0]].append(words)
    return dict(wishes)
