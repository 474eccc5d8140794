"""Who tells of the violence: whoever lives it, a witness or a professional who established it, or hearsay.

'Het meisje vertelde', 'zegt ze' and 'ik zag hoe' leave no doubt; 'vertelde haar tante' does.
The words are word groups of the language; whose they are is decided by where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from assistant.dutch.denial import denial
from assistant.dutch.expressions import has, words_in
from assistant.dutch.frames import Clause
from assistant.dutch.patterns import Found, Places
from assistant.dutch.tokens import Token, is_participle

TELLS, SEES, FINDS = "<vertellen>", "<ziet gebeuren>", "<stelt vast>"
PARTY, THIRD, EXPERT = "<betrokkene>", "<derde>", "<vakmens>"
VIOLENCE, DID, INJURY = "<geweld>", "<deed het>", "<letsel>"

_BEHIND = 4
"""A subject stands at most so many words behind its verb."""

Voice = Literal["party", "third", "expert", "caller"]


def sure_places(read: Sequence[Clause], found: Sequence[Found]) -> Iterator[tuple[int, Places]]:
    """Clauses with the words in them that leave no doubt that the violence told of is real."""
    for place, clause in enumerate(read):
        if not clause.told or clause.doubted or clause.supposed:
            continue
        for verb in _verbs(found[place]):
            if denial(clause.words, verb) == "affirmed" and _settles(place, verb, read, found):
                yield place, verb
                break


def _verbs(found: Found) -> list[Places]:
    return sorted(places for group in (TELLS, SEES, FINDS) for places in found.get(group, ()))


def _settles(place: int, verb: Places, read: Sequence[Clause], found: Sequence[Found]) -> bool:
    here = found[place]
    seen = verb in here.get(SEES, ()) and not _is_seen(read[place].words, verb)
    if seen and _violence_near(read, found, place, farthest=1):
        return True
    voice = _voice(place, verb[0], read, found)
    if verb in here.get(FINDS, ()) and voice == "expert" and _violence_near(read, found, place, farthest=0):
        return True
    return verb in here.get(TELLS, ()) and voice == "party" and _violence_near(read, found, place, farthest=3)


def _is_seen(words: Sequence[Token], verb: Places) -> bool:
    """Whether somebody is seen instead of sees: 'omdat ze met een jongen gezien is'."""
    passive = is_participle(words[verb[0]]) or words[verb[0]].text == "gezien"
    return len(verb) == 1 and passive and not any(token.text in words_in("hebben") for token in words)


def _violence_near(read: Sequence[Clause], found: Sequence[Found], place: int, farthest: int) -> bool:
    """Whether a clause near `place` tells of violence, and doesn't deny it; of injury, who did that.

    `farthest`: how many clauses away; none means anywhere in the same sentence.
    """
    acts_by_name = (VIOLENCE, DID) if any(one.get(INJURY) for one in found) else (VIOLENCE,)
    reach = farthest or len(read)
    for number in range(max(0, place - reach), min(len(read), place + reach + 1)):
        clause = read[number]
        acts = [places for name in acts_by_name for places in found[number].get(name, ())]
        told = clause.told and not clause.doubted and not clause.past and not has(clause.tokens, "dreigement")
        told = told and (farthest > 0 or clause.sentence == read[place].sentence)
        if told and any(denial(clause.words, places) == "affirmed" for places in acts):
            return True
    return False


def _voice(place: int, verb: int, read: Sequence[Clause], found: Sequence[Found]) -> Voice | None:
    """Whose words they are; None when nobody is named."""
    words = [token.text for token in read[place].words]
    behind = verb + 1
    if behind < len(words) and words[behind] in words_in("hij_of_zij"):
        return _meant(place, behind, read, found)
    before = [at for at in range(verb) if _is_subject(words, at, found[place])]
    end = min(len(words), behind + _BEHIND)
    end = next((at for at in range(behind, end) if words[at] in words_in("wat_verteld_wordt")), end)
    after = [at for at in range(behind, end) if _is_subject(words, at, found[place])]
    if not before and not after:
        return _unnamed(place, verb, read, found)
    if _quoted_from_third(behind, words, found[place]):
        return "third"
    subject = before[-1] if before else after[0]
    if words[subject] in words_in("hij_of_zij"):
        return _meant(place, subject, read, found)
    return "caller" if words[subject] in words_in("beller") else _class(subject, words, found[place])


def _unnamed(place: int, verb: int, read: Sequence[Clause], found: Sequence[Found]) -> Voice | None:
    """Whose words they are when the clause names nobody: 'en zegt dat', not 'er wordt verteld dat'."""
    words = [token.text for token in read[place].words]
    if not set(words[:verb]) <= words_in("voegwoord"):
        return None
    earlier = _earlier(place, read, found)
    if place and _same_subject(read[place - 1], found[place - 1]) in ("third", "expert"):
        return "third"
    if set(words[verb + 1 : verb + 2]) & words_in("wat_verteld_wordt"):
        return earlier or "party"
    return earlier if verb == 0 and not words_in("lidwoord") & set(words[1:2]) else None


def _same_subject(clause: Clause, found: Found) -> Voice | None:
    """Who the subject of a clause is, which the next goes on with: 'de agent kwam langs en zegt'."""
    words = [token.text for token in clause.words]
    named = [at for at in range(len(words)) if _noun(at, found) and _is_subject(words, at, found)]
    return _class(named[0], words, found) if named else None


def _quoted_from_third(behind: int, words: Sequence[str], found: Found) -> bool:
    """Whether a third follows the verb: 'hij is onderweg, zegt zijn broer'."""
    article = bool(words_in("lidwoord") & set(words[behind : behind + 1]))
    return (behind + article,) in found.get(THIRD, ())


def _is_subject(words: Sequence[str], at: int, found: Found) -> bool:
    """Whether somebody is named there, and not after a preposition: 'aan haar juf'."""
    named = words[at] in words_in("hij_of_zij") | words_in("beller") or _noun(at, found)
    oblique = words[max(0, at - 2) : at]
    return named and not any(
        word in words_in("na_voorzetsel") and (word == oblique[-1] or oblique[-1] in words_in("lidwoord"))
        for word in oblique
    )


def _noun(at: int, found: Found) -> bool:
    return any((at,) in found.get(group, ()) for group in (PARTY, THIRD, EXPERT))


def _class(at: int, words: Sequence[str], found: Found) -> Voice:
    if (at,) in found.get(EXPERT, ()):
        return "expert"
    return "third" if (at,) in found.get(THIRD, ()) else "party"


def _meant(place: int, pronoun: int, read: Sequence[Clause], found: Sequence[Found]) -> Voice:
    """Of whom 'ze' says it: of the source named before it, else of whom the case is about."""
    words = [token.text for token in read[place].words]
    named = [at for at in range(pronoun) if _noun(at, found[place]) and _is_subject(words, at, found[place])]
    if named and has(read[place].words, "bron"):
        return _class(named[-1], words, found[place])
    return _earlier(place, read, found) or "party"


def _earlier(place: int, read: Sequence[Clause], found: Sequence[Found]) -> Voice | None:
    """Who was the last named before a clause, if he was named as a source; who else is one of the case."""
    for number in range(place - 1, -1, -1):
        words = [token.text for token in read[number].words]
        named = [
            at
            for at in range(len(words))
            if _noun(at, found[number]) and _is_subject(words, at, found[number])
        ]
        if named:
            source = has(read[number].words, "bron")
            return _class(named[0], words, found[number]) if source else "party"
    return None
