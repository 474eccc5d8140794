"""Schools, employers and clubs with a name of their own: they say who somebody is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from assistant.safety.name_evidence import standing_of
from assistant.safety.name_tables import look_up
from assistant.safety.redact_data import read_redaction
from assistant.safety.redact_names import Phrases, tokens_of
from assistant.safety.redact_spans import Span
from assistant.safety.redact_tokens import Token

_LABEL = "ORGANISATIE"
_ARTICLES = frozenset({"de", "het", "'t", "’t", "t", "den"})
_PARTICLES = frozenset({"van", "der", "den", "de", "het", "'t", "&", "en", "in", "aan", "te", "sint", "st"})
_MOST_WORDS = 4
_REACH = 5
"""How far before ‘bij’ a word about work may stand, in tokens."""
_MOST_PARTICLES = 3
_PARTICLES_OF_A_PERSON = frozenset({"van", "der", "den", "el", "al", "sint", "st"})
_IS_CALLED = frozenset({"is", "heet", "heette", "genaamd", "was"})
_DETERMINERS = frozenset(
    {"de", "het", "een", "die", "deze", "dat", "dit", "zijn", "haar", "mijn", "onze", "ons", "hun", "geen"}
)
_SECONDARY = ("lyceum", "college", "gymnasium")
_SECONDARY_CLASS = re.compile(
    r"(?<![\w-])(?:[1-6]\s?(?:havo|vwo|mavo|vmbo(?:-?[tkbg]l?)?|gym|ath)|(?:havo|vwo|mavo|vmbo)\s?[1-6])\s?-?[a-h]\d?(?!\w)",
    re.IGNORECASE,
)
"""A class of a secondary school with its letter: 5vwo b, havo 3c."""
_SHORTEST_HEAD = 5
"""Letters before ‘school’ of a name: ‘zmlkschool’ is a kind of school."""
_RARE = 60
_EVERYDAY = 2000
"""From this count on a noun is a school's name only where more than one thing tells of a school."""
_TOO_COMMON = 6000
"""A noun that is as common as this is no name of a school: ‘op de school’, ‘van de week’."""


def find_organisations(text: str, public: Phrases) -> Iterator[Span]:
    """The names of organisations in `text` that aren't among the `public` ones."""
    read = tokens_of(text, public)
    for place, token in enumerate(read):
        end = _name_after(read, place, token)
        if end is not None:
            opened = next(index for index in range(place + 1, end) if read[index].word)
            yield Span(read[opened].start, read[end - 1].end, _LABEL)
    yield from _classes(read, text)
    yield from _schools_of_a_group(read)
    yield from _schools_told_by_their_name(read)
    yield from _schools_in_one_word(read)
    yield from _employers(read)
    yield from _known_companies(read)
    yield from _named_before(read)


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_redaction("plaatsen.yml").items()}


@lru_cache(maxsize=1)
def _general_endings() -> tuple[str, ...]:
    return tuple(_lists()["algemeen"])


def _name_after(read: Sequence[Token], place: int, token: Token) -> int | None:
    """Where the name ends that stands behind a word like basisschool; None when there is none."""
    strong = token.lower in _lists()["instelling_sterk"]
    if not token.word or not (strong or token.lower in _lists()["instelling"]):
        return None
    start = place + 1
    while start < len(read) and ("DUBBELPUNT" in read[start].kinds or read[start].lower in _IS_CALLED):
        start += 1
    if start < len(read) and "AANHALING" in read[start].kinds:
        return _end_of_quoted_name(read, start, lower=strong)
    named_so = _is_what_schools_are_called(read, start)
    bare = named_so or place == 0 or read[place - 1].lower not in _DETERMINERS
    if start > place + 1:
        return _end_of_name(read, start, article_means_name=True, is_name=_is_proper)
    return _end_of_name(
        read, start, article_means_name=bare, is_name=_is_bare_name if bare and strong else _is_proper
    )


def _end_of_quoted_name(read: Sequence[Token], start: int, *, lower: bool) -> int | None:
    """Where the name ends that the quotation mark at `start` opens; None when it opens no name.

    Without a capital it is one only where that is likely (`lower`): ‘het looprek staat in de garage “tot hij
    luistert”’ is none.
    """
    ends = range(start + 2, min(len(read), start + _MOST_WORDS + 3))
    end = next((index for index in ends if "AANHALING" in read[index].kinds), None)
    named = end is not None and any(token.word and (lower or token.capital) for token in read[start:end])
    return end if named else None


def _is_what_schools_are_called(read: Sequence[Token], start: int) -> bool:
    """Whether the next word, perhaps behind an article, is a name that many schools have."""
    start += start < len(read) and read[start].lower in _ARTICLES
    return start < len(read) and read[start].lower in _lists()["schoolnaam"]


