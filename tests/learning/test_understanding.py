"""What learners say, written apart from the sentences in the data."""

from __future__ import annotations

import pytest

from assistant.learning.amounts import amounts_in
from assistant.learning.current import material
from assistant.learning.practice import Listener
from assistant.learning.wishes import wants_to_learn


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener(material())


@pytest.fixture(scope="module")
def hear(listener):
    case = material().gevallen["leerkracht-blauwe-plek"]
    return lambda said: listener.hear(case, said)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Goedemiddag, fijn dat u belt. Is het meisje nu veilig?", "vraagt-of-het-nu-veilig-is"),
        ("waar is ze op dit moment", "vraagt-of-het-nu-veilig-is"),
        ("zijn ze op dit moment in gevaar?", "vraagt-of-het-nu-veilig-is"),
        ("mag ik weten in welke gemeente het gezin woont", "vraagt-de-plaats"),
        ("hoe oud is ze?", "vraagt-naar-de-kinderen"),
        ("weten vader en moeder dat je je zorgen maakt?", "vraagt-naar-gesprek-met-gezin"),
        ("heb je dit al met een collega besproken?", "vraagt-naar-overleg"),
        ("willen de ouders geholpen worden?", "vraagt-naar-hulp"),
        ("is het gezin bekend bij veilig thuis?", "vraagt-naar-lopend-traject"),
        ("Noem liever geen namen", "legt-uit-dat-advies-anoniem-is"),
        ("het advies blijft anoniem, ik schrijf niets op", "legt-uit-dat-advies-anoniem-is"),
        ("anoniem een melding doen is niet mogelijk", "legt-uit-dat-melding-niet-anoniem-is"),
        ("Je kunt gerust anoniem een melding doen", "belooft-anonieme-melding"),
        ("mag ik de geboortedatum van het kind", "vraagt-naar-namen"),
        ("mijn advies: meld dit", "zegt-melding"),
        ("je hoeft dit nog niet te melden", "zegt-advies"),
        ("dan gaat het meteen door naar het wijkteam", "zegt-directe-overdracht"),
        ("Ik wens u veel sterkte, dag!", "rondt-af"),
        ("De zaak kan rechtstreeks door naar het lokale team", "zegt-directe-overdracht"),
        ("Heeft u iets van verwondingen gezien?", "vraagt-naar-letsel"),
        ("Is moeder misschien in verwachting?", "vraagt-naar-zwangerschap"),
        ("is vader psychotisch geweest?", "vraagt-naar-psychische-gezondheid"),
        ("mogen vader en moeder weten dat u het gemeld heeft?", "vraagt-naar-naam-voor-gezin"),
        ("wilt u voor ons onbekend blijven?", "vraagt-naar-onbekend-blijven"),
        ("zie je blauwe plekken bij haar?", "vraagt-naar-letsel"),
        ("Is er nu gevaar voor die vrouw", "vraagt-of-het-nu-veilig-is"),
        ("ik wil eerst weten of ze nu veilig is", "vraagt-of-het-nu-veilig-is"),
        ("wist u dat een melding nooit anoniem is?", "legt-uit-dat-melding-niet-anoniem-is"),
        ("als u meldt, moet u uw naam geven", "legt-uit-dat-melding-niet-anoniem-is"),
        ("omdat het elke week gebeurt, hoort u te melden", "zegt-melding"),
        ("hier hoort geen melding bij", "zegt-advies"),
        ("mogen de ouders weten dat u meldt?", "vraagt-naar-naam-voor-gezin"),
        ("u belt nu eerst 112", "noemt-112"),
        ("kunt u nu 112 bellen?", "noemt-112"),
        ("u hoeft geen politie te bellen", "ontraadt-112"),
        ("een melding kan wel anoniem", "beaamt:anoniem-melden"),
        ("bij een melding kunt u anoniem blijven", "belooft-anonieme-melding"),
        (
            "na een melding maakt veilig thuis altijd een veiligheidsbeoordeling",
            "vertelt-wat-na-een-melding-volgt",
        ),
    ],
)
def test_what_is_said_is_heard(hear, said, meant):
    assert meant in hear(said)


