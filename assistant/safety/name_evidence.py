"""Whether a word is somebody's name: what the lists say of it, and the words around it.

A word needs as much evidence as it is common as a word (`drempels` in `data/redactie/namen.yml`):
kwabena needs none, mark a little, hoop a lot. The evidence are patterns with a weight, in the same file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.dutch.once import once_a_turn
from assistant.dutch.words import function_words
from assistant.safety.name_spelling import as_person_word, is_mistyped_field_word, towns
from assistant.safety.name_tables import Known, known_of, look_up
from assistant.safety.redact_data import read_redaction
from assistant.safety.redact_tokens import NUMBER_WORD, Token

Standing = Literal["naam", "onbekend", "twijfel", "plaats", "voornaam", "achternaam", "gezien", "woord"]

_EDGE = Token("", "", 0, 0, False, False, frozenset({"BEGIN", "EIND"}))
_SLOT = "_"
_SHORTEST_PART, _SHORTEST_LAST_PART, _LONGEST_LINK = 3, 4, 2
_LINKS = ("", "s", "en", "e", "n")
_LEAST_TO_MISTYPE, _LEAST_TO_SWAP = 5, 4
_LONGEST_TO_MISTYPE = 40
"""Letters; no common word is longer, and every letter costs sixty look-ups."""
_COMMON = 300
"""From this count on a word is so common that one letter off is a typing error of it."""
_RARE = 30
_LETTERS = "abcdefghijklmnopqrstuvwxyzéëïö"
_VOWELS = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüıœý")
_PLAIN_VOWELS = "aeiou"
_STRESS = str.maketrans("áéíóú", "aeiou")
_SHORT = 3
_DRAWN_OUT = re.compile(r"(.)\1\1")
_AFTER_APOSTROPHE = ("'s", "'er", "'ers", "'tje", "'tjes")


@dataclass(frozen=True)
class _Pattern:
    weight: int
    itself: frozenset[str]
    """What the word itself must be; empty for anything."""
    left: tuple[frozenset[str], ...]
    """What stands before, nearest first."""
    right: tuple[frozenset[str], ...]


def evidence(sentence: Sequence[Token], first: int, last: int, added_up: bool = True) -> int:
    """How much the surroundings of `sentence[first:last + 1]` say that it is a name.

    What stands before and what stands behind is added up, or else the stronger of the two counts.
    """
    left = right = both = against = 0
    for pattern in _near(sentence, first, last):
        if not _fits(pattern, sentence, first, last):
            continue
        if pattern.weight < 0:
            against = min(against, pattern.weight)
        elif not pattern.right:
            left = max(left, pattern.weight)
        elif not pattern.left:
            right = max(right, pattern.weight)
        else:
            both = max(both, pattern.weight)
    return max(both, left + right if added_up else max(left, right)) + against


def _near(sentence: Sequence[Token], first: int, last: int) -> Iterator[_Pattern]:
    """The patterns that the words right before and behind may fit, perhaps more than once."""
    behind, before, always = _patterns()
    for token, patterns in ((_at(sentence, first - 1), behind), (_at(sentence, last + 1), before)):
        for kind in token.kinds:
            yield from patterns.get(kind, ())
    yield from always


def _at(sentence: Sequence[Token], place: int) -> Token:
    return sentence[place] if 0 <= place < len(sentence) else _EDGE


def _fits(pattern: _Pattern, sentence: Sequence[Token], first: int, last: int) -> bool:
    if pattern.itself and pattern.itself.isdisjoint(sentence[last].kinds):
        return False
    for distance, wanted in enumerate(pattern.left, 1):
        if wanted and wanted.isdisjoint(_at(sentence, first - distance).kinds):
            return False
    for distance, wanted in enumerate(pattern.right, 1):
        if wanted and wanted.isdisjoint(_at(sentence, last + distance).kinds):
            return False
    return True


@lru_cache(maxsize=1)
def _patterns() -> tuple[dict[str, list[_Pattern]], dict[str, list[_Pattern]], list[_Pattern]]:
    """The patterns by what stands right before, else by what stands right behind, and the others."""
    behind: dict[str, list[_Pattern]] = defaultdict(list)
    before: dict[str, list[_Pattern]] = defaultdict(list)
    always: list[_Pattern] = []
    for pattern in _read_patterns():
        if pattern.left and pattern.left[0]:
            for kind in pattern.left[0]:
                behind[kind].append(pattern)
        elif pattern.right and pattern.right[0]:
            for kind in pattern.right[0]:
                before[kind].append(pattern)
        else:
            always.append(pattern)
    return behind, before, always


def _read_patterns() -> Iterator[_Pattern]:
    for line in read_redaction("namen.yml")["aanwijzingen"]:
        weight, *parts = line.split()
        slot = next(place for place, part in enumerate(parts) if part.startswith(_SLOT))
        itself = frozenset({parts[slot][1:]} - {""})
        wanted = [frozenset() if part == "*" else frozenset(part.split("|")) for part in parts]
        yield _Pattern(int(weight), itself, tuple(reversed(wanted[:slot])), tuple(wanted[slot + 1 :]))


def needed(lower: str, capital: bool) -> int | None:
    """The evidence that makes a name of a lower case word; None when nothing can.

    `capital` is whether it was written with a capital that means something.
    """
    standing = standing_of(lower)
    if standing is None:
        return None
    thresholds = read_redaction("namen.yml")["drempels"]
    threshold = thresholds["gezien_hoofdletter" if capital and standing == "gezien" else standing]
    return int(threshold) if isinstance(threshold, str) else _by_count(look_up(lower).count, threshold)


def _by_count(count: int, steps: Sequence[str]) -> int:
    *pairs, beyond = map(int, steps)
    for most, threshold in zip(pairs[::2], pairs[1::2], strict=True):
        if count < most:
            return threshold
    return beyond


@once_a_turn
def standing_of(lower: str) -> Standing | None:
    """What a lower case word is by itself; None when it is never a name."""
    if lower in _never() or NUMBER_WORD.fullmatch(lower) or _DRAWN_OUT.search(lower) or len(lower) == 1:
        return None
    for ending in _AFTER_APOSTROPHE:
        if lower.endswith(ending) and not look_up(lower.removesuffix(ending)).first_name:
            return standing_of(lower.removesuffix(ending))
    if as_person_word(lower) != lower:
        return None
    stressed = _without_stress(lower)
    return _standing_of_word(lower, look_up(lower)) if stressed == lower else standing_of(stressed)


def _without_stress(lower: str) -> str:
    """The word that is written with accents to stress it (éérst, níét); else the word itself."""
    plain = lower.translate(_STRESS)
    return plain if plain != lower and look_up(plain).word and not look_up(lower).name else lower


def _standing_of_word(lower: str, known: Known) -> Standing | None:
    if known.place:
        return "voornaam" if known.first_name and known.word else "plaats"
    if known.name:
        return _standing_of_name(lower, known)
    if _possessive_of(lower):
        return "naam"
    if known.word or known.seen:
        known_well = known.word or known.count >= _COMMON or _is_built_like_a_word(lower)
        return "woord" if known_well else "gezien"
    return _standing_of_unknown(lower)


def _standing_of_name(lower: str, known: Known) -> Standing:
    if not known.word and lower not in read_redaction("namen.yml")["ook_woord"]:
        return "naam"
    return "voornaam" if known.first_name else "achternaam"


def _possessive_of(lower: str) -> str | None:
    """The first name that a word is with a possessive s; None when it is a word of its own."""
    known = look_up(lower)
    if known.word or known.name or not lower.endswith("s"):
        return None
    owner = lower[:-1].rstrip("'")
    of = look_up(owner)
    return owner if of.first_name and not of.word else None


def without_possessive(lower: str, before_noun: bool) -> str:
    """The name without its possessive s: lottes is lotte; `before_noun` tells tsegays (vrouw) from idris."""
    if lower.endswith("'s"):
        return lower[:-2]
    if lower.endswith("s") and not look_up(lower).name and (before_noun or _possessive_of(lower)):
        return lower[:-1]
    return lower


def _standing_of_unknown(lower: str) -> Standing | None:
    parts = [part for part in lower.split("-") if part]
    if len(parts) > 1:
        return _standing_of_joined(parts)
    if not _VOWELS & set(lower):
        return None
    if _is_built_like_a_word(lower) or is_mistyped_field_word(lower):
        return "woord"
    if _is_swapped(lower) or _lacks_a_vowel(lower) or _has_y_for_ij(lower):
        return "woord"
    if towns().correct(lower) != lower:
        return "plaats"
    if _is_doubled(lower):
        return "gezien"
    if len(lower) <= _SHORT or _is_mistyped(lower):
        return "twijfel"
    return "onbekend"


def _is_swapped(lower: str) -> bool:
    """Whether two letters of a word of grammar, or of a common one, changed places: dta, neit, bnag."""
    swapped = [lower[:at] + lower[at + 1] + lower[at] + lower[at + 2 :] for at in range(len(lower) - 1)]
    if any(word in function_words() for word in swapped):
        return True
    return len(lower) >= _LEAST_TO_SWAP and any(map(_is_common, swapped))


def _lacks_a_vowel(lower: str) -> bool:
    """Whether it is a common word in haste, without one of its vowels: gistr, ondertussn, beln."""
    if not _LEAST_TO_SWAP <= len(lower) <= _LONGEST_TO_MISTYPE:
        return False
    whole = [lower[:at] + vowel + lower[at:] for at in range(1, len(lower) + 1) for vowel in _PLAIN_VOWELS]
    if lower.endswith("n") and lower[-2] not in _VOWELS:
        whole.append(f"{lower[:-1]}{lower[-2]}en")
    return any(map(_is_common, whole))


def _has_y_for_ij(lower: str) -> bool:
    """Whether it is a word with the y in which people write ij: verantwoordelyk."""
    plain = lower.replace("y", "ij")
    return plain != lower and (look_up(plain).word or _is_built_like_a_word(plain))


def _is_common(lower: str) -> bool:
    known = known_of(lower)
    return known.word and known.count >= _COMMON


def _standing_of_joined(parts: Sequence[str]) -> Standing | None:
    standings = [standing_of(part) for part in parts]
    if any(standing == "naam" for standing in standings):
        return "naam"
    if any(look_up(part).place for part in parts):
        return "plaats"
    if all(look_up(part).surname or len(part) <= _SHORT - 1 for part in parts):
        return "achternaam"
    if any(standing is None or standing == "woord" for standing in standings):
        return None
    return "onbekend"


def _is_built_like_a_word(lower: str) -> bool:
    ending = next(
        (e for e in _endings() if lower.endswith(e) and len(lower) - len(e) >= _SHORTEST_PART), None
    )
    return ending is not None or _is_diminutive(lower) or _is_compound(lower) or _is_inflected(lower)


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(read_redaction("namen.yml")["uitgangen"])


def _is_word(lower: str) -> bool:
    known = look_up(lower)
    return known.word or (known.seen and not known.name)


def _is_diminutive(lower: str) -> bool:
    stems = (lower.removesuffix("s").removesuffix(suffix) for suffix in ("je", "tje", "etje", "pje"))
    return lower.rstrip("s").endswith("je") and any(
        _is_word(stem) for stem in stems if len(stem) > _SHORT - 1
    )


def _is_inflected(lower: str) -> bool:
    """Whether it is a form of a known word: meldde, geappt, doorverwezen."""
    for prefix in read_redaction("namen.yml")["voorvoegsels"]:
        rest = lower.removeprefix(prefix)
        if rest != lower and len(rest) > _SHORT and look_up(rest).word:
            return True
    if lower.endswith("s") and look_up(lower[:-1]).count >= _COMMON and look_up(lower[:-1]).noun:
        return True
    stems = [lower.removesuffix(ending) for ending in ("en", "e", "t", "d", "te", "de", "den", "ten", "n")]
    stems += [lower[:-1] + "en"] if lower.endswith("t") else []
    return any(_is_part(stem) for stem in stems if stem != lower and len(stem) > _SHORT)


@once_a_turn
def _is_compound(lower: str) -> bool:
    for cut in range(_SHORTEST_PART, len(lower) - _SHORTEST_LAST_PART + 1):
        if not _is_part(lower[cut:]):
            continue
        head = lower[:cut]
        heads = [head.removesuffix(link) for link in _LINKS if head.endswith(link)]
        if any(len(part) >= _SHORTEST_PART and (_is_part(part) or _is_compound(part)) for part in heads):
            return True
    return False


def _is_part(lower: str) -> bool:
    known = look_up(lower)
    return (
        (known.word or known.seen) and known.count >= _RARE and (known.noun or known.verb or known.adjective)
    )


def _is_mistyped(lower: str) -> bool:
    """Whether it is one letter off a common word."""
    if not _LEAST_TO_MISTYPE <= len(lower) <= _LONGEST_TO_MISTYPE:
        return False
    cuts = [(lower[:place], lower[place:]) for place in range(len(lower) + 1)]
    near = [head + tail[1:] for head, tail in cuts if tail]
    near += [head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1]
    near += [head + letter + tail[1:] for head, tail in cuts if tail for letter in _LETTERS]
    near += [head + letter + tail for head, tail in cuts for letter in _LETTERS]
    return any(map(_is_common, near))


def _is_doubled(lower: str) -> bool:
    """Whether it is a common word but for one letter typed twice, or once too few: urinne, wekken."""
    if not _LEAST_TO_MISTYPE <= len(lower) <= _LONGEST_TO_MISTYPE:
        return False
    near = [lower[:at] + lower[at + 1 :] for at in range(1, len(lower)) if lower[at] == lower[at - 1]]
    near += [lower[:at] + lower[at - 1 :] for at in range(1, len(lower) + 1)]
    return any(map(_is_common, near))


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    data = read_redaction("namen.yml")
    kinds = ("titel", "relatie", "rol", "lidwoord", "bezit", "voorzetsel", "onderschikker", "hulp")
    listed = {word for kind in kinds for word in data["soorten"][kind]}
    return frozenset(
        {*function_words(), *listed, *data["nooit"], *_field_words()} - {*data["toch_misschien"]}
    )


def _field_words() -> frozenset[str]:
    """Words of the field and of chats that no list of Dutch words holds, and those that announce a number."""
    numbers = read_redaction("nummers.yml")
    places = read_redaction("plaatsen.yml")
    lists = [words for kind, words in read_redaction("vaktaal.yml").items() if kind != "namen"]
    lists.append(places["instelling_sterk"])
    lists.append([word for word in places["bedrijf"] if not look_up(word).name])
    lists += [numbers[kind] for kind in ("bsn", "rekening", "postcode", "zaak", "sociaal")]
    return frozenset(word for words in lists for word in words if not look_up(word).first_name)
