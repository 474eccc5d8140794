"""Names of people in a text, also without a capital: where they stand and what they consist of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.dutch.once import once_a_turn
from assistant.dutch.words import function_words
from assistant.safety.name_evidence import evidence, needed, standing_of, without_possessive
from assistant.safety.name_spelling import NameSpelling
from assistant.safety.name_tables import look_up
from assistant.safety.redact_data import read_redaction
from assistant.safety.redact_tokens import Token, tokens

_MOST_PARTICLES = 3
_PARTICLES_OF_A_NAME = frozenset(
    {"der", "den", "ter", "ten", "v.d", "vd", "v/d", "v.d.", "v.", "el", "ait", "'t"}
)
"""Between two words these always make a surname."""
_WHERE = frozenset({"in", "op", "bij", "aan"})
"""Particles of a surname too, but right before a town they say where: tante in Purmerend."""
_LONGEST_ABBREVIATION = 5
_LEAST_BEHIND_AN_ARTICLE, _LEAST_OF_A_PLACE = 5, 7
_LATIN = re.compile(r"['’`A-Za-zªµºÀ-ɏḀ-ỿ]")
_INITIAL = re.compile(r"[^\W\d_]")
_PEOPLE = frozenset({"TITEL", "RELATIE", "ROL", "GEZINNEN"})
"""A word for somebody is no name anyhow, and tells of the one behind it."""
_NAME, _KNOWN = frozenset({"NAAM"}), frozenset({"BEKEND"})

Phrases = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Name:
    """A name in a text: its place, its words in lower case, and the possessive that stands behind it."""

    start: int
    end: int
    words: tuple[str, ...]
    possessive: bool


def phrases(names: Iterable[str]) -> Phrases:
    """Names as the words that `find_names` compares: lower case, without marks."""
    return frozenset(tuple(token.lower for token in tokens(name.lower())) for name in names)


def find_names(text: str, public: Phrases, is_known: Callable[[str], bool]) -> list[Name]:
    """The names in `text`, in order.

    `public` are names that point at nobody. `is_known` says whether a lower case word was a name earlier.
    """
    read = list(tokens_of(text, public))
    _initials(read, text)
    _in_other_scripts(read)
    seen: set[str] = {_bare(token.lower) for token in read if token.kinds == _NAME and token.word}
    while _round(read, lambda word: word in seen or is_known(word), seen):
        pass
    return _spans(read, text)


@once_a_turn
def tokens_of(text: str, public: Phrases) -> tuple[Token, ...]:
    """The tokens of `text`, with the words of public names set apart, also mistyped ones.

    Behind mevrouw even a town is a person.
    """
    read = tokens(text)
    longest, spelling = _longest(public), _spelling(public)
    words = [spelling.correct(token.lower) if token.word else token.lower for token in read]
    place = 0
    while place < len(read):
        length = next(
            (
                size
                for size in range(min(longest, len(read) - place), 0, -1)
                if tuple(words[place : place + size]) in public
            ),
            0,
        )
        if length > 1 or not (_is_addressed(read, place) or read[place].kinds & _PEOPLE):
            for index in range(place, place + length):
                read[index] = replace(read[index], kinds=_KNOWN)
        place += length or 1
    return tuple(read)


def _is_addressed(read: Sequence[Token], place: int) -> bool:
    """Whether the word is how somebody is called: mevrouw Heemskerk, dhr. van Laren."""
    if place > 0 and read[place - 1].lower in _WHERE:
        return False
    while place > 0 and "TUSSENVOEGSEL" in read[place - 1].kinds:
        place -= 1
    return place > 0 and "AANSPREKING" in read[place - 1].kinds


@lru_cache(maxsize=4)
def _spelling(public: Phrases) -> NameSpelling:
    return NameSpelling(word for phrase in public for word in phrase)


@lru_cache(maxsize=4)
def _longest(public: Phrases) -> int:
    return max(map(len, public), default=0)


def _round(read: list[Token], is_known: Callable[[str], bool], seen: set[str]) -> bool:
    """Mark what is a name, given what was marked before. Returns whether anything was added."""
    added = False
    for place, token in enumerate(read):
        if not token.word or token.kinds in (_NAME, _KNOWN):
            continue
        first = _first_of_name(read, place, is_known)
        if first is None:
            continue
        for index in range(first, place + 1):
            read[index] = replace(read[index], kinds=_NAME)
        seen.add(_bare(token.lower))
        _continue_name(read, place, seen)
        added = True
    return added


def _bare(lower: str) -> str:
    return without_possessive(lower, before_noun=False)


def _first_of_name(read: Sequence[Token], place: int, is_known: Callable[[str], bool]) -> int | None:
    """Where the name begins that ends in the token at `place`; None when it isn't one."""
    token = _owner(read, place)
    if _is_a_surname_for_sure(read, place):
        return place - _particles_before(read, place)
    threshold = _threshold(token, addressed=_is_addressed(read, place))
    if threshold is None or _is_in_a_code(read, place):
        return None
    extra = _extra(token, is_known)
    particles = _particles_before(read, place)
    starts = [place - particles] if particles else []
    single = standing_of(token.lower) == "woord" and not token.capital
    # Without the particle too: ‘de’ may be an article, ‘van’ may say whose.
    for start in (*starts, place):
        least = _behind_an_article(token, threshold) if _is_article(read, start, place) else threshold
        if extra + evidence(read, start, place, added_up=not single) >= least:
            return start
    return None


