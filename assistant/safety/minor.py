"""Whether somebody under eighteen types for himself: deterministic, by `data/taal/minderjarige.yml`.

Their own age decides, whatever else they say. Without it a child is somebody whose own parents or
family hurt him, unless he says something that only grown-ups say: a partner, children, a profession, a
client, or that it was long ago. What is told in somebody else's words isn't the writer's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from assistant.dutch.spelling import Spelling
from assistant.dutch.words import read_language

_TOKEN = re.compile(r"\[[^\]\n]{1,30}\]|[^\W_]+(?:[-'][^\W_]+)*|[,:()/–—\"]|[.!?;\n]")
_QUOTED = re.compile(r"[\"“”„«»][^\"“”„«»]{3,}[\"“”«»]|(?<!\w)['‘][^'‘’]{3,}['’](?!\w)")
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")
_LONGEST = 4_000
"""Nobody tells his age after so many characters."""

_NUMBERS = {
    "<jong>": r"(?:[6-9]|1[0-7])",
    "<volwassen>": r"(?:1[89]|[2-9]\d)",
    "<oud>": r"[6-9]\d",
    "<getal>": r"\d{1,2}",
}
_PATTERNS = (
    "leeftijd",
    "situatie",
    "slachtoffer",
    "angst",
    "kindwoord",
    "volwassen_leeftijd",
    "volwassene",
    "beroepstaal",
)
_DENIED = r"(?!(?:niet|nooit) (?!vaak|altijd|elke|zo|alleen))"
_ANYBODY = ("hij", "ze", "zij", "die")


def is_minor(text: str) -> bool:
    """Whether the writer of `text` is under eighteen, as far as he says so."""
    said = _own_words(text[:_LONGEST])
    if _says(said, "volwassen_leeftijd"):
        return False
    if _says(said, "leeftijd"):
        return True
    if _says(said, "volwassene"):
        return False
    if _says(said, "slachtoffer"):
        return True
    if _says(said, "beroepstaal"):
        return False
    return _says(said, "situatie") or (_says(said, "angst") and _says(said, "kindwoord"))


def _own_words(text: str) -> str:
    """The words of a text, one space between them, without what it quotes of others."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )
    plain = plain.translate(str.maketrans("’‘`´", "''''"))
    unquoted = _QUOTED.sub(" , ", plain)
    # Who puts his whole message between quotation marks quotes nobody.
    if any(letter.isalpha() for letter in unquoted):
        plain = unquoted
    said = (
        ". " + "".join(f"{word} " for typed in _TOKEN.findall(plain.lower()) for word in _read(typed)) + ". "
    )
    return _without_reported(said)


def _read(typed: str) -> tuple[str, ...]:
    """What was typed, as the patterns know it."""
    if typed.startswith("["):
        return ("naam",)
    if not typed[0].isalnum():
        return (".",) if typed in ".!?;\n" else (",",)
    word = _STRETCHED.sub(r"\1", typed).replace("'", "")
    return (_spelled().get(word) or _spelling().correct(word),)


def _without_reported(said: str) -> str:
    """Leave out what somebody else says in these words: 'zij zegt: mijn vader slaat mij'.

    After a colon that is all that follows, otherwise the rest of the sentence. 'Hij' is somebody else
    unless it is the father of whom the writer was telling.
    """
    patterns = _reported()
    kin = _compiled()["familie"].search(said)
    result, place = [], 0
    for match in patterns.finditer(said):
        about_kin = match["wie"] in _ANYBODY and kin is not None and kin.start() < match.start()
        if match.start() < place or about_kin:
            continue
        result.append(said[place : match.end()])
        place = len(said) if match["teken"] else said.index(". ", match.end())
    return "".join([*result, said[place:]]) + ("" if said[place:] else ". ")


def _says(said: str, name: str) -> bool:
    return _compiled()[name].search(said) is not None


@lru_cache(maxsize=1)
def _reported() -> re.Pattern[str]:
    data = read_language("minderjarige.yml")
    gap = r"(?:[^\s.,]+ ){0,4}?"
    stop = "|".join(data["geen_citaat_na"])
    return re.compile(
        rf"(?<= )(?P<wie>{_one_of(data['ander'])}) {gap}(?:{_one_of(data['zegt'])}) "
        rf"(?:(?!(?:{stop}) )[^\s.,]+ ){{0,4}}?(?:(?P<teken>, )|(?=(?:ik|mijn|mn|me|papa|mama|help) ))"
    )


@lru_cache(maxsize=1)
def _compiled() -> dict[str, re.Pattern[str]]:
    """One pattern for each list of the data."""
    data = read_language("minderjarige.yml")
    lists = {name: data[name] for name in _PATTERNS} | {"familie": ["<mijn> <ouder>", "<papa>"]}
    return {
        name: re.compile(
            "|".join(_regex(line) + (_DENIED if name == "slachtoffer" else "") for line in lines)
        )
        for name, lines in lists.items()
    }


def _regex(line: str) -> str:
    return r"(?<= )" + "".join(map(_element, line.split()))


def _element(element: str) -> str:
    """One element of a pattern; see the data for what it can be."""
    bounds = _one_of(read_language("minderjarige.yml")["grens"])
    special = {
        "^": r"(?<=\. )",
        "…": r"(?:[^\s.]+ ){0,6}?",
        "..": rf"(?:(?!(?:{bounds}) )[^\s.]+ ){{0,3}}?",
        "~": r"(?:\S+ ){0,12}?",
    }
    if element in special:
        return special[element]
    optional = element.endswith("?")
    options = [option for option in element.removesuffix("?").split("|") if option]
    found = "|".join(_option(option) for option in options)
    return f"(?:(?:{found}) ){'?' if optional else ''}"


def _option(option: str) -> str:
    if option == "$":
        return r"\."
    if option in _NUMBERS:
        return _NUMBERS[option]
    if option.startswith("<"):
        members = read_language("minderjarige.yml")[option.strip("<>")]
        return "|".join(
            " ".join(_option(word) for word in member.split()) for member in _longest_first(members)
        )
    return re.escape(option.replace("_", " "))


def _one_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, _longest_first(words)))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


@lru_cache(maxsize=1)
def _spelling() -> Spelling:
    data = read_language("minderjarige.yml")
    names = data.keys() - set(_PATTERNS)
    return Spelling(
        word for name in names for phrase in data[name] for word in phrase.split() if word.isalpha()
    )


@lru_cache(maxsize=1)
def _spelled() -> dict[str, str]:
    """Ages in letters as figures; not 'een', which is an article far more often."""
    data = read_language("leeftijd.yml")
    small = {word: str(number) for number, word in enumerate(data["getallen_tot_twintig"], 1) if number > 2}
    return small | {word: str(10 * tens) for tens, word in enumerate(data["tientallen"], 2)}