def _end_of_name(
    read: Sequence[Token], start: int, article_means_name: bool, is_name: Callable[[Token], bool] | None
) -> int | None:
    """Where the name ends that starts at `start`; None when no name stands there.

    A name is a word with a capital, or one that `is_name` takes for a name; behind an article, where that
    means a name, also a noun that isn't used every day.
    """
    place = start
    leading = _ARTICLES if is_name is None else _ARTICLES | _PARTICLES_OF_A_PERSON
    while place < len(read) and place - start < _MOST_PARTICLES and read[place].lower in leading:
        place += 1
    if place >= len(read) or not read[place].word or not _may_begin(read[place], place > start):
        return None
    token, articled = read[place], place > start and read[place - 1].lower in _ARTICLES
    person = {word.lower for word in read[start:place]} & _PARTICLES_OF_A_PERSON
    named = token.capital or (is_name is not None and is_name(token)) or _is_proper(token)
    named = named or bool(person and (look_up(token.lower).surname or person & {"der", "den"}))
    if not (named or (articled and article_means_name and _may_name(token))):
        return None
    return _further(read, place + 1, start)


def _may_begin(token: Token, led: bool) -> bool:
    """Whether a name may begin with this word; `led` by an article or particle it may be a place too."""
    everyday = token.lower in _lists()["gewoon"] or token.text.isupper() or "BEKEND" in token.kinds
    return not everyday and (led or standing_of(token.lower) != "plaats")


def _further(read: Sequence[Token], place: int, start: int) -> int:
    """The end of a name of which the words before `place` are sure."""
    while place < len(read) and place - start < _MOST_WORDS:
        following = place
        while following < len(read) and read[following].lower in _PARTICLES:
            following += 1
        if following >= len(read) or not (read[following].capital or _is_proper(read[following])):
            break
        if standing_of(read[following].lower) == "plaats" or "BEKEND" in read[following].kinds:
            break
        place = following + 1
    return place


def _is_proper(token: Token) -> bool:
    """Whether a word can only be a name, and no abbreviation that everybody uses."""
    if token.text.isupper():
        return False
    return token.word and "BEKEND" not in token.kinds and standing_of(token.lower) in ("naam", "onbekend")


def _is_bare_name(token: Token) -> bool:
    """Whether a word right behind basisschool, kapsalon … is its name: no verb, and no word of every day."""
    standing = standing_of(token.lower)
    return (
        token.word
        and "BEKEND" not in token.kinds
        and standing not in (None, "plaats")
        and ("WW" not in token.kinds or "ZELFSTANDIG" in token.kinds)
    )


def _may_name(token: Token) -> bool:
    """Whether a word behind de or het may be what a school is called: de regenboog, het kompas."""
    known = look_up(token.lower)
    ordinary = (
        token.lower in _lists()["gewoon"]
        or token.lower.endswith(_general_endings())
        or _is_kind(token)
        or not token.kinds.isdisjoint({"RELATIE", "ROL", "TITEL", "BEKEND"})
    )
    return (
        token.word
        and not ordinary
        and (known.noun or not known.word)
        and known.count < _TOO_COMMON
        and "HULP" not in token.kinds
    )


def _classes(read: Sequence[Token], text: str) -> Iterator[Span]:
    """The letter of a class, and its school: of ‘groep 6b van de wilgenhoek’ only groep 6 stays."""
    for match in _SECONDARY_CLASS.finditer(text):
        yield Span(match.start(), match.end(), _LABEL)
    for token in read[:-1]:
        if token.lower not in ("groep", "klas", "brugklas"):
            continue
        letter = re.match(
            r"\s*(?:(?:havo|vwo|mavo|vmbo|h|v|m|g|a|t)?\s?\d)([a-z]\d?)(?!\w)",
            text[token.end :],
            re.IGNORECASE,
        )
        if letter is None:
            continue
        start, end = token.end + letter.start(1), token.end + letter.end(1)
        following = next((index for index, other in enumerate(read) if other.start >= end), len(read))
        if following + 1 < len(read) and read[following].lower in ("van", "op", "bij"):
            school = _end_of_name(read, following + 1, article_means_name=True, is_name=None)
            end = read[school - 1].end if school is not None else end
        yield Span(start, end, _LABEL)


def _schools_of_a_group(read: Sequence[Token]) -> Iterator[Span]:
    """‘groep 6 van de wilgenhoek’, ‘juf op De Regenboog’, ‘zit op de zilvermeeuw, groep 4’."""
    people = _lists()["schoolmensen"]
    for place, token in enumerate(read):
        if token.lower not in ("van", "op", "bij") or place + 2 >= len(read) or not token.word:
            continue
        around = [
            *read[max(0, place - 3) : place],
            *(read[place + 3 : place + 6] if token.lower == "op" else []),
        ]
        if read[place + 1].lower not in _ARTICLES or all(word.lower not in people for word in around):
            continue
        end = _end_of_name(read, place + 1, article_means_name=True, is_name=None)
        if end is not None:
            yield Span(read[place + 1].start, read[end - 1].end, _LABEL)


