"""Whether somebody doesn't want to live, or hurts himself: who writes, or another of whom is written.

Plain words say it of who writes (`data/taal/zelfmoord.yml`), where nobody else is spoken of, or the net
agrees. How people only hint at it, and what they tell of others, the net has learned.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Literal

from assistant.dutch.words import analyse, holds_any, read_language, with_people
from assistant.safety import despair_net

Who = Literal["ik", "ander"]
WRITER: Who = "ik"
ANOTHER: Who = "ander"
"""Of whom a message tells that he may not want to live."""
_LIKELY = 1.5
"""Log odds of the net from which it counts; chosen on messages it wasn't learned from (docs)."""
_LIKELY_LATER = 3.2
"""The same further on in a conversation, where what is said leans on what stood before it."""
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
            of_another = bool(around & set(data["iemand_anders"])) and hinted(text) != WRITER
            if (around | set(phrase)) & set(data["ik"]) and not of_another:
                return True
    return False


def hinted(text: str, later: bool = False) -> Who | None:
    """Of whom it is likely, by all that is written, that he may not want to live; None when of nobody.

    `later` is what isn't the first message of a conversation.
    """
    if _threatens_another(text) or _keeps_from_others(text):
        return None
    heard = despair_net.margins(with_people(_meant(text)))
    who = WRITER if heard[WRITER] >= heard[ANOTHER] else ANOTHER
    return who if heard[who] >= (_LIKELY_LATER if later else _LIKELY) else None


def _threatens_another(text: str) -> bool:
    data = read_language("zelfmoord.yml")
    return holds_any(text, data["doodt_een_ander"]) and not holds_any(text, data["zichzelf"])


def _keeps_from_others(text: str) -> bool:
    """Whether it is about what others may not know or do, and no word speaks of dying beside that."""
    data = read_language("zelfmoord.yml")
    spoken = text.lower()
    return holds_any(text, data["wil_niet_dat"]) and not any(part in spoken for part in data["spreekt_ervan"])


def _meant(text: str) -> str:
    """The text without figures of speech: 'ik schaam me dood'."""
    said = text.lower()
    for phrase in read_language("zelfmoord.yml")["bij_wijze_van_spreken"]:
        said = said.replace(phrase, " ")
    return text if said == text.lower() else said


@lru_cache(maxsize=1)
def _wishes() -> dict[str, list[tuple[str, ...]]]:
    """The phrases that tell it, by their first word."""
    wishes: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in read_language("zelfmoord.yml")["wens"]:
        words = tuple(phrase.split())
        wishes[words[0]].append(words)
    return dict(wishes)
