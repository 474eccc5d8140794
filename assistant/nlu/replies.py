"""Whether what stands behind a 'ja' or 'nee' goes with it, as an answer to what was asked about a criterium.

'Nee er zijn geen blauwe plekken' leaves open whether there is danger, and 'ja maar mag ik dat wel delen?'
too. What is asked once more costs a sentence; what was never said may cost more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.dutch.scope import opens_question
from assistant.dutch.words import Word, analyse, function_words, holds_any, read_language, scope_words
from assistant.nlu import criteria_net
from assistant.nlu.segments import asks_in_form, says_any_of
from assistant.nlu.short_answers import short_answer
from assistant.rulebase import current
from assistant.rulebase.schema import Criterium

_SAYS_LITTLE = 4
"""So few words go with whatever stands before them: 'nee alleen klappen'."""
_ABOUT = -2.0
"""Log odds of the net from which the rest is about what was asked: few replies to it are below that, and
few to something else above (`bench/keuze/antwoorden.jsonl`)."""
_ELSEWHERE = 1.0
"""From these log odds of another criterium on a rest is about that, unless it takes up what was asked."""
_PLAINLY_ABOUT = 1.0
"""The same for a rest that tells of something else beside it."""


def answers_it(reply: str, asked: Criterium, told: Collection[str]) -> bool:
    """Whether a reply that opens with ja or nee, or says as much, answers for the criterium that was asked.

    `told` are the ids of the criteria that the reply gives a value by itself.
    """
    words = analyse(reply)
    opening, end = short_answer(reply, words)
    behind = [word for word in words if word.start >= end] if opening else list(words)
    if not behind:
        return True
    rest = reply[behind[0].start :]
    clause = [word for word in behind if word.clause == behind[0].clause]
    if opening and _only_counts(behind):
        # 'Ja 8 jaar' tells an age.
        return False
    if _takes_back(rest) or _asks(clause) or (not opening and reply.rstrip().endswith("?")):
        return False
    if _only_repeats(clause) or (opening and behind[0].text in _known()["gaat_verder"]):
        return True
    about = _about(rest, asked.id)
    if opening and (about is None or about < _ABOUT):
        other = max(criteria_net.margins(rest).values()) >= _ELSEWHERE
        answers_another = about is not None and says_any_of(rest, _other_answers(asked))
        if (other or answers_another) and not _speaks_of(behind, asked):
            return False
    if any(name != asked.id for name in told):
        return about >= _PLAINLY_ABOUT if about is not None else opening == "ja" or _names(behind, asked)
    return about is None or about >= _ABOUT or len(behind) <= _SAYS_LITTLE


def _speaks_of(words: Sequence[Word], asked: Criterium) -> bool:
    """Whether a reply takes up a word of what was asked: 'ja dat regelen we' of 'kun je hulp regelen'."""
    question = analyse(" ".join((asked.vraag, asked.als_ja, asked.als_nee, *asked.als_antwoord_ja)))
    named = {word.stem for word in question if word.text not in function_words()}
    return any(word.stem in named for word in words)


def _other_answers(asked: Criterium) -> list[str]:
    """What answers other questions: 'al jaren', where it wasn't asked how long."""
    others = (other for other in current.store().criteria.values() if other.id != asked.id)
    return [answer for other in others for answer in other.als_antwoord_ja]


def _about(rest: str, asked: str) -> float | None:
    """How likely `rest` is about a criterium, as log odds; None for one that the net doesn't know."""
    margins = [margin for (name, _), margin in criteria_net.margins(rest).items() if name == asked]
    return max(margins, default=None)


def _names(words: Sequence[Word], criterium: Criterium) -> bool:
    named = {word.stem for word in analyse(criterium.naam) if word.text not in function_words()}
    return any(word.stem in named for word in words)


def _takes_back(rest: str) -> bool:
    return holds_any(rest, _known()["geen_antwoord"])


def _asks(clause: list[Word]) -> bool:
    """Whether the clause behind ja or nee is a question: then that is what it goes with."""
    while clause and clause[0].text in _known()["voor_een_vraag"]:
        clause = clause[1:]
    return bool(clause) and (opens_question(clause) or asks_in_form(clause))


def _only_counts(words: Sequence[Word]) -> bool:
    """Whether words tell an age or a number, and nothing else."""
    counts = any(word.text.isdigit() for word in words)
    return counts and all(word.text.isdigit() or word.text in _known()["bij_een_getal"] for word in words)


def _only_repeats(clause: list[Word]) -> bool:
    """Whether a clause says the ja or nee before it again: 'dat niet', 'daar is niks van'."""
    plain = function_words() | scope_words()["ontkenning"] | set(_known()["zegt_het_nog_eens"])
    return all(word.text in plain for word in clause)


def _known() -> dict[str, list[str]]:
    return read_language("korte-antwoorden.yml")