def _is_a_surname_for_sure(read: Sequence[Token], place: int) -> bool:
    """Whether it stands behind van der: of no other word but a surname that is said."""
    return (
        place > 1
        and read[place - 1].lower in ("der", "den")
        and read[place - 2].lower == "van"
        and look_up(read[place].lower).surname
    )


def _is_in_a_code(read: Sequence[Token], place: int) -> bool:
    """Whether a number is stuck to capitals: TOP3."""
    if not read[place].text.isupper() or place + 1 == len(read):
        return False
    return read[place + 1].text.isdigit() and read[place + 1].start == read[place].end


def _owner(read: Sequence[Token], place: int) -> Token:
    """The token, without its possessive s when a relative follows: jets papa is the father of jet."""
    token = read[place]
    if place + 1 == len(read) or not token.lower.endswith("s") or "RELATIE" not in read[place + 1].kinds:
        return token
    owner = token.lower[:-1].rstrip("'")
    known = look_up(owner)
    return replace(token, lower=owner) if known.first_name and not look_up(token.lower).name else token


def _is_article(read: Sequence[Token], start: int, place: int) -> bool:
    """Whether what stands before a surname could as well be an article: de bakker."""
    return place - start == 1 and read[start].lower == "de" and not read[start].capital


def _behind_an_article(token: Token, threshold: int) -> int:
    """What a surname needs behind ‘de’: no town is called de Vries, but there are farmers."""
    if standing_of(token.lower) != "plaats":
        return max(threshold, _LEAST_BEHIND_AN_ARTICLE)
    known = look_up(token.lower)
    return _LEAST_OF_A_PLACE if known.noun or not known.surname else _LEAST_BEHIND_AN_ARTICLE


def _threshold(token: Token, addressed: bool) -> int | None:
    if token.text.isupper() and len(token.text) <= _LONGEST_ABBREVIATION and not look_up(token.lower).name:
        return None
    threshold = needed(token.lower, token.capital)
    known = look_up(token.lower)
    # A word that is never a name may be a surname still: with a capital, or behind mevrouw, unless that
    # is what mevrouw does.
    does = token.lower in function_words() or "PERSOONSWW" in token.kinds
    told = token.capital or (addressed and not does)
    if threshold is None and known.surname and told and not _is_of_people(token):
        return int(read_redaction("namen.yml")["drempels"]["woord"])
    return threshold


def _is_of_people(token: Token) -> bool:
    return not token.kinds.isdisjoint({"TITEL", "RELATIE", "ROL", "LIDWOORD", "BEZIT", "VOORZETSEL", "HULP"})