@pytest.mark.parametrize(
    ("said", "not_meant"),
    [
        ("een melding kan niet anoniem", "belooft-anonieme-melding"),
        ("u kunt anoniem melden", "legt-uit-dat-melding-niet-anoniem-is"),
        ("je hoeft geen namen te noemen", "vraagt-naar-namen"),
        ("u hoeft dit niet te melden", "zegt-melding"),
        ("deze zaak gaat niet direct naar het lokale team", "zegt-directe-overdracht"),
        ("als u meldt, moet u uw naam geven", "zegt-melding"),
        ("wat heeft u gezien?", "rondt-af"),
        ("de zaak kan rechtstreeks naar het wijkteam", "zegt-eerst-veilig-thuis"),
        ("fijn dat u belt", "vraagt-naar-gesprek-met-gezin"),
        ("bij een advies blijft u anoniem", "belooft-anonieme-melding"),
        ("bedankt dat u dit vertelt", "rondt-af"),
        ("je mag geen anoniem advies", "legt-uit-dat-advies-anoniem-is"),
        ("u kunt niet anoniem advies vragen", "legt-uit-dat-advies-anoniem-is"),
        ("ik schrijf wel namen op", "legt-uit-dat-advies-anoniem-is"),
        ("advies is niet anoniem", "legt-uit-dat-melding-niet-anoniem-is"),
        ("advies is niet anoniem", "vergist:anoniem-melden"),
        ("je hoeft niet te melden", "vergist:anoniem-melden"),
        ("u mag dit niet melden", "zegt-advies"),
        ("u mag dit niet melden", "vergist:anoniem-melden"),
        ("hier hoort geen melding bij", "zegt-melding"),
        ("we doen geen veiligheidsbeoordeling", "vertelt-wat-na-een-melding-volgt"),
        ("u blijft niet zelf verantwoordelijk", "zegt-dat-beller-verantwoordelijk-blijft"),
        ("kan een melding anoniem?", "belooft-anonieme-melding"),
        ("moet ik dit melden?", "zegt-melding"),
        ("het is nu veilig", "vraagt-of-het-nu-veilig-is"),
        ("ze is zwanger", "vraagt-naar-zwangerschap"),
        ("praat met de ouders", "vraagt-naar-gesprek-met-gezin"),
        ("bel de politie nog maar niet", "noemt-112"),
        ("omdat het elke week gebeurt, hoort u te melden", "vraagt-naar-naam-voor-gezin"),
    ],
)
def test_the_opposite_is_not_heard(hear, said, not_meant):
    assert not_meant not in hear(said)


@pytest.mark.parametrize(
    "said", ["", "asdf qwer", "ja", "oké", "ik ben een pinguïn", "wie wint de eredivisie"]
)
def test_nothing_is_heard_in_nothing(hear, said):
    assert hear(said) == ()


def test_asking_in_the_words_of_the_case_shows_the_skill(listener):
    case = material().gevallen["tandarts-kapotte-tanden"]
    assert listener.hear(case, "hoe ziet zijn gebit eruit?") == ("weet:gezien", "vraagt-wat-er-gezien-is")


def test_a_skill_of_another_case_is_not_heard(listener):
    other = material().gevallen["wijkteam-hamer"]
    said = "bel ook het centrum seksueel geweld"
    assert not any(id.startswith("sportcoach") for id in listener.hear(other, said))
    mine = material().gevallen["sportcoach-onthulling"]
    assert "sportcoach-onthulling.noemt-csg" in listener.hear(mine, said)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("binnen 5 werkdagen", [((5, "werkdagen"), True)]),
        ("binnen vijf werkdagen", [((5, "werkdagen"), True)]),
        ("binnen twee weken", [((14, "dagen"), True)]),
        ("uiterlijk na 14 dagen", [((14, "dagen"), True)]),
        ("op de zesde werkdag", [((6, "werkdagen"), False)]),
        ("op de 6e werkdag", [((6, "werkdagen"), False)]),
        ("het duurt 1 jaar", [((12, "maanden"), True)]),
        ("een kind van 8 jaar", [((96, "maanden"), False)]),
        ("bel 0800-2000", []),
    ],
)
def test_terms_that_are_named(said, found):
    assert [(one.hoeveel, one.termijn) for one in amounts_in(said)] == found


@pytest.mark.parametrize(
    "said", ["ik wil leren", "Volgende vraag!", "overhoor me maar", "geef me een oefenvraag"]
)
def test_a_wish_to_learn(said):
    assert wants_to_learn(said)


@pytest.mark.parametrize(
    "said",
    [
        "ik heb een vraag",
        "en in gooi en vechtstreek dan",
        "moet ik melden?",
        "ik wil een melding doen",
        "hij wil niet meer leven",
        "ze wil niet naar huis",
        "ja",
        "volgende",
        "wat is de volgende stap?",
        "",
    ],
)
def test_no_wish_to_learn(said):
    assert not wants_to_learn(said)