def _schools_told_by_their_name(read: Sequence[Token]) -> Iterator[Span]:
    """‘ze zit op de regenboog’, ‘bij ons op de vlinder’: what schools are called, or a word no list has."""
    for place, token in enumerate(read):
        if token.lower not in ("op", "naar", "van", "bij") or not token.word:
            continue
        start = place + 1
        articled = start < len(read) and read[start].lower in _ARTICLES
        name = start + articled
        if name >= len(read) or not _may_begin(read[name], led=True):
            continue
        told = _tells_of_school(read, place) + _is_in_a_town(read, name + 1)
        everyday = look_up(read[name].lower).count >= _EVERYDAY or token.lower in ("van", "bij")
        listed = articled and read[name].lower in _lists()["schoolnaam"] and told > everyday
        unknown = token.lower in ("op", "naar") and _is_proper(read[name]) and (articled or told > 1)
        rare = look_up(read[name].lower).count < _RARE and _may_name(read[name])
        rare = rare and articled and token.lower == "op"
        if listed or (told >= 1 and unknown) or (told > 1 and rare):
            yield Span(read[start].start, read[_further(read, name + 1, start) - 1].end, _LABEL)


def _schools_in_one_word(read: Sequence[Token]) -> Iterator[Span]:
    """‘de bosbeukschool’: a word that no list has, and that ends as a school does."""
    for token in read:
        head = token.lower.removesuffix("school").rstrip("-")
        if not token.word or head == token.lower or len(head) < _SHORTEST_HEAD:
            continue
        known = look_up(token.lower)
        if not (known.word or known.seen or known.noun or head in _lists()["schoolsoort"]):
            yield Span(token.start, token.end, _LABEL)


def _tells_of_school(read: Sequence[Token], place: int) -> int:
    """Whether the words around ‘op’ say that somebody goes to a school there or works there; 2 is sure."""
    before = {token.lower for token in read[max(0, place - _REACH) : place]}
    after = {token.lower for token in read[place + 2 : place + 2 + _REACH]}
    sure = _lists()["schoolmensen"] | {"school", "basisschool"}
    return 2 * bool((before | after) & sure) + bool(before & _lists()["schoolgaan"])


def _is_in_a_town(read: Sequence[Token], place: int) -> bool:
    """Whether ‘in …’ and a town stand at `place`."""
    if place + 1 >= len(read) or read[place].lower not in ("in", "te", "uit"):
        return False
    return "BEKEND" in read[place + 1].kinds or standing_of(read[place + 1].lower) == "plaats"


def _known_companies(read: Sequence[Token]) -> Iterator[Span]:
    """Companies that everybody knows, where somebody works there."""
    work, companies = _lists()["werkt"], _lists()["bedrijf"]
    for place, token in enumerate(read):
        if token.lower not in ("bij", "voor", "in", "van", "op", "met") or not token.word:
            continue
        around = [*read[max(0, place - _REACH) : place], *read[place + 2 : place + 2 + _REACH]]
        if all(word.lower not in work for word in around):
            continue
        start = place + 1
        start += start < len(read) and read[start].lower in _ARTICLES
        for size in (3, 2, 1):
            words = read[start : start + size]
            if len(words) == size and " ".join(word.lower for word in words) in companies:
                yield Span(words[0].start, words[-1].end, _LABEL)
                break


def _employers(read: Sequence[Token]) -> Iterator[Span]:
    """‘werkt bij …’: what isn't an ordinary word there is an employer."""
    work = _lists()["werkt"]
    for place, token in enumerate(read[:-1]):
        if token.lower not in ("bij", "voor", "op") or not token.word or _is_kind(read[place + 1]):
            continue
        reach = _REACH if token.lower == "bij" else 2
        if all(word.lower not in work for word in read[max(0, place - reach) : place]):
            continue
        is_name = _is_proper if token.lower == "bij" else None
        end = _end_of_name(read, place + 1, article_means_name=token.lower == "bij", is_name=is_name)
        if end is not None:
            yield Span(read[place + 1].start, read[end - 1].end, _LABEL)


def _is_kind(token: Token) -> bool:
    """Whether it says what kind of organisation it is; then its name comes after."""
    return token.lower in _lists()["instelling_sterk"] | _lists()["instelling"]


def _named_before(read: Sequence[Token]) -> Iterator[Span]:
    """‘het Vellesan College’, ‘Montessorischool’ behind its name."""
    kinds = {"college", "lyceum", "gymnasium", "school", "kliniek", "mavo", "scholengemeenschap"}
    for place, token in enumerate(read):
        joined = next((kind for kind in _SECONDARY if token.lower.endswith(kind)), token.lower)
        if joined != token.lower and not look_up(token.lower).word and "BEKEND" not in token.kinds:
            yield Span(token.start, token.end, _LABEL)
        if token.lower not in kinds or place == 0:
            continue
        before = read[place - 1]
        if before.word and (
            before.capital or (token.capital and before.text[0].isupper()) or _is_proper(before)
        ):
            if "BEKEND" in before.kinds or not before.kinds.isdisjoint(
                {"LIDWOORD", "RELATIE", "BIJVOEGLIJK"}
            ):
                continue
            yield Span(before.start, token.end, _LABEL)
