"""Messages composed of building blocks: sentences of danger and of every day, in frames.

The same sentence is acuut in one frame and nothing in another, and everyday sentences stand in the frames of
danger: so the weighing learns what a word means, and not beside which words it happened to stand.
"""

from __future__ import annotations

from random import Random

from assistant import places
from assistant.rulebase.problems import Problem, RulebaseError
from assistant.rulebase.yaml_source import Source

_BLOCKS = (
    ("gevaar", "nu", "acuut"),
    ("gevaar", "niet_nu", "geen"),
    ("crisis", "binnenkort", "crisis"),
    ("crisis", "niet_nu", "geen"),
    ("alledaags", "gewoon", "geen"),
)
"""What is composed: sentences, the frames that they are put in, and the level that this makes."""
_FRAMES = 6
"""In how many frames each sentence is put."""
_OTHERS = 0.7
"""How often somebody else stands in the place of the one that a sentence begins with."""


def compose() -> list[tuple[str, str]]:
    """Every composed message with its level, the same each time. Raises RulebaseError on a mistake."""
    folder = places.project() / "data" / "taal"
    source = Source.read(folder / "urgentie-bouwstenen.yml", folder)
    people: dict[str, list[str]] = source.data["wie"]
    found: dict[str, str] = {}
    for block, frame, level in _BLOCKS:
        frames = _texts(source, frame)
        for sentence in _texts(source, block):
            chance = Random(f"{block} {frame} {sentence}")  # noqa: S311 - only for the same variety each time
            for chosen in chance.sample(frames, min(_FRAMES, len(frames))):
                found.setdefault(chosen.replace("{}", _by_somebody(sentence, people, chance)), level)
    return list(found.items())


def _texts(source: Source, section: str) -> list[str]:
    texts = source.data.get(section) or []
    for index, text in enumerate(texts):
        if not isinstance(text, str):
            line = source.line_of(section, index)
            raise RulebaseError([Problem(source.name, line, f"‘{text}’ is geen tekst.")])
    return texts


def _by_somebody(sentence: str, people: dict[str, list[str]], chance: Random) -> str:
    """The sentence, told of one of the people whom its first words stand for."""
    for who, others in people.items():
        if sentence.startswith(f"{who} ") and chance.random() < _OTHERS:
            return chance.choice(others) + sentence.removeprefix(who)
    return sentence