def _extra(token: Token, is_known: Callable[[str], bool]) -> int:
    extras: dict[str, int] = {
        name: int(value) for name, value in read_redaction("namen.yml")["extra"].items()
    }
    standing = standing_of(token.lower)
    points = 0
    if token.capital and standing != "plaats":
        points += extras["hoofdletter_woord" if standing in ("woord", "gezien") else "hoofdletter"]
    if len(token.lower) < len(token.text.rstrip(".")):
        points += extras["bezit"]
    if is_known(_bare(token.lower)):
        points += extras["eerder_een_naam"]
    if standing in ("woord", "achternaam") and not token.capital and "ZELFSTANDIG" not in token.kinds:
        points += extras["geen_zelfstandig_naamwoord"]
    return points


def _particles_before(read: Sequence[Token], place: int) -> int:
    """How many tokens before a surname are its particles: van der, de, el."""
    count = 0
    while count < _MOST_PARTICLES and place - count > 0 and "TUSSENVOEGSEL" in read[place - count - 1].kinds:
        count += 1
    if read[place - 1].lower in _WHERE and standing_of(read[place].lower) == "plaats":
        return 0
    if count > 1 and read[place - count].lower == read[place - count + 1].lower == "van":
        count -= 1  # de vrouw van Van Rijn
    found = [token.lower for token in read[place - count : place]]
    sure = found[:1] in (["el"], ["ait"], ["ter"], ["ten"]) or found[:2] in (["van", "der"], ["van", "den"])
    if not (sure or look_up(read[place].lower).surname or read[place].capital):
        return 0
    if not found or _PARTICLES_OF_A_NAME & set(found):
        return count
    before = read[place - count - 1].kinds if place > count else frozenset[str]()
    capital = any(token.capital for token in read[place - count : place])
    announced = bool(before & {"NAAM", "TITEL"}) or capital
    announced = announced or (found == ["van"] and (place == count or bool(before & {"BEGIN", "GEZINNEN"})))
    return count if announced or found in (["de"], ["al"], ["la"], ["le"], ["da"], ["di"]) else 0


def _continue_name(read: list[Token], place: int, seen: Collection[str]) -> None:
    """Mark the surnames behind a first name: their particles, and the word or the initial after them."""
    while True:
        after = place + 1
        while after < len(read) and after - place <= _MOST_PARTICLES and "TUSSENVOEGSEL" in read[after].kinds:
            after += 1
        if after >= len(read) or not read[after].word or read[after].kinds in (_NAME, _KNOWN):
            return
        particles = {token.lower for token in read[place + 1 : after]}
        particles |= {read[place].lower.rpartition("-")[2]} & {"de", "van", "den", "der"}  # Jansen-de Boer
        again = not particles and read[after].lower in seen and look_up(read[after].lower).surname
        if not (again or _is_surname(read[after], particles) or _is_initial(read, after)):
            return
        for index in range(place + 1, after + 1):
            read[index] = replace(read[index], kinds=_NAME)
        place = after


def _is_surname(token: Token, particles: set[str]) -> bool:
    """Whether `token` is the surname of the first name and the particles before it."""
    standing, known = standing_of(token.lower), look_up(token.lower)
    if particles & _PARTICLES_OF_A_NAME:
        return standing is not None or known.surname
    if token.capital:
        return (standing is not None or known.surname) and standing != "plaats" and not _is_of_people(token)
    if not particles or standing is None:
        return False
    # No town is called ‘de …’: Piet de Vries, but Piet van Laren may be Piet from Laren.
    follows = particles == {"de"} or ("van" in particles and standing != "plaats")
    return standing == "naam" or (known.surname and follows)


def _is_initial(read: Sequence[Token], place: int) -> bool:
    token = read[place]
    dotted = token.text.endswith(".") or (place + 1 < len(read) and read[place + 1].text == ".")
    return bool(_INITIAL.fullmatch(token.text.rstrip("."))) and (
        token.capital or (dotted and token.lower != "u")
    )


def _initials(read: list[Token], text: str) -> None:
    """Mark names that are written with initials: J. de V., m. el b., mevrouw K."""
    starts = [token.start for token in read]
    for match in _initials_pattern().finditer(text):
        if match[0].lower().replace(" ", "") in read_redaction("namen.yml")["afkortingen"]:
            continue
        start = match.start(match.lastindex or 0)
        for index in range(bisect_left(starts, start), bisect_left(starts, match.end())):
            if read[index].kinds != _KNOWN:
                read[index] = replace(read[index], kinds=_NAME)


