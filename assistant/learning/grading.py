"""Reading and judging an answer to a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.dutch.words import analyse, function_words, read_language
from assistant.learning.light import denies
from assistant.learning.opgaven import Opgave
from assistant.learning.texts import text

Antwoord = tuple[str, ...]
"""An answer: the texts chosen, or the parts in the order given, or a number as text."""

_NUMBER = re.compile(r"\d+")
_LETTER = re.compile(r"[a-h]")
_BESIDE_A_SIGN = ("", "en", "antwoord", "nummer", "optie", "keuze", "de")
_ALIKE = 85
"""From this likeness (0 to 100) on, a typed text is the answer that it looks like."""
_ENOUGH = 0.5
"""What part of the words that only one choice has is said by who means that choice."""
_NUMBERS = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien"),
    *("negentien", "twintig"),
)
"""Numbers in words, each at its own place."""


_EACH_A_PLACE = "Geef elke stap een eigen plaats."


class NotAnAnswer(ValueError):
    """What was given is no answer to this question; the message says what is (Dutch)."""


@dataclass(frozen=True)
class Beoordeling:
    """What an answer is worth."""

    goed: bool
    antwoord: Antwoord
    goede_antwoord: Antwoord
    opmerkingen: tuple[str, ...]
    """Of several choices what was missed and what was too many; what is wrong with those that were chosen."""


def grade(opgave: Opgave, antwoord: Sequence[str]) -> Beoordeling:
    """Judge an answer that is one; see `answer_of` and `chosen`."""
    given = tuple(antwoord)
    if opgave.soort == "getal":
        right = given == (str(opgave.getal),)
    elif opgave.soort == "volgorde":
        right = given == opgave.goede_volgorde
    else:
        right = set(given) == set(opgave.goed)
    explained = (k.uitleg for k in opgave.keuzes if k.uitleg and not k.goed and k.tekst in given)
    remarks = () if right else (*_compared(opgave, given), *explained)
    return Beoordeling(right, given, opgave.goed, remarks)


def _compared(opgave: Opgave, given: Antwoord) -> Iterator[str]:
    """What of several right answers was missed, and what was chosen beside them."""
    if opgave.soort != "meerkeuze":
        return
    lists = {
        "gemist": [choice.tekst for choice in opgave.keuzes if choice.goed and choice.tekst not in given],
        "te_veel": [choice.tekst for choice in opgave.keuzes if not choice.goed and choice.tekst in given],
    }
    for name, choices in lists.items():
        if choices:
            yield text(name, keuzes="; ".join(choices))


def chosen(opgave: Opgave, numbers: Sequence[str]) -> Antwoord:
    """The answer given by numbers, as a form or a client sends it: of choices from 1, or the number itself.

    Raises NotAnAnswer.
    """
    if opgave.soort == "getal":
        if len(numbers) != 1 or not numbers[0].strip().isdecimal():
            raise NotAnAnswer("Geef een heel getal.")
        return (str(int(numbers[0])),)
    most = len(opgave.keuzes)
    picked = [int(number) for number in numbers if number.strip().isdecimal()]
    if opgave.soort == "volgorde" and len(picked) != most:
        raise NotAnAnswer(_EACH_A_PLACE)
    if len(picked) != len(numbers) or not picked or any(not 1 <= number <= most for number in picked):
        raise NotAnAnswer(f"Kies uit 1 tot en met {most}.")
    return _checked(opgave, picked)


def answer_of(opgave: Opgave, typed: str) -> Antwoord | None:
    """The answer that somebody types in a conversation; None when it doesn't look like one.

    By number or letter ('2', 'b', '1 en 3'), or in the words of the answer, with how sure one is of it
    ('ik denk b') and why ('2, want …').
    """
    said = _answer_alone(" ".join(typed.lower().split()))
    if opgave.soort == "getal":
        return _number(opgave, said)
    picked = _by_sign(said, len(opgave.keuzes)) or _by_words(opgave, said)
    if not picked and opgave.soort == "keuze" and "?" not in typed:
        picked = _by_telling_words(opgave, said)
    try:
        return _checked(opgave, picked) if picked else None
    except NotAnAnswer:
        return None


def _answer_alone(said: str) -> str:
    """An answer without its reason, and without words of doubt."""
    lists = read_language("leren.yml")
    why = "|".join(map(re.escape, lists["reden"]))
    answer = re.split(rf"[\s,.;]+(?:{why})\b", said, maxsplit=1)[0].strip(" .,!?")
    for phrase in sorted(lists["aarzelt"], key=len, reverse=True):
        answer = re.sub(rf"^{re.escape(phrase)}\b|\b{re.escape(phrase)}$", "", answer).strip(" .,!?")
    return answer or said.strip(" .!?")


def _checked(opgave: Opgave, picked: Sequence[int]) -> Antwoord:
    if len(set(picked)) != len(picked):
        raise NotAnAnswer("Kies elk antwoord één keer.")
    if opgave.soort in ("keuze", "stelling") and len(picked) != 1:
        raise NotAnAnswer("Kies één antwoord.")
    if opgave.soort == "volgorde" and len(picked) != len(opgave.keuzes):
        raise NotAnAnswer(_EACH_A_PLACE)
    return tuple(opgave.keuzes[number - 1].tekst for number in picked)


def _number(opgave: Opgave, said: str) -> Antwoord | None:
    """A number alone, or with its unit: '5', 'vijf werkdagen', 'binnen 14 dagen'."""
    found = _NUMBER.findall(said) or [str(_NUMBERS.index(w)) for w in said.split() if w in _NUMBERS]
    short = len(said.split()) <= len((opgave.eenheid or "").split()) + 3
    return (str(int(found[0])),) if len(found) == 1 and short else None


def _by_sign(said: str, most: int) -> list[int]:
    """Numbers or letters and nothing else: '2', '1, 3 en 4', 'b', 'antwoord c'."""
    parts = [part for part in re.split(r"[\s,;+&.]+", said) if part not in _BESIDE_A_SIGN]
    ordinals = read_language("leren.yml")["rangtelwoorden"]
    if parts and all(_NUMBER.fullmatch(part) for part in parts):
        numbers = [int(part) for part in parts]
    elif parts and all(_LETTER.fullmatch(part) for part in parts):
        numbers = [ord(part) - ord("a") + 1 for part in parts]
    elif parts and all(part in ordinals for part in parts):
        numbers = [ordinals.index(part) + 1 for part in parts]
    else:
        return []
    return numbers if all(1 <= number <= most for number in numbers) else []


_TRUE, _FALSE = (
    ("ja", "klopt", "waar", "juist", "goed"),
    ("nee", "klopt niet", "niet waar", "onjuist", "fout"),
)


def _by_words(opgave: Opgave, said: str) -> list[int]:
    """The one choice whose words these are."""
    if opgave.soort == "stelling":
        bare = said.removeprefix("dat ").removeprefix("is ")
        return [1] if bare in _TRUE else [2] if bare in _FALSE else []
    alike = [fuzz.ratio(said, choice.tekst.lower().strip(" .!")) for choice in opgave.keuzes]
    best = max(range(len(alike)), key=alike.__getitem__)
    same = _denied(said) == _denied(opgave.keuzes[best].tekst)
    return [best + 1] if same and alike[best] >= _ALIKE else []


def _by_telling_words(opgave: Opgave, said: str) -> list[int]:
    """The one choice of which enough is said that no other choice has: 'eerst naar veilig thuis'.

    Not when as much is said that no choice speaks of: then it may be about something that happened.
    """
    words = _telling(said)
    choices = [_telling(choice.tekst) for choice in opgave.keuzes]
    shared = [[other for other in choices if other is not one] for one in choices]
    own = [one.difference(*others) for one, others in zip(choices, shared, strict=True)]
    named = [number for number, stems in enumerate(own) if words & stems]
    if len(named) != 1 or len(words.difference(*choices)) > len(words) / 3:
        return []
    chosen = named[0]
    same = _denied(said) == _denied(opgave.keuzes[chosen].tekst)
    return [chosen + 1] if same and len(words & own[chosen]) >= _ENOUGH * len(own[chosen]) else []


def _telling(text: str) -> set[str]:
    return {word.stem for word in analyse(text) if word.text not in function_words()}


def _denied(text: str) -> bool:
    return any(denies(word.text) for word in analyse(text))
