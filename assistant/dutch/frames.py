"""In what light each clause of a message stands: told, asked, supposed, doubted, past, or of another case.

The words that decide are data (`data/taal/zinsverband.yml`); how far they reach is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.dutch.ellipsis import filled, joined_ages, joined_lists, lean
from assistant.dutch.expressions import has, places_of, words_in
from assistant.dutch.inflection import past_forms
from assistant.dutch.questions import asked_clauses
from assistant.dutch.tokens import Token

Piece = Sequence[Token]
"""The words of one clause; never empty."""

_SHORT = 3
"""So many words at most has a clause that only says of whom the one before it is."""
_HEADING = 3
"""So many words at most stand before a bare yes or no, as on a form: 'acute dreiging: nee'."""


@dataclass(frozen=True)
class Clause:
    """A clause with the light in which it stands."""

    tokens: tuple[Token, ...]
    asked: bool = False
    supposed: bool = False
    doubted: bool = False
    past: bool = False
    """Long ago or over: it says nothing of how things are."""
    recent: bool = False
    """It has happened, be it yesterday: no danger of this moment."""
    narrated: bool = False
    """It stands in the past tense: it says nothing of safety at this moment either."""
    elsewhere: bool = False
    """It is about other people than those of this case."""
    withdrawn: bool = False
    """It names what was said by mistake: 'ik zei letsel, maar …'."""
    corrects: bool = False
    """It, or one before it, takes back what was said earlier in the message."""
    answer: Literal["ja", "nee"] | None = None
    """It asks, and the next clause answers: 'letsel? nee'."""
    denied: bool = False
    """The next clause says that it isn't so: 'dat hij haar slaat, is niet waar'."""

    borrowed: tuple[Token, ...] = ()
    """The words of the clause before, when it leans on them: 'hier niet'."""

    @property
    def words(self) -> tuple[Token, ...]:
        """What it says: its own words, or those that it leans on."""
        return self.borrowed or self.tokens

    @property
    def sentence(self) -> int:
        """The number of its sentence."""
        return self.tokens[0].sentence

    @property
    def unreal(self) -> bool:
        """Whether nothing in it is of this case: not even whom a question is about."""
        return self.supposed or self.elsewhere or self.withdrawn

    @property
    def told(self) -> bool:
        """Whether it tells something of this case."""
        return not self.unreal and (not self.asked or self.answer is not None)


