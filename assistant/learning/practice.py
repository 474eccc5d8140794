"""A practice call: the assistant plays the caller, from data alone, and the learner is the worker.

The caller tells something only when it is asked for, gets wrong what the case says, and says so after a
while. The same words always get the same answer: there is no chance in it and nothing is generated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.learning.amounts import amounts_in
from assistant.learning.light import agrees
from assistant.learning.material import Material
from assistant.learning.schema import Geval, Vaardigheid, Vergist, Weet, Zinnen
from assistant.learning.texts import text
from assistant.learning.understanding import Meanings

_MOST_TOLD = 3
"""How many things the caller tells in one turn at most."""


@dataclass(frozen=True)
class Beurt:
    """What the worker said, as it is stored, what was recognised in it, and what the caller says then."""

    medewerker: str
    gehoord: tuple[str, ...]
    """Ids: of skills as they are, of the case's own `weet:…`, `vergist:…` and `beaamt:…`."""
    beller: str
    gezegd: tuple[str, ...] = ()
    """What the caller told in this turn, by the same ids."""
    afgerond: bool = False


@dataclass
class _Reply:
    """What the caller is going to say."""

    parts: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def say(self, sentence: str, id: str | None = None) -> None:
        self.parts.append(sentence)
        if id:
            self.told.append(id)


class Listener:
    """Recognises what workers say, in all cases; made once for the material in use."""

    def __init__(self, material: Material) -> None:
        self.material = material
        meanings: dict[str, Zinnen] = dict(material.vaardigheden)
        for geval in material.gevallen.values():
            own = ((name, one) for name, one in _own(geval) if one.zinnen or one.woorden)
            meanings.update((f"{geval.id}/{name}", one) for name, one in own)
        self._meanings = Meanings(meanings, material.gelijk.values())

    def hear(self, geval: Geval, said: str) -> tuple[str, ...]:
        """What is said in a case, as ids like those of `Beurt.gehoord`, in the order said.

        Who asks something in the words of the case shows the skill by which it is asked, too.
        """
        own = {f"{geval.id}/{name}": name for name, _ in _own(geval)}
        among = [*_skills_of(geval, self.material.vaardigheden), *own]
        known = [id for id in among if id in self._meanings]
        heard = [own.get(one.id, one.id) for one in self._meanings.hear(said, known)]
        heard += self._turned_round(geval, said)
        asked_by = {_name(weet): weet.vaardigheid for weet in geval.weet if weet.vaardigheid}
        shown = (id for name in heard for id in (name, asked_by.get(name)) if id)
        right = {beaamt_of(id) for id in heard}
        return tuple(dict.fromkeys(id for id in shown if id not in right))

    def _turned_round(self, geval: Geval, said: str) -> list[str]:
        """Mistakes of the caller that are confirmed by saying the opposite of what puts them right."""
        names = {f"{geval.id}/{_name(one)}": _name(one) for one in geval.vergist}
        return [beaamt_of(names[id]) for id in self._meanings.turned_round(said, list(names))]


def _skills_of(geval: Geval, skills: Mapping[str, Vaardigheid]) -> Iterator[str]:
    """The skills that can be shown in a case: those of every case, and its own."""
    goals = {doel.vaardigheid for doel in geval.doelen} | {weet.vaardigheid for weet in geval.weet}
    return (id for id in skills if "." not in id or id.startswith(f"{geval.id}.") or id in goals)


def _own(geval: Geval) -> Iterator[tuple[str, Zinnen]]:
    """What can be heard in this case only, by name."""
    yield from ((_name(weet), weet) for weet in geval.weet)
    for vergist in geval.vergist:
        yield _name(vergist), vergist
        yield beaamt_of(_name(vergist)), Zinnen(zinnen=vergist.beaamt, maar_niet=vergist.zinnen)


def beaamt_of(name: str) -> str:
    """The name of confirming a mistake of the caller, by that of putting it right; other names stay apart."""
    return name.replace("vergist:", "beaamt:", 1) if name.startswith("vergist:") else ""


def _name(one: Weet | Vergist) -> str:
    return f"{'weet' if isinstance(one, Weet) else 'vergist'}:{one.id}"


def is_fault(skill: Vaardigheid, geval: Geval) -> bool:
    """Whether a worker shouldn't do this in this case."""
    here = not skill.hoort_bij or geval.urgentie in skill.hoort_bij
    return skill.soort == "fout" and here and skill.id not in geval.mag


