"""What was noted of a case: told when it is asked for, and opened again when somebody takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from actions.parts import Events
from actions.texts import text
from actions.turn import Turn, enumerate_phrases
from assistant.dutch.words import analyse, function_words, read_language
from assistant.nlu import criteria_net
from assistant.nlu.mentions import DANGER
from assistant.rulebase.schema import Criterium

_SPOKEN_OF = -1.5
"""Log odds of the net from which a correction is taken to speak of a criterium."""


def noted(turn: Turn, answers: Mapping[str, str]) -> str:
    """One sentence with the facts that were noted; that there are none, where there are none."""
    facts = [
        criterium.als_ja if answers[id] == "ja" else criterium.als_nee
        for id, criterium in turn.store.criteria.items()
        if answers.get(id) in ("ja", "nee") and not follows(criterium, answers)
    ]
    return text("genoteerd", feiten=enumerate_phrases(facts)) if facts else text("niets_genoteerd")


def ask_what_is_wrong(turn: Turn) -> None:
    """Say what was noted, to somebody who says that it is wrong and not what."""
    turn.say(f"{text('wat_klopt_niet')} {noted(turn, turn.answers)}", "antwoord")


def taken_back(turn: Turn, told: Mapping[str, str]) -> dict[str, str]:
    """The criteria that a correction speaks of without settling them: they are open again.

    Danger isn't among them: that it has gone must be said ('het waren geen striemen' says it of letsel).
    """
    heard = turn.message
    if not turn.corrects_the_case:
        return {}
    known = [id for id, value in turn.answers.items() if value in ("ja", "nee") and id not in (*told, DANGER)]
    margins = criteria_net.margins(heard.text)
    spoken_of = {name for (name, _), margin in margins.items() if margin >= _SPOKEN_OF}
    words = {word.stem for word in analyse(heard.text)}
    named = {id for id in known if not words.isdisjoint(_name(turn.store.criteria[id]))}
    return dict.fromkeys((id for id in known if id in (spoken_of.intersection(known) or named)), "onbekend")


def open_again(turn: Turn) -> Events | None:
    """Take back what a correction speaks of that was read as something else; None when that is nothing."""
    back = taken_back(turn, {})
    if not back:
        return None
    turn.say(text("weer_open", feiten=names(turn, back)), "antwoord")
    return turn.note({**turn.answers, **back})


def names(turn: Turn, ids: Iterable[str]) -> str:
    """The names of criteria, as they stand in a sentence."""
    return enumerate_phrases([turn.store.criteria[id].naam for id in ids])


def _name(criterium: Criterium) -> set[str]:
    plain = function_words() | set(read_language("gespreksvoering.yml")["in_veel_namen"])
    return {word.stem for word in analyse(criterium.naam) if word.text not in plain}


def follows(criterium: Criterium, after: Mapping[str, str]) -> bool:
    """Whether another answer settles the criterium, and not the other way than what was told of it."""
    given = {a.geeft for a in criterium.volgt_uit if after.get(a.criterium) == a.waarde}
    return len(given) == 1 and after[criterium.id] in ("onbekend", *given)