def clauses(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a message, in order."""
    pieces = list(joined_lists(joined_ages(_pieces(tokens))))
    asked, elsewhere = list(_asked(pieces)), _elsewhere(pieces)
    fictional = any(has(piece, "verzonnen") for piece in pieces)
    found: list[Clause] = []
    for place, piece in enumerate(pieces):
        before = found[-1] if found and _goes_on(pieces[place - 1], piece) else Clause(())
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        answers = asked[place] or _is_heading(piece, following)
        answer = _answer(following) if answers and not any(asked[place + 1 : place + 2]) else None
        past = (_is_long_ago(piece) or before.past or _dated_by(following)) and not has(piece, "nu")
        found.append(
            Clause(
                tuple(piece),
                asked=asked[place],
                answer=answer,
                supposed=fictional
                or before.supposed
                or has(piece, "beeldspraak")
                or _supposes(piece, following),
                doubted=is_doubted(piece) or (before.doubted and piece[0].text in words_in("en")),
                past=past or _year(piece),
                recent=past or _has_happened(piece),
                narrated=past or (_is_past_tense(piece) and not has(piece, "sinds")),
                elsewhere=elsewhere[place] or _is_of_colleague(piece),
                withdrawn=_withdrawn(piece, following) and not _denied_by(piece, following),
                corrects=bool(found and found[-1].corrects) or _corrects(place, pieces),
                denied=answer == "nee" or _denied_by(piece, following),
            )
        )
    return [_completed(clause, found[place - 1] if place else None) for place, clause in enumerate(found)]


def _completed(clause: Clause, earlier: Clause | None) -> Clause:
    """'Hier niet' and 'nu wel' with the words of the clause before, which told of elsewhere or of once."""
    if (
        earlier is None
        or not (earlier.past or earlier.elsewhere or earlier.withdrawn)
        or not lean(clause.tokens)
    ):
        return clause
    denied = any(token.text in words_in("ontkenning") for token in clause.tokens)
    words = filled(clause.tokens, earlier.tokens)
    return replace(
        clause, borrowed=words, denied=denied, past=False, recent=False, narrated=False, elsewhere=False
    )


def is_doubted(piece: Piece) -> bool:
    """Whether the clause says that it isn't certain."""
    if piece[0].text == "of" and not piece[0].question:
        return True
    return bool(places_of(piece, "twijfel") - places_of(piece, "geen_twijfel"))


def _pieces(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Clauses as `analyse` numbers them, but for two.

    They are cut where a supposition starts, and whole where a lone 'nu' opens one or 'wel' stands in it.
    """
    before: list[Token] = []
    piece: list[Token] = []
    for place, token in enumerate(tokens):
        filled_in = token.clause != piece[-1].clause and _is_heading(before, piece) if piece else False
        if piece and (filled_in or _is_cut(piece, token, tokens[place + 1 : place + 2])):
            yield piece
            before, piece = piece, []
        piece.append(token)
    if piece:
        yield piece


def _is_cut(piece: Piece, token: Token, following: Piece) -> bool:
    last = piece[-1]
    if last.sentence != token.sentence:
        return True
    if last.clause == token.clause:
        return _starts_supposition(last, token, following)
    if token.text in words_in("geen_nieuw_zinsdeel") and token.start == last.end + 1:
        return False
    if (
        token.text == "dus"
        and token.start == last.end + 1
        and not (following and following[0].text in words_in("onderwerp"))
    ):
        # 'Er is dus geen letsel' is one clause; 'er is letsel dus ik meld' is two.
        return False
    return not all(earlier.text in words_in("aanloop") for earlier in piece)


def _starts_supposition(before: Token, token: Token, following: Piece) -> bool:
    """'… als ze geen geld geeft', but not 'als huisarts', 'zo groot als een munt' and 'wat als ze'."""
    halfway = token.text in words_in("veronderstelling_halverwege") and before.text != "wat"
    return halfway and bool(following) and following[0].text in words_in("onderwerp")


def _asked(pieces: Sequence[Piece]) -> Iterator[bool]:
    """For each clause whether it asks, or says what was asked after; a request says what is wanted."""
    requests = {piece[0].sentence for piece in pieces if has(piece, "verzoek")}
    for piece, asked in zip(pieces, asked_clauses(pieces), strict=True):
        yield (asked and piece[0].sentence not in requests) or has(piece, "nagevraagd")


def _goes_on(earlier: Piece, piece: Piece) -> bool:
    """Whether a clause stands in the same light as the one before it: the same sentence, no turn."""
    return earlier[0].sentence == piece[0].sentence and piece[0].text not in words_in("wending")


def _supposes(piece: Piece, following: Piece | None) -> bool:
    """Whether a clause only supposes, or is about something else than a family: 'een klap in het gezicht'."""
    texts = [token.text for token in piece if token.text not in words_in("voegwoord")]
    if has(piece, "beeldspraak"):
        return True
    if not texts:
        return False
    second = texts[1] if len(texts) > 1 else ""
    if texts[0] == "als":
        return second not in words_in("rol_na_als")
    if texts[0] in words_in("veronderstelling"):
        return True
    verb = texts[0] in words_in("veronderstelling_omgekeerd") or texts[0] in past_forms()
    inverted = verb and second in words_in("onderwerp")
    then = "dan" in texts or _goes_on_with_then(piece, following)
    return (inverted and (texts[0] in words_in("irreeel") or then)) or has(piece, "irreeel_ik")


def _goes_on_with_then(piece: Piece, following: Piece | None) -> bool:
    """'Werd ze gevolgd, dan had ze dat verteld'."""
    return following is not None and following[0].text == "dan" and _same_sentence(piece, following)


def _year(piece: Piece) -> bool:
    return any(len(t.text) == 4 and t.text.isdecimal() and t.text[:2] in ("19", "20") for t in piece)


def _has_happened(piece: Piece) -> bool:
    return (_is_past_tense(piece) or has(piece, "pas_gebeurd")) and not has(piece, "sinds")


def _denies(piece: Piece) -> bool:
    return any(token.text in words_in("ontkenning") for token in piece)


def _dated_by(following: Piece | None) -> bool:
    """'Ze had een psychose, dat is tien jaar geleden'."""
    return following is not None and _points_back(following) and _is_long_ago(following)


def _points_back(piece: Piece) -> bool:
    """Whether a clause opens with a word for what the one before it says: '(maar) dat is …'."""
    texts = (token.text for token in piece if token.text not in words_in("voegwoord"))
    return next(texts, "") in words_in("wijst_terug")


def _is_long_ago(piece: Piece) -> bool:
    return _at_an_age(piece) or bool(places_of(piece, "verleden") - places_of(piece, "geen_verleden"))


def _at_an_age(piece: Piece) -> bool:
    """'Toen ze 6 was' and 'op haar zesde'."""
    texts = [token.text for token in piece]
    when = "toen" in texts and "was" in texts and any(text.isdecimal() for text in texts)
    triples = zip(texts, texts[1:], texts[2:], strict=False)
    return when or any(
        one == "op" and two in words_in("lidwoord") - {"de", "het"} and three in words_in("leeftijd_toen")
        for one, two, three in triples
    )


def _is_past_tense(piece: Piece) -> bool:
    return any(token.text in past_forms() for token in piece)


def _withdrawn(piece: Piece, following: Piece | None) -> bool:
    """'Ik zei letsel', and 'niet letsel' before 'ik bedoel …'."""
    if has(piece, "teruggenomen"):
        return True
    starts = [token.text for token in piece[:2] if token.text != "nee"][:1] == ["niet"]
    return starts and following is not None and has(following, "bedoelt")


def _is_heading(piece: Piece, following: Piece | None) -> bool:
    """Whether a few words stand before a bare yes or no, as on a form: 'stalking: nee, zwanger: ja'."""
    if following is None or not 0 < len(piece) <= _HEADING:
        return False
    first, *others = (token.text for token in following)
    answers = first in words_in("antwoord_ja") | words_in("antwoord_nee")
    return _is_filled_in(following) or (answers and all(word in words_in("sluit_af") for word in others))


def _is_filled_in(piece: Piece) -> bool:
    """Whether it is just 'geen' or 'niet', which means no on a form only: 'geen idee' answers nothing."""
    return len(piece) == 1 and piece[0].text in words_in("ingevuld_nee")


def _answer(following: Piece | None) -> Literal["ja", "nee"] | None:
    """The answer that a clause opens with, to a question before it."""
    if following is None:
        return None
    if following[0].text in words_in("antwoord_ja"):
        return "ja"
    return "nee" if following[0].text in words_in("antwoord_nee") or _is_filled_in(following) else None


def _corrects(place: int, pieces: Sequence[Piece]) -> bool:
    """Whether a clause, or one after it in its sentence, says that something was wrong."""
    sentence = pieces[place][0].sentence
    return has(pieces[place], "correctie") or any(
        has(piece, "rechtgezet") for piece in pieces[place + 1 :] if piece[0].sentence == sentence
    )


def _denied_by(piece: Piece, following: Piece | None) -> bool:
    """'Dat hij haar slaat, is niet waar', and 'hij slaat haar, dat klopt niet'."""
    if following is None or not has(following, "ontkent_vorige") or _denies(piece):
        return False
    if _points_back(following):
        return True
    return following[0].sentence == piece[0].sentence and "dat" in {token.text for token in piece[:2]}


def _elsewhere(pieces: Sequence[Piece]) -> list[bool]:
    """For each clause whether it is about another case than the one that the message is about.

    A message that would be about others altogether is about its case: people call about a neighbour too.
    """
    not_this = [
        any(
            (
                _is_not_this(other)
                and (_same_sentence(piece, other) or _follows_on(place, piece, other, pieces))
            )
            or (_says_whose(other) and _follows_on(place, piece, other, pieces))
            for other in pieces
        )
        for place, piece in enumerate(pieces)
    ]
    found = [one or other for one, other in zip(_away(pieces, any(not_this)), not_this, strict=True)]
    if all(found) and not any(not_this) and not any(has(piece, "andere_zaak") for piece in pieces):
        return [False] * len(pieces)
    return found


def _away(pieces: Sequence[Piece], others_named: bool) -> Iterator[bool]:
    """For each clause whether the story has gone to another case, and not yet come back."""
    here_from = [has(piece, "deze_zaak_weer") for piece in pieces]
    away = False
    for place, piece in enumerate(pieces):
        new_sentence = place > 0 and pieces[place - 1][0].sentence != piece[0].sentence
        if new_sentence and piece[0].text not in words_in("verwijst_terug"):
            away = False
        contrasted = others_named or any(has(other, "tegenover") for other in pieces[place + 1 :])
        if has(piece, "verwant_van") and contrasted:
            away = True
        elif here_from[place]:
            away = False
        elif has(piece, "andere_zaak"):
            away = True
        elif has(piece, "misschien_andere_zaak") and not has(piece, "bron"):
            away = away or contrasted
        yield away


def _is_of_colleague(piece: Piece) -> bool:
    """'Mijn collega heeft haar arm gebroken'; but a colleague who saw or said something is a source."""
    whose, who, state = ([token.text for token in piece[:3]] + ["", "", ""])[:3]
    named = (
        whose in words_in("van_de_beller") and who in words_in("collega") and state in words_in("toestand")
    )
    return named and not has(piece, "bron") and not has(piece, "merkt_op")


def _is_not_this(piece: Piece) -> bool:
    return has(piece, "niet_deze_zaak")


def _says_whose(piece: Piece) -> bool:
    """Whether a clause only says that what came before is of another case: '(dat is) een ander gezin'."""
    return (len(piece) <= _SHORT or _points_back(piece)) and has(piece, "andere_zaak")


def _follows_on(place: int, piece: Piece, other: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a later clause goes on about what a clause says: 'dat was …' and 'die mensen …' after it."""
    if other[0].start <= piece[0].start:
        return False
    if other[0].sentence == piece[0].sentence:
        return True
    opening = next(one for one in pieces if one[0].sentence == other[0].sentence)
    return other[0].sentence == piece[0].sentence + 1 and opening[0].text in words_in("wijst_naar_anderen")


def _same_sentence(one: Piece, other: Piece) -> bool:
    return one[0].sentence == other[0].sentence and one[0].start <= other[0].start
