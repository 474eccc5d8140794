"""Clauses that lean on the words of the one before: 'in die zaak was er letsel, hier niet'.

Ages in brackets belong to the clause around them, and so do the items of a list that share one denial:
'geen sprake van letsel, stalking of dwang'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.dutch.expressions import has, words_in
from assistant.dutch.inflection import strong_root
from assistant.dutch.tokens import Token

Piece = Sequence[Token]

_LONGEST_ITEM = 4
"""So many words at most stand between two commas of a list."""


def lean(piece: Piece) -> bool:
    """Whether a clause only says of whom, and niet or wel: 'bij haar niet', 'nu wel'."""
    texts = [token.text for token in piece]
    return bool(words_in("niet_of_wel") & set(texts)) and all(text in words_in("leunt") for text in texts)


def filled(piece: Piece, earlier: Piece) -> tuple[Token, ...]:
    """The words of an earlier clause, without niet and wel, at the place of the one that leans on it."""
    dropped = words_in("ontkenning") | words_in("niet_of_wel")
    start, end, number = piece[0].start, piece[-1].end, piece[0].sentence
    return tuple(
        replace(token, start=start, end=end, sentence=number)
        for token in earlier
        if token.text not in dropped
    )


def joined_ages(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The clauses, with an age in brackets in the clause around it: 'meneer (79) is …'."""
    left = list(pieces)
    while left:
        piece, left = list(left[0]), left[1:]
        while (
            len(left) > 1
            and _is_age(left[0])
            and left[0][0].sentence == left[1][0].sentence == piece[0].sentence
        ):
            piece, left = [*piece, *left[0], *left[1]], left[2:]
        yield piece


def _is_age(piece: Piece) -> bool:
    return piece[0].text.isdecimal() and all(token.text in ("jaar", piece[0].text) for token in piece)


def joined_lists(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The clauses, with the items of a denied list in one."""
    left = list(pieces)
    while left:
        piece, left = left[0], left[1:]
        items = _items(left) if _denies(piece) else 0
        yield [token for part in (piece, *left[:items]) for token in part]
        left = left[items:]


def _denies(piece: Piece) -> bool:
    return bool({t.text for t in piece} & words_in("ontkent_rechts")) or has(piece, "ontkenning_van_alles")


def _items(following: Sequence[Piece]) -> int:
    """How many of the clauses that follow are items of a list: up to the one with 'of' or 'noch' in it."""
    for number, piece in enumerate(following, 1):
        last = any(token.text in words_in("sluit_lijst") for token in piece[1:])
        if piece[0].sentence != following[0][0].sentence or not _is_item(piece, last):
            return 0
        if last:
            return number
    return 0


def _is_item(piece: Piece, last: bool) -> bool:
    """Whether a clause names things only: no verb, nobody who does something, no denial of its own."""
    texts = {token.text for token in piece}
    nobody = not texts & (words_in("wie_of_het") | words_in("ontkenning") | words_in("vraag_werkwoord"))
    return len(piece) <= _LONGEST_ITEM * (1 + last) and nobody and not any(map(strong_root, texts))
