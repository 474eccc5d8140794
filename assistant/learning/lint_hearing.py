"""Whether what people say in practice calls is told apart: no sentence is heard as something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.learning.material import material_of
from assistant.learning.practice import Listener, beaamt_of
from assistant.learning.schema import Geval, Vaardigheid, Zinnen
from assistant.rulebase.loader import Place, Rulebase
from assistant.rulebase.problems import Problem


def check_hearing(entries: Rulebase) -> Iterator[Problem]:
    """Sentences that aren't heard as what they stand for, in a case in which they can be said."""
    material = material_of(entries)
    listener = Listener(material)
    cases = list(material.gevallen.values())
    for id, skill in material.vaardigheden.items():
        said_in = next((geval for geval in cases if _can_show(geval, id)), None)
        if said_in:
            yield from _misheard(listener, said_in, id, skill, entries.place("vaardigheden", id))
    for id, geval in material.gevallen.items():
        place = entries.place("gevallen", id)
        for weet in geval.weet:
            yield from _misheard(listener, geval, f"weet:{weet.id}", weet, place)
        for vergist in geval.vergist:
            name = f"vergist:{vergist.id}"
            yield from _misheard(listener, geval, name, vergist, place)
            confirming = Zinnen(zinnen=vergist.beaamt)
            yield from _misheard(listener, geval, beaamt_of(name), confirming, place)


def _can_show(geval: Geval, skill: str) -> bool:
    """Whether a skill is listened for in a case: one of another case (`geval.…`) isn't."""
    return "." not in skill or any(doel.vaardigheid == skill for doel in geval.doelen)


def _misheard(listener: Listener, geval: Geval, name: str, zinnen: Zinnen, place: Place) -> Iterator[Problem]:
    for sentence in zinnen.zinnen:
        heard = listener.hear(geval, sentence)
        if name not in heard:
            instead = f"als ‘{heard[0]}’" if heard else "niet"
            message = f"in ‘{geval.id}’ wordt ‘{sentence}’ {instead} gehoord, en niet als ‘{name}’."
            yield place.problem(message, "Haal de zin weg, of zet bij het andere een ‘maar_niet’.")
        for other in _contrary(name, heard, listener.material.vaardigheden):
            message = f"‘{sentence}’ wordt ook als ‘{other}’ gehoord: het een is goed, het ander fout."
            yield place.problem(message, f"Zet hem bij ‘maar_niet’ van ‘{other}’.")
    for sentence in zinnen.maar_niet:
        if name in listener.hear(geval, sentence):
            message = f"‘{sentence}’ wordt toch als ‘{name}’ gehoord."
            yield place.problem(message, "De zin lijkt te veel op een van de zinnen, of een woord is genoeg.")


def _contrary(name: str, heard: Sequence[str], skills: Mapping[str, Vaardigheid]) -> Iterator[str]:
    """What was heard beside `name` although the one is a mistake of the worker, and the other is not.

    An outcome may be either: which one is right depends on the case.
    """

    def is_mistake(id: str) -> bool:
        return id.startswith("beaamt:") or (id in skills and skills[id].soort == "fout")

    def is_outcome(id: str) -> bool:
        return id in skills and skills[id].soort == "uitkomst"

    confirms = name.startswith("beaamt:")
    others = (other for other in heard if other != name and not (confirms and is_outcome(other)))
    return (other for other in others if is_mistake(other) != is_mistake(name))
