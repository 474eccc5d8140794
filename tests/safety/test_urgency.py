from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.safety.urgency import assess, signs
from assistant.safety.urgency_training import calm_messages, examples


def plain_messages() -> dict[str, list[str]]:
    """Messages in plain words, by their level."""
    file = Path(__file__).with_name("urgentie-gewoon.yml")
    return yaml.safe_load(file.read_text(encoding="utf-8"))


ACUTE = [
    # told by somebody else, also in the middle of a question about procedure
    "ex staat beneden te schreeuwen en heeft een hamer bij zich. valt dit onder de crisisdienst?",
    "valt dit onder de crisisdienst? ex staat beneden met een hamer",
    "wat moet ik doen, hij heeft een mes",
    "Mag ik dit anoniem melden? De buurman sleept zijn vrouw aan haar haren naar buiten.",
    "moet ik eerst melden als vader nu met een mes achter zijn zoon aan zit",
    "mijn cliënte appt dat hij de deur aan het intrappen is",
    "ik hoor haar gillen door de muur",
    # clipped, in panic, mistyped
    "mes. keuken. kinderen boven",
    "hij wurgt haar",
    "wordt gewurgd",
    "HELP HIJ HEEFT EEN PISTOOL",
    "hlep hij slaat me moeder met n hamre",
    "ze is bewusteloos",
    "kom snel hij staat binnen",
    # children, whispering, understatement
    "papa is mama aan het slaan",
    "ik zit in de kast en papa zoekt mij",
    "hij staat voor de deur en heeft gedronken, ze durft geen geluid te maken",
    "ik kan niet praten, hij zit naast me",
    # bodies
    "baby is slap en ademt raar nadat vader hem schudde",
    "ze bloedt uit haar oor",
    "meneer ligt onder aan de trap en reageert niet meer",
    # suicide, psychosis, fire
    "hij heeft pillen geslikt en zit met zijn dochter op de bank",
    "mijn zus staat op het spoor en zegt dat ze springt",
    "moeder is psychotisch en heeft zich met de baby opgesloten",
    "hij heeft benzine over de vloer gegoten",
    # held, followed, taken away
    "hij heeft haar opgesloten in de kelder",
    "ik ben gevlucht en hij achtervolgt me",
    "hij trekt haar in een busje",
    # what was, and now is again
    "vorig jaar sloeg hij haar ook, nu houdt hij een mes tegen haar keel",
    "dit is geen oefening: er staat een man met een vuurwapen aan de balie",
    "hij slaat haar nu",
    "hij durft niet naar huis en vader zwaait met een mes",
    # poison, gas, strangling, no breath, no way out
    "de CO-melder gaat af en de kinderen worden niet wakker",
    "hij heeft de gaskraan opengezet",
    "ze heeft zijn keel dichtgeknepen, hij hapt naar adem",
    "baby is grauw",
    "vader is gewapend",
    "ik word vastgehouden in een kelder",
    # danger at one remove: what is heard, smelled, counted or agreed on
    "ze neemt niet meer op, het laatste wat ik hoorde was een harde klap",
    "mevrouw haalt nog maar vier keer per minuut adem",
    "de auto staat in de garage met draaiende motor en meneer zit erin",
    "ze appt ons codewoord",
    "ben 7 en lig onder het bed",
    "hij stuurt de herder op haar af, hij laat hem niet los",
    "we rijden prio 1 naar dat adres, liggen er wapens?",
    "door het raam zie ik benen op de grond en niemand doet open",
    "ik ruik benzine in het trapportaal, hij dreigde gisteren",
    "sinds die trap voelt ze de baby niet meer bewegen",
    "hij heeft haar in een wurggreep",
    "mijn tante belt vanuit de kofferbak",
    "er ligt een explosief voor haar deur",
    # said to be safe, and a rule sees that it isn't
    "ze is nu veilig bij mij maar hij staat met een mes voor de deur",
    "ze is nu niet veilig",
]
CRISIS = [
    "meisje durft vanavond niet naar huis",
    "moeder met twee kinderen heeft vannacht geen slaapplek",
    "hij komt morgenochtend vrij en ze weet nog niet waar ze heen moet",
    "het huisverbod loopt vanavond af en ze is bang dat hij terugkomt",
    "leerling wil na school niet mee met haar vader, ze zit nu bij mij in het lokaal",
]
NONE = [
    # procedure, terms, policy
    "wat is acuut gevaar?",
    "hoe vaak monitort veilig thuis",
    "is de crisisdienst dezelfde als de bureaudienst",
    "hoeveel werkdagen na een melding van steken moet de veiligheidsbeoordeling klaar zijn",
    "wat betekent wurging in de richtlijn",
    "mag de politie een huisverbod verlengen",
    # denied, over, long ago
    "er is geen direct gevaar",
    "geen mes, niemand gewond",
    "is er direct gevaar: nee. is er letsel: nee",
    "gisteren stond hij met een mes voor de deur",
    "ze is drie jaar geleden neergestoken, ze wil haar dossier inzien",
    "hij heeft nooit een wapen gehad",
    # supposed
    "als hij een wapen heeft",
    "wat doe ik als iemand een mes trekt",
    "stel dat een moeder dreigt van het balkon te springen, wie bel ik dan",
    # played, read, seen
    "in de casus op de cursus wurgt hij haar, wat was het goede antwoord",
    "oefencasus: man staat met hamer voor de deur",
    "documentaire over een vrouw die werd neergestoken, klopt dat verhaal",
    # figures of speech
    "ik schrik me dood van de wachttijd",
    "schiet mij maar lek, wat is USD",
    "we worden gewurgd door regeldruk",
    "dat mes snijdt aan twee kanten",
    # worries that can wait, and cases that are asked about
    "een collega slaat een kind op de opvang",
    "meisje met een blauwe plek op dr arm en vader wil niemand over de vloer. moet ik dit melden",
    "blauwe plek op haar wang, ouders willen niemand binnenlaten, het is niet acuut",
    "peuter bijt en slaat zijn zusje, moeder vraagt om opvoedhulp",
    "spoed!! waar vind ik het formulier",
    # calm cases with words that also stand in alarms
    "jongen uit mijn klas heeft een blauwe plek en moeder wil geen hulp, wat nu",
    "ik zie dat er ook een gezinsvoogd op zit",
    "het kind zit nu bij oma en daar gaat het goed",
    "vader staat niet open voor hulp",
    # of now, and calm
    "de kinderen liggen nu op bed",
    # dated, over, or only to be told
    "in 2017 heeft hij haar gewurgd, ze is nu 40",
    "puur ter informatie: hij was dronken en is naar zijn broer",
    "we worden in een wurggreep gehouden door de regeldruk",
    "ik moet een spreekbeurt doen over kinderen die geslagen worden",
    # safe now, or over
    "nu niet in gevaar, hij zit bij oma",
    "nee hij is nu veilig",
    "ze is nu veilig bij mij",
    "geen gevaar nu",
    "is al opgelost",
    "politie was er gisteren al",
    "hoi",
    "",
]
POLITE = [
    "Mag ik u iets vragen over de procedure?",
    "Hoeveel werkdagen heb ik voor een melding?",
    "Kunt u mij zeggen of dit anoniem kan?",
    "Wat is het verschil tussen advies en melding?",
    "Waar vind ik het formulier?",
]
ORDER = ["geen", "crisis", "acuut"]


