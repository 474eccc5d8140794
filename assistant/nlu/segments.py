"""A message in segments that tell or ask, by the form of its clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.dutch.expressions import words_in
from assistant.dutch.scope import opens_question
from assistant.dutch.words import Word, analyse, holds_any, read_language

_VARIES = 6
"""With so few words behind 'en' nothing is told."""
_SHORT = 9
"""A longer message speaks for itself, whatever word it opens with."""


def segments(words: Sequence[Word]) -> Iterator[tuple[list[Word], bool]]:
    """A message in pieces that tell or ask: per sentence, and per question within a sentence."""
    for _, sentence in groupby(words, key=lambda word: word.sentence):
        piece: list[Word] = []
        asks = False
        for _, group in groupby(sentence, key=lambda word: word.clause):
            clause = list(group)
            asking = opens_question(clause) or _asks_inverted(clause)
            if asking and len(clause) > 1 and not (piece and _goes_on(clause)):
                if piece:
                    yield piece, asks
                piece, asks = clause, True
            else:
                piece = piece + clause
        if piece:
            yield piece, asks or piece[0].question


def asks_in_form(words: Sequence[Word]) -> bool:
    """Whether any piece of a message has the form of a question."""
    return any(asks for _, asks in segments(words))


def _goes_on(clause: Sequence[Word]) -> bool:
    """Whether a clause goes on about who was named before: '… en is al weken niet gewassen'."""
    words = [word.text for word in clause if word.text not in words_in("voegwoord")]
    if clause[0].question or len(words) < 2:
        return False
    return words[0] in words_in("vraag_werkwoord") and words[1] in words_in("telegram")


def _asks_inverted(clause: Sequence[Word]) -> bool:
    """Whether a clause opens with a verb and its subject or with 'aan wie', or closes with 'of niet'."""
    words = read_language("vraagvorm.yml")
    if len(clause) < 2:
        return False
    first, second = clause[0].text, clause[1].text
    if first in words["voorzetsels"] and second in words["vraagwoorden_na_voorzetsel"]:
        return True
    if len(clause) == 2:
        return False
    if [word.text for word in clause[-2:]] == ["of", "niet"]:
        return True
    return second in words["onderwerp_na_werkwoord"] and first not in words["geen_werkwoord"]


def points_back(questions: Sequence[str]) -> bool:
    """Whether a question speaks of what stands before it: 'gaat zoiets naar het wijkteam?'."""
    back = read_language("vraagvorm.yml")["wijst_naar_de_zaak"]
    return any(word.text in back for question in questions for word in analyse(question))


def follows_up(words: Sequence[Word], most: int = _SHORT) -> bool:
    """Whether a message of at most `most` words opens with a tie to what went before, or points back."""
    ties = read_language("vraagvorm.yml")
    spoken = [word.text for word in words]
    if not spoken or len(spoken) > most:
        return False
    return spoken[0] in ties["haakt_aan"] or not set(spoken).isdisjoint(ties["wijst_terug"])


def supposes(words: Sequence[Word]) -> bool:
    """Whether a message opens by supposing another case: 'en als het gezin niet wil'."""
    spoken = f"{' '.join(word.text for word in words)} "
    return any(
        spoken.startswith(f"{opening} ") for opening in read_language("vraagvorm.yml")["veronderstelt"]
    )


def only_varies(words: Sequence[Word]) -> bool:
    """Whether a message asks the same of something else, and tells nothing: 'en bij stalking', 'wanneer'."""
    ties = read_language("vraagvorm.yml")
    spoken = [word.text for word in words]
    if spoken and {*ties["vraagwoord_alleen"], *ties["bij_vraagwoord"]}.issuperset(spoken):
        return not set(spoken).isdisjoint(ties["vraagwoord_alleen"])
    opens = bool(spoken) and spoken[0] in ties["vraagt_ook"]
    return opens and len(spoken) <= _VARIES and set(spoken).isdisjoint(ties["vertelt"])


def says_any_of(message: str, phrases: Iterable[str]) -> bool:
    """Whether a message holds one of `phrases`, and doesn't deny or doubt it right before or after."""
    spoken = f" {' '.join(word.text for word in analyse(message))} "
    data = read_language("korte-antwoorden.yml")
    denied = tuple(f" {word} " for word in data["ontkent_ervoor"])
    doubted = tuple(f" {words} " for words in data["ontkent_erna"])
    for phrase in phrases:
        before, found, after = spoken.partition(f" {phrase} ")
        if found and not f"{before} ".endswith(denied) and not f" {after}".startswith(doubted):
            return True
    return False


def asks_whom_to_call(message: str) -> bool:
    """Whether a message asks who can be reached, or when."""
    spoken, asks = message.lower(), read_language("deze-zaak.yml")["vraagt_wie_bereikbaar_is"]
    return seeks_help(message) or any(phrase in spoken for phrase in asks)


def seeks_help(message: str) -> bool:
    """Whether a message asks who helps, or where to go, in so many words."""
    return holds_any(message, read_language("deze-zaak.yml")["zoekt_hulp"])


def narrates(piece: str, by_me: bool = False) -> bool:
    """Whether a piece tells what somebody does, by its opening: 'ja ze vallen elke week uit'.

    With `by_me` also what the writer tells of himself: 'ik weet niet of er iets is'.
    """
    words = read_language("vraagvorm.yml")
    spoken = [word.text for word in analyse(piece)]
    while spoken and spoken[0] in words["voor_het_vertellen"]:
        spoken = spoken[1:]
    tellers = {*words["vertelt_over"], *(words["vertelt_over_mij"] if by_me else ())}
    return bool(spoken) and spoken[0] in tellers
