"""Which clauses ask instead of tell, with a question mark or without.

People type 'is stalking ook een reden' and mean a question, and 'is zwanger' and mean a fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.dutch.expressions import has, words_in
from assistant.dutch.tokens import Token

Piece = Sequence[Token]


def asked_clauses(pieces: Sequence[Piece]) -> list[bool]:
    """For each clause of a message whether it asks."""
    return [
        asked
        for _, sentence in groupby(pieces, key=lambda piece: piece[0].sentence)
        for asked in _in_sentence(list(sentence))
    ]


def _in_sentence(pieces: Sequence[Piece]) -> Iterator[bool]:
    """From the clause that opens a question on all ask; else the last does, if the mark stands there."""
    marked = pieces[0][0].question
    opening = next((place for place in range(len(pieces)) if _opens(pieces[place], place == 0, marked)), None)
    if opening is None:
        opening = len(pieces) - 1 if marked else len(pieces)
    for place, piece in enumerate(pieces):
        if not marked and place > opening and piece[0].text in words_in("wending"):
            opening = len(pieces)
        yield place >= opening


def _opens(piece: Piece, first: bool, marked: bool) -> bool:
    """Whether a clause opens a question; `marked` tells that its sentence ends in a question mark."""
    if has(piece, "vraag_inleiding"):
        return True
    words = [token.text for token in piece if token.text not in words_in("voegwoord")]
    if len(words) < 2:
        return False
    verb, subject = words[0], words[1]
    if verb in words_in("vraagwoorden_open"):
        # 'Hoe ze heten zeg ik niet' has its verb at the end: no question.
        return subject not in words_in("onderwerp") | words_in("bijzin_na_vraagwoord") or marked
    if verb in words_in("vraag_altijd"):
        return subject not in words_in("telegram")
    if verb not in words_in("vraag_werkwoord"):
        return False
    asks = subject in words_in("vraag_onderwerp" if first else "vraag_onderwerp_later")
    return asks or (marked and subject not in words_in("telegram_met_vraagteken"))