def _in_other_scripts(read: list[Token]) -> None:
    """Mark words in Arabic, Cyrillic, Chinese …: in a Dutch message they are names."""
    for index, token in enumerate(read):
        if token.word and not _LATIN.match(token.text):
            read[index] = replace(token, kinds=_NAME)


@lru_cache(maxsize=1)
def _initials_pattern() -> re.Pattern[str]:
    kinds = read_redaction("namen.yml")["soorten"]
    particles = "|".join(map(re.escape, sorted(kinds["tussenvoegsel"], key=len, reverse=True)))
    title = "|".join(map(re.escape, kinds["titel"]))
    people = "|".join(map(re.escape, (*kinds["relatie"], *kinds["rol"])))
    known_as = "|".join(map(re.escape, (*kinds["titel"], *kinds["relatie"], *kinds["rol"], "heet", "naam")))
    particle = rf"(?:(?:{particles})\.?\s+|v\.?\s?/?d\.?\s*)"
    capital_initials = r"(?:[A-Z]\.\s?){1,4}"
    surname = r"[A-ZÀ-Þ][\w'’-]+"
    return re.compile(
        rf"""(?<![\w.&'’-])(?:
          ({capital_initials}(?i:{particle}){{0,3}}{surname})
        | ((?:[^\W\d_]\.\s?){{1,4}}(?i:{particle}){{1,3}}[^\W\d_]\b\.?)
        | ([A-Z]\.(?:\s?[A-Z]\.)+)
        | (?i:{known_as})(?:\s(?:is|en))?\s+((?:[a-z]\.){{2,4}})(?!\s?\w\.)
        | (?i:{title})\.?\s+({capital_initials}(?i:{particle}){{0,3}}{surname})
        | (?i:{title})\.?\s+((?i:{particle}){{0,3}}(?!u\b)[^\W\d_]\b(?!['’])\.?)
        | (?i:{people})\s+(?:van\s+)?([A-Z]\b(?!['’])\.?)
        | (?i:{people})\s+([a-z]\.)(?!\s?\w\.|\s(?:{particles})\b)
        | (?:^|(?<=\n))((?:[^\W\d_]\.){{1,4}})(?=\s(?:is|was|heeft|zegt|wordt)\b)
        | (?:^|(?<=\n))((?:[^\W\d_]\.){{2,4}})(?=\s(?:uit|van|en|komt|woont|vertelt|wil)\b|\s\d)
        | (?i:{people})\s+([a-su-z])(?=\s(?:en|van\s\d+|is|heeft|was)\b|\s\(|,|$)
        | ([^\W\d_]\.?)(?=\s?\(\d{{1,2}}\b)
        | (?:groet\w*|mvg|gr|hgr)\.?,?\s+((?:[a-z]\.\s?){{1,4}}(?i:{particle}){{0,3}}[^\W\d_]{{2,}})
        )""",
        re.VERBOSE,
    )


def _spans(read: Sequence[Token], text: str) -> list[Name]:
    """The marked tokens, joined where nothing but space is between them."""
    names: list[list[int]] = []
    for index, token in enumerate(read):
        if token.kinds != _NAME or not (token.word or token.text == "."):
            continue
        follows = bool(names) and names[-1][-1] == index - 1
        if follows and "\n" not in text[read[index - 1].end : token.start]:
            names[-1].append(index)
        else:
            names.append([index])
    return [_span(read, indices) for indices in names]


def _span(read: Sequence[Token], indices: Sequence[int]) -> Name:
    last = read[indices[-1]]
    after = read[indices[-1] + 1].kinds if indices[-1] + 1 < len(read) else frozenset[str]()
    bare = without_possessive(last.lower, before_noun=not after.isdisjoint({"RELATIE", "TITEL"}))
    words = [read[index].lower for index in indices[:-1]] + [bare]
    return Name(read[indices[0]].start, last.end, tuple(words), bare != last.lower)