@pytest.mark.parametrize("text", ACUTE)
def test_danger_now_is_acute(text):
    assert assess(text).niveau == "acuut"


@pytest.mark.parametrize("text", CRISIS)
def test_what_can_not_wait_is_a_crisis(text):
    assert assess(text).niveau == "crisis"


@pytest.mark.parametrize("text", NONE)
def test_what_only_sounds_like_danger_is_not_urgent(text):
    assert assess(text).niveau == "geen"


@pytest.mark.parametrize("polite", POLITE)
def test_a_polite_question_before_or_after_never_lowers_the_level(polite):
    for text in [*ACUTE, *CRISIS]:
        level = ORDER.index(assess(text).niveau)
        assert ORDER.index(assess(f"{polite} {text}").niveau) >= level, text
        assert ORDER.index(assess(f"{text}. {polite}").niveau) >= level, text


@pytest.mark.parametrize("text", [*ACUTE, *CRISIS, *NONE])
def test_capitals_make_no_difference(text):
    assert assess(text.upper()).niveau == assess(text.lower()).niveau == assess(text).niveau


@pytest.mark.parametrize(
    "text",
    ["hij\u200b wurgt haar", "hij wúrgt haar", "hij wurgttt haar", "hij wurgt\u00adhaar ze is bewusteloos"],
)
def test_what_is_typed_strangely_is_read(text):
    assert assess(text).niveau == "acuut"


@given(st.text(max_size=200))
def test_any_text_gets_a_level(text):
    assert assess(text).niveau in ORDER


@given(st.text(alphabet="hij heeft een mes niet als stel ?!.,'\n\x00[]", max_size=80))
def test_any_order_of_words_and_marks_gets_a_level(text):
    assert assess(text).niveau in ORDER


def test_the_rule_and_the_words_that_decided_are_named():
    found = assess("ze is bewusteloos")
    assert (found.regel, found.woorden) == ("buiten westen", ("bewusteloos",))


