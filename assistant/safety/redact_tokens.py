"""The tokens that redaction reads: words, numbers, marks, and what was already taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.dutch.once import once_a_turn
from assistant.safety.name_spelling import as_person_word
from assistant.safety.name_tables import Known, look_up
from assistant.safety.redact_data import read_redaction

PLACEHOLDER = re.compile(r"\[(?P<label>[A-Z]+(?:-[A-Z]+)*)(?: (?P<number>\d+))?\]")
"""What stands in the place of something that was taken out."""

_COMBINING = "\u0300-\u036f"
_SHORTENED = "|".join(re.escape(word) for word in read_redaction("namen.yml")["afgekort"])
_TOKEN = re.compile(
    rf"""(?P<short>(?<!\w)(?i:{_SHORTENED})\.)
    | (?P<out>{PLACEHOLDER.pattern.replace("?P<label>", "").replace("?P<number>", "")}(?:'?s\b)?)
    | (?P<word>(?:[^\W\d_][{_COMBINING}]*)+(?:['’`-](?:[^\W\d_][{_COMBINING}]*)+)*
        | ['’`][tnsmkr](?!\w))
    | (?P<number>\d+(?:[.,:]\d+)*)
    | (?P<mark>[^\s])
    | (?P<line>\n)""",
    re.VERBOSE,
)
_MARKS = {
    **dict.fromkeys(".!?;…\n", frozenset({"BEGIN", "EIND", "PUNT"})),
    **dict.fromkeys(":", frozenset({"BEGIN", "DUBBELPUNT"})),
    **dict.fromkeys("'\"‘’“”„`«»*", frozenset({"BEGIN", "AANHALING"})),
    **dict.fromkeys("([{", frozenset({"BEGIN", "OPEN"})),
    **dict.fromkeys(")]}", frozenset({"EIND", "SLUIT"})),
    **dict.fromkeys("–—-•", frozenset({"BEGIN", "EIND", "STREEP"})),
    ",": frozenset({"KOMMA"}),
    "/": frozenset({"SCHUIN", "NEVENSCHIKKER"}),
    "&": frozenset({"NEVENSCHIKKER", "&"}),
    "+": frozenset({"NEVENSCHIKKER", "+"}),
}
NUMBER_WORD = re.compile(
    r"(?:een|één|eén|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|"
    r"(?:vijf|zes|zeven|acht|negen)tien|(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)(?:en|ën))?"
    r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|honderd|anderhalf|anderhalve)"
)
_MOSTLY_CAPITALS = 0.6
_SHORT = 3


@dataclass(frozen=True)
class Token:
    """One token; `kinds` is what a pattern may ask of it, its own lower case text included."""

    text: str
    lower: str
    start: int
    end: int
    word: bool
    capital: bool
    """Whether it has a capital that means something: not the first of a sentence, nor one among many."""
    kinds: frozenset[str]


def tokens(text: str) -> list[Token]:
    """The tokens of `text` in order."""
    shouting = _is_shouting(text)
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        part = match[0]
        first = not found or "BEGIN" in found[-1].kinds
        is_word = (match["word"] or match["short"]) is not None
        capital = is_word and part[0].isupper() and not first and not shouting
        kinds = _mark_kinds(part, match) if not is_word else _word_kinds(_plain(part))
        if capital:
            kinds |= {"HOOFD"}
        if match["short"] is not None:
            # dr. is a doctor, dr the possessive.
            kinds = (kinds - {"BEZIT", "ZIJN_HAAR"}) | {"AFKORTING"}
        found.append(Token(part, _plain(part), match.start(), match.end(), is_word, capital, kinds))
    return found


def _plain(part: str) -> str:
    return part.lower().replace("’", "'").replace("`", "'").rstrip(".") or part


def _is_shouting(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(map(str.isupper, letters)) > _MOSTLY_CAPITALS * len(letters)


def _mark_kinds(part: str, match: re.Match[str]) -> frozenset[str]:
    if match["out"] is not None:
        return frozenset({"NAAM"}) if part.startswith("[NAAM") else frozenset({"WEG"})
    if match["number"] is not None:
        return frozenset({"GETAL", part})
    return _MARKS.get(part, frozenset({part}))


@once_a_turn
def _word_kinds(lower: str) -> frozenset[str]:
    kinds = {lower, *_listed().get(as_person_word(lower), ())}
    if NUMBER_WORD.fullmatch(lower):
        kinds.add("GETAL")
    known = look_up(lower)
    kinds |= {"WW"} if (known.verb and kinds == {lower}) or kinds & {"HULP", "PERSOONSWW"} else set()
    kinds |= {"ZELFSTANDIG"} if known.noun else set()
    kinds |= (
        {"BIJVOEGLIJK"}
        if known.adjective and not known.noun and not known.verb and kinds == {lower}
        else set()
    )
    kinds |= {"GENITIEF"} if lower.endswith("s") and not known.word else set()
    kinds |= {"VOORNAAM"} if known.first_name else set()
    kinds |= {"ACHTERNAAM"} if known.surname and lower not in _never_names() else set()
    kinds |= {"LETTER"} if len(lower) == 1 and lower.isalpha() and lower != "u" else set()
    kinds |= {"ONBEKEND"} if known == Known() and len(lower) > _SHORT else set()
    return frozenset(kinds)


@lru_cache(maxsize=1)
def _never_names() -> frozenset[str]:
    return frozenset(read_redaction("namen.yml")["nooit"])


@lru_cache(maxsize=1)
def _listed() -> dict[str, tuple[str, ...]]:
    """The kinds of each listed word."""
    listed: dict[str, list[str]] = {}
    for kind, words in read_redaction("namen.yml")["soorten"].items():
        for word in words:
            listed.setdefault(word, []).append(kind.upper())
    return {word: tuple(kinds) for word, kinds in listed.items()}