class Gesprek:
    """A practice call up to now."""

    def __init__(self, geval: Geval, listener: Listener, beurten: Sequence[Beurt] = ()) -> None:
        self.geval = geval
        self.beurten = list(beurten)
        self._listener = listener
        self._skills = listener.material.vaardigheden

    @cached_property
    def _by_skill(self) -> dict[str, Weet]:
        return {weet.vaardigheid: weet for weet in self.geval.weet if weet.vaardigheid}

    @property
    def afgerond(self) -> bool:
        """Whether the worker rounded off."""
        return bool(self.beurten) and self.beurten[-1].afgerond

    def said(self) -> set[str]:
        """All that was recognised so far."""
        return {id for beurt in self.beurten for id in beurt.gehoord}

    def told(self) -> set[str]:
        """All that the caller told so far."""
        return {id for beurt in self.beurten for id in beurt.gezegd}

    def answer(self, typed: str) -> Beurt:
        """Take in what the worker says (redacted already) and let the caller answer."""
        heard = self._listener.hear(self.geval, typed)
        heard = (*heard, *self._agreed(heard, typed))
        reply = _Reply()
        self._put_right(heard, reply)
        self._tell(heard, reply)
        self._react(heard, reply)
        done = self._rounds_off(heard)
        if done:
            reply.say(self.geval.beller.sluit)
        elif not reply.parts:
            understood = heard or any(found.termijn for found in amounts_in(typed))
            reply.say(text("oke") if understood else self._not_understood())
        if not done:
            self._mistake(heard, reply)
        beurt = Beurt(typed, heard, " ".join(reply.parts), tuple(reply.told), done)
        self.beurten.append(beurt)
        return beurt

    def _rounds_off(self, heard: Sequence[str]) -> bool:
        """Whether the worker rounds off: not at once, and not when something is asked beside it."""
        if not self.beurten:
            return False
        kinds = {self._skills[id].soort for id in heard if id in self._skills}
        return "afronding" in kinds and not any(self._asked(id) for id in heard)

    def _agreed(self, heard: Sequence[str], typed: str) -> Iterator[str]:
        """The mistake that the caller just said, when the worker agrees with it ('ja hoor')."""
        last = self.beurten[-1].gezegd[-1:] if self.beurten else ()
        for name in last:
            if name.startswith("vergist:") and name not in heard and agrees(typed):
                yield beaamt_of(name)

    def _put_right(self, heard: Sequence[str], reply: _Reply) -> None:
        for vergist in self.geval.vergist:
            name = _name(vergist)
            if name in heard and name in self.told() and name not in self.said():
                reply.say(vergist.daarop)
            elif beaamt_of(name) in heard:
                reply.say(text("beaamd"))

    def _tell(self, heard: Sequence[str], reply: _Reply) -> None:
        """What was asked for; again, when it was told before and nothing new is asked."""
        asked = {weet.id: weet for id in heard if (weet := self._asked(id))}
        new = [weet for weet in asked.values() if _name(weet) not in self.told()]
        for weet in new[:_MOST_TOLD]:
            reply.say(weet.zegt, _name(weet))
        if asked and not new and not reply.parts:
            first = next(iter(asked.values()))
            reply.say(text("al_gezegd", zegt=first.zegt))

    def _asked(self, id: str) -> Weet | None:
        if id in self._by_skill:
            return self._by_skill[id]
        return next((weet for weet in self.geval.weet if _name(weet) == id), None)

    def _react(self, heard: Sequence[str], reply: _Reply) -> None:
        """What is said to an explanation, an outcome or a mistake of the worker."""
        for id in heard:
            skill = self._skills.get(id)
            if skill is None or id in self._by_skill or id in self.said() or reply.parts:
                continue
            if skill.soort == "uitkomst" and self.geval.uitkomsten.get(skill.beslissing or "") not in (
                None,
                skill.uitkomst,
            ):
                reply.say(text("weet_je_het_zeker"))
            elif skill.reactie and (skill.soort != "fout" or is_fault(skill, self.geval)):
                reply.say(skill.reactie)

    def _mistake(self, heard: Sequence[str], reply: _Reply) -> None:
        """What the caller gets wrong, once it is time for it and nobody put it right."""
        known = {*self.said(), *heard}
        known |= {name.replace("beaamt:", "vergist:", 1) for name in known}
        turn = len(self.beurten) + 1
        for vergist in self.geval.vergist:
            name = _name(vergist)
            if name not in known and name not in self.told() and turn >= vergist.na_beurt:
                reply.say(vergist.zegt, name)
                return

    def _not_understood(self) -> str:
        """By turns what the caller says when nothing was recognised."""
        before = sum(not beurt.gehoord for beurt in self.beurten)
        sentences = self.geval.beller.snapt_niet
        return sentences[before % len(sentences)]
