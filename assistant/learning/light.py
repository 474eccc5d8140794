"""In what light the words of somebody who practises stand: asked or stated, and whether they deny.

'U hoeft niet te melden' has the words of 'u moet melden' and means its opposite; so does 'mag dat
anoniem?' of 'dat mag anoniem'. The words that decide are data: `data/taal/leren.yml`, and those of
`assistant.dutch.frames` for what is asked and supposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal

from assistant.dutch.expressions import words_in
from assistant.dutch.frames import Clause, clauses
from assistant.dutch.tokens import Token, Tokens
from assistant.dutch.words import Word, analyse, function_words, read_language

Sense = Literal["gezegd", "ontkend", "hoeft-niet"]
"""What a clause does: it says something, denies it, or says that it isn't needed."""

_NOT_YET = ("nog", "maar")
_TELLING = 2
"""How many words with a meaning of their own a clause has that is read by itself."""


@dataclass(frozen=True)
class Light:
    """How a piece of a message is meant."""

    asked: bool
    stated: bool
    """Surely no question. What is neither may be both: 'belt u nu 112'."""
    senses: frozenset[Sense]
    """Of its clauses, but for those that suppose."""

    def fits(self, other: Light, asking: bool) -> bool:
        """Whether words in this light can mean a sentence in the `other`; `asking` when that is meant to ask.

        A question may be put with a denial ('is ze niet gewond?'), or be no question in form.
        """
        if asking:
            return other.stated or not self.stated
        return self.senses == other.senses and (other.asked or not self.asked)

    def opposes(self, other: Light) -> bool:
        """Whether it states what the `other` denies, or denies what that says."""
        if self.asked or len(self.senses) != 1 or len(other.senses) != 1:
            return False
        return ("gezegd" in self.senses) != ("gezegd" in other.senses)


@dataclass(frozen=True)
class Piece:
    """A part of a message that can mean something by itself."""

    words: tuple[Word, ...]
    said: str
    light: Light


def pieces(text: str) -> Iterator[Piece]:
    """A message in sentences, and each sentence of several clauses in the clauses that say something."""
    words = analyse(text)
    for _, sentence in groupby(_clauses(text, words), key=lambda clause: clause.sentence):
        parts = list(sentence)
        yield _piece(text, words, parts, parts)
        if len(parts) > 1:
            yield from (_piece(text, words, [part], parts) for part in parts if _says_something(part))


def light_of(text: str) -> Light:
    """The light in which all of a text stands; of no words: that of nothing said."""
    parts = _clauses(text, analyse(text))
    return _light(parts, parts) if parts else Light(asked=False, stated=False, senses=frozenset())


def agrees(text: str) -> bool:
    """Whether a message opens with agreement and nothing else: 'ja hoor', 'dat klopt'."""
    first = [word.text for word in analyse(text) if word.sentence == 0]
    return " ".join(first) in read_language("leren.yml")["instemming"]


def denies(word: str) -> bool:
    """Whether a word turns a clause round."""
    return word in _words("ontkent")


@lru_cache(maxsize=1)
def _tokens() -> Tokens:
    return Tokens(())


@lru_cache(maxsize=8)
def _words(name: str) -> frozenset[str]:
    return frozenset(read_language("leren.yml")[name])


def _clauses(text: str, words: Sequence[Word]) -> list[Clause]:
    """The clauses of a text; 'bel nog maar niet' is one, whatever 'maar' does elsewhere."""
    found: list[Clause] = []
    for clause in clauses(_tokens().of(text, words)):
        if found and (found[-1].tokens[-1].text, clause.tokens[0].text) == _NOT_YET:
            found[-1] = replace(found[-1], tokens=(*found[-1].tokens, *clause.tokens))
        else:
            found.append(clause)
    return found


def _piece(text: str, words: Sequence[Word], parts: Sequence[Clause], sentence: Sequence[Clause]) -> Piece:
    start, end = parts[0].tokens[0].start, parts[-1].tokens[-1].end
    own = tuple(word for word in words if start <= word.start < end)
    return Piece(own, text[start:end], _light(parts, sentence))


def _says_something(part: Clause) -> bool:
    """Whether a clause can be read by itself: it tells enough, and supposes nothing ('als u meldt')."""
    telling = [token for token in part.tokens if token.text not in function_words()]
    enough = len(telling) >= _TELLING or (bool(telling) and _sense(part.tokens) != "gezegd")
    return enough and not _supposes(part)


def _light(parts: Sequence[Clause], sentence: Sequence[Clause]) -> Light:
    asked = any(_asked(part, sentence) for part in parts)
    telling = [part for part in parts if not _supposes(part) and _tells(part.tokens)] or parts
    senses: frozenset[Sense] = frozenset(_sense(part.tokens) for part in telling)
    # 'Als u meldt, moet u …' has its verb first, and asks nothing.
    stated = _stated(parts[0].tokens) or (_leads_in(sentence[0]) and not parts[0].tokens[0].question)
    return Light(asked, not asked and stated, senses)


def _asked(part: Clause, sentence: Sequence[Clause]) -> bool:
    """Whether it asks: not 'wist u dat …', and not 'als u meldt, moet u …' either."""
    if not part.asked or _opens_with(part.tokens, "vertelt"):
        return False
    return part.tokens[0].question or not _leads_in(sentence[0])


def _leads_in(part: Clause) -> bool:
    """Whether the clause after it has its verb first, and asks nothing by that."""
    return part.tokens[0].text in _words("bijzin")


def _supposes(part: Clause) -> bool:
    return part.tokens[0].text in words_in("veronderstelling_halverwege")


def _tells(tokens: Sequence[Token]) -> bool:
    return any(token.text not in function_words() | _words("tussenwerpsel") for token in tokens)


def _stated(tokens: Sequence[Token]) -> bool:
    """'Het is veilig' and 'praat met hem': it tells or bids something, and wonders about nothing."""
    texts = [token.text for token in tokens if token.text not in words_in("voegwoord")]
    wonders = words_in("vraagwoorden_open") | {"of"}
    if len(texts) < _TELLING or wonders & set(texts):
        return False
    bids = texts[0] in _words("gebiedend") and texts[1] not in words_in("wie_of_het") - {"het", "dat", "dit"}
    verb_first = texts[0] in words_in("vraag_werkwoord") and texts[1] in words_in("onderwerp")
    opens = words_in("onderwerp") | _words("aanloop")
    return bids or (texts[0] in opens and not verb_first)


def _sense(tokens: Sequence[Token]) -> Sense:
    texts = [token.text for token in tokens]
    pairs = set(pairwise(texts))
    doubled = [tuple(one.split()) for one in read_language("leren.yml")["ontkent_niet"]]
    count = sum(denies(text) for text in texts) - sum(one in pairs for one in doubled)
    if count % 2 == 0:
        return "gezegd"
    return "hoeft-niet" if _words("hoeft") & set(texts) else "ontkend"


def _opens_with(tokens: Sequence[Token], name: str) -> bool:
    opening = " ".join(token.text for token in tokens)
    return any(opening.startswith(one) for one in read_language("leren.yml")[name])