def test_without_a_sure_rule_the_words_that_weighed_most_are_named():
    found = assess("hij staat voor de deur met een hamer")
    assert found.regel == "weging van de woorden"
    assert "hamer" in found.woorden
    assert "wapen in handen" in [ground.regel for ground in found.gronden]
    read = next(ground for ground in found.gronden if ground.regel == "lezen in volgorde")
    assert "hamer" in read.woorden
    assert 1 <= len(read.woorden) <= 3


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ze is bewusteloos", True),
        ("hij heeft een mes", True),
        ("hij staat voor de deur en heeft gedronken, ze durft geen geluid te maken", False),
        ("meisje durft vanavond niet naar huis", False),
        ("hoe vaak monitort veilig thuis", False),
    ],
)
def test_it_is_said_whether_a_rule_by_name_saw_the_danger(text, seen):
    assert assess(text).door_regel is seen


def test_who_says_that_nobody_is_in_danger_is_believed_over_words_alone():
    words = "hij heeft gedronken en staat te schreeuwen"
    assert assess(words).niveau == "acuut"
    assert assess(f"{words}, maar niemand is in gevaar").niveau != "acuut"


@pytest.mark.parametrize(("level", "texts"), plain_messages().items())
def test_what_is_said_plainly_is_read_as_it_is_meant(level, texts):
    assert {text: assess(text).niveau for text in texts if assess(text).niveau != level} == {}


def test_questions_and_acts_of_every_day_hardly_ever_alarm():
    """Some of the questions do tell of danger: the few that may alarm are about one in two hundred."""
    calm = calm_messages()[::5]
    alarms = [text for text in calm if assess(text).niveau != "geen"]
    assert len(alarms) <= 0.005 * len(calm), alarms


def test_the_examples_are_read_as_they_should_be():
    """Most false alarms of these are texts made to look like danger: more than a few are allowed."""
    read = [
        (assess(text).niveau, level)
        for name in ("voorbeelden", "alledaags")
        for text, level in examples(name)
    ]
    missed = sum(level == "acuut" and found == "geen" for found, level in read)
    assert missed <= 0.005 * sum(level == "acuut" for _, level in read)
    alarms = sum(level == "geen" and found != "geen" for found, level in read)
    assert alarms <= 0.05 * sum(level == "geen" for _, level in read)


def test_a_sure_rule_gives_way_where_all_surely_reads_calm():
    text = "Onze toneelgroep speelt een stuk waarin een vrouw wordt gewurgd. Mogen wij jullie logo gebruiken?"
    assert assess(text).niveau == "geen"
    assert assess("hij wurgt haar nu, ik hoor het door de muur").niveau == "acuut"


def test_what_pleads_for_urgency_is_told_apart():
    (calm_weighed, calm_read), (weighed, read) = signs("wat kost een melding"), signs("hij wurgt haar nu")
    assert calm_weighed < weighed
    assert calm_read < read


@pytest.mark.parametrize(
    "danger",
    [
        "mijn vader staat met een mes voor de deur van mama en ze gilt",
        "hij drukt een kussen op haar gezicht, ik zie het door het raam",
    ],
)
def test_however_much_stands_around_it_danger_is_seen(danger: str):
    before = (
        "Ik werk bij een buurtteam en wil iets vragen over de meldcode. Mijn leidinggevende wil weten welke "
        "termijnen gelden. Ook lag er een oud dossier uit 2015 op mijn bureau. Verder zoek ik nog een folder "
        "over advies en melding voor in de wachtkamer, en gisteren keek ik een film over een gezin."
    )
    assert assess(f"{before} {danger}.").niveau == "acuut"
    assert assess(f"{danger}. {before}").niveau == "acuut"
    assert assess(before).niveau == "geen"


@pytest.mark.parametrize(
    "text",
    [
        "ik ben bang dat ik mijn baby iets aandoe",
        "ik schreeuw zo tegen hem, ik ben bang dat ik hem wat aandoe",
    ],
)
def test_who_is_afraid_of_himself_needs_help_today(text):
    assert assess(text).niveau == "crisis"


def test_what_only_reads_like_danger_beside_a_question_alarms():
    text = (
        "vraag over terugkoppeling, hoe lang mag dat duren, o ja moeder appte net dat vader de baby door "
        "elkaar heeft geschud maar dat het nu weer goed gaat"
    )
    assert assess(text).niveau == "acuut"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("vader kwam ruikend naar drank zn zoontje ophalen en is met de auto weg", "acuut"),
        ("vader rook naar alcohol en is met de kinderen in de auto gestapt", "acuut"),
        ("hij rook naar drank vorige week bij het ophalen", "geen"),
        ("hij appte: je ziet ze nooit meer terug", "acuut"),
        ("ik zie mijn kleinkinderen nooit meer sinds de scheiding", "geen"),
        ("oma klaagt dat ze haar kleinkind nooit meer ziet", "geen"),
    ],
)
def test_who_drives_off_with_a_child_or_says_it_never_comes_back(text, level):
    assert assess(text).niveau == level
