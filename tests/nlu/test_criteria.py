"""What sentences say of criteria. The wordings are data; the reading around them is what is tested."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dutch.words import read_language
from assistant.nlu import tellers
from assistant.nlu.criteria import CriteriaFinder
from assistant.rulebase import current

TOLD = [
    "ze heeft een blauw oog",
    "er zit een schram op zijn wang",
    "ze weigeren elke hulp",
    "de ouders laten niemand binnen",
    "mevrouw wordt door haar ex gestalkt",
    "de zoon van 34 slaat zijn moeder",
    "moeder van 80 wordt door haar man geslagen",
    "haar broers zeggen dat ze de familie te schande maakt",
    "hij schopte haar in de zwangere buik",
    "vader is psychotisch",
    "de ouders mogen niet weten dat ik bel",
    "het gezin weet dat ik bel",
    "mijn naam geef ik niet",
    "opa heeft haar misbruikt",
]
"""Sentences of one clause that each say something."""


OLD_AND_CHILD = {"meerderjarig-kind": "ja", "ouderenmishandeling": "ja"}
LETSEL_STALKING_EER = {"zichtbaar-letsel": "nee", "stalking": "nee", "eergerelateerd-geweld": "nee"}

NEUTRAL = """\
we hebben een gesprek gehad met ouders over de schoolresultaten
wie is er verantwoordelijk voor het plan na de overdracht
moeder werkt in de zorg en vader zit thuis met een burn-out
oma past op dinsdag op de kinderen en haalt ze uit school
ze is nu bij haar ouders op bezoek met de kinderen
de school heeft ons gebeld omdat hij vaak te laat komt en moe is in de klas
ik heb het niet gezien maar ik hoorde dat er iets was met het huis
er is ruzie over de kinderen en over geld na de scheiding
hij heeft een vriendin en zij komen elke week bij ons op het spreekuur
ouders zijn uit elkaar en de kinderen zijn om de week bij vader
de oudste zoon is achttien en zoekt een kamer in de stad
er staat een hond in de tuin die veel blaft
ze is gisteren bevallen van een gezonde zoon
zoon van 30 zoekt werk en woont tijdelijk bij zijn ouders
opa haalt de kinderen op uit school en brengt ze naar zwemles
tante komt over uit Turkije en blijft een maand logeren
hij is gek op zijn opa en gaat elk weekend logeren
kind wil niet meer naar bed en is bang in het donker
dhr heeft dementie en zijn vrouw zorgt voor hem
de gordijnen zijn vaak dicht en er brandt weinig licht
deze casus is een klap in het gezicht van de hulpverlening
ik word gestalkt door mijn mailbox
de vinger op de zere plek leggen, dat deed de inspectie""".splitlines()
"""Sentences of people at work that tell nothing of any criterium, though the words are near."""


@pytest.fixture(scope="module")
def finder(store) -> CriteriaFinder:
    return CriteriaFinder(store.criteria, store.verwoordingen.values())


@lru_cache(maxsize=1)
def asked() -> frozenset[str]:
    """The criteria of the richtlijn, and those on names and a running trajectory."""
    criteria = current.refresh().criteria
    return frozenset(id for id, criterium in criteria.items() if not criterium.nee_alleen_uitdrukkelijk)


def read(finder: CriteriaFinder, text: str) -> dict[str, str]:
    """What a text says of the criteria of the contract, but for what it leaves open."""
    return {
        mention.criterium: mention.waarde
        for mention in finder.find(text)
        if mention.waarde != "onbekend" and mention.criterium in asked()
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "blauwe plek op haar wang, ouders willen niemand binnenlaten, het is niet acuut",
            {"zichtbaar-letsel": "ja", "gezin-wil-geen-hulp": "ja", "acute-bedreiging": "nee"},
        ),
        ("geen blauwe plekken maar wel een schram op zn wang", {"zichtbaar-letsel": "ja"}),
        ("ik wil mijn naam niet noemen", {"wil-eigen-naam-niet-noemen": "ja"}),
        ("vader slaat haar niet", {}),
        ("ze is 20 weken zwanger van de tweede", {}),
        ("mevrouw is 78 en woont alleen met een kat", {}),
        ("ouders maken veel ruzie over geld", {}),
        ("mijn naam is Karin en ik werk bij de gemeente", {}),
    ],
)
def test_what_is_told(finder, text, expected):
    assert read(finder, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("er is geen letsel", {"zichtbaar-letsel": "nee"}),
        ("niks te zien aan hem, er wordt alleen veel geschreeuwd", {"zichtbaar-letsel": "nee"}),
        ("hulp weigeren doen ze niet, ze vroegen er zelf naar", {"gezin-wil-geen-hulp": "nee"}),
        ("het is niet acuut onveilig", {"acute-bedreiging": "nee"}),
        ("van stalking is geen sprake", {"stalking": "nee"}),
        ("met eer heeft dit niets te maken", {"eergerelateerd-geweld": "nee"}),
        ("ze is niet zwanger", {"ongeboren-kind": "nee"}),
        ("er is geen sprake van letsel, stalking of eerwraak", LETSEL_STALKING_EER),
        ("geen letsel, stalking of eerwraak", LETSEL_STALKING_EER),
        ("niks geen letsel", {"zichtbaar-letsel": "nee"}),
        ("er is dus geen letsel", {"zichtbaar-letsel": "nee"}),
        ("van zwangerschap is geen sprake", {"ongeboren-kind": "nee"}),
        ("blauwe plek zonder verklaring", {"zichtbaar-letsel": "ja"}),
        ("niet alleen blauwe plekken maar ook striemen", {"zichtbaar-letsel": "ja"}),
    ],
)
def test_denials(finder, text, expected):
    assert read(finder, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("het is niet zo dat ze geen hulp willen", {"gezin-wil-geen-hulp": "nee"}),
        ("niet dat er niks te zien is, er zit een schaafwond op zn kin", {"zichtbaar-letsel": "ja"}),
        ("is niet dat ik mn naam niet wil geven", {"wil-eigen-naam-niet-noemen": "nee"}),
        ("het is niet zo dat mevrouw niet zwanger is", {}),
    ],
)
def test_two_denials_affirm(finder, text, expected):
    assert read(finder, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "is stalking ook een reden?",
        "is stalking ook een reden",
        "telt een blauwe plek van voetbal ook mee",
        "hoe herken je een psychose",
        "mag ik mijn naam weglaten",
        "was hij bedreigd dan zat ik hier niet te typen",
        "stel dat een kind een blauw oog heeft",
        "als er blauwe plekken zijn",
        "mocht het ooit tot slaan komen dan meld ik",
        "bij stalking zou ik allang naar de politie zijn gestapt",
        "casus uit de training: man van 84 wordt geslagen door zijn zoon",
        "moeder is zwanger",
        "",
        "🙂",
    ],
)
def test_questions_suppositions_and_other_things_tell_nothing(finder, text):
    assert read(finder, text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heeft een blauw oog", {"zichtbaar-letsel": "ja"}),
        ("zit nu bij haar tante", {"acute-bedreiging": "nee"}),
        ("blauwe plek op zijn arm. moet ik melden?", {"zichtbaar-letsel": "ja"}),
        ("letsel? nee, niks te zien", {"zichtbaar-letsel": "nee"}),
        ("hoe ze heten zeg ik niet", {"wil-clientnamen-niet-noemen": "ja"}),
        ("kind heeft een bult op zn hoofd. als hij weer komt meld ik het", {"zichtbaar-letsel": "ja"}),
    ],
)
def test_what_only_looks_like_a_question(finder, text, expected):
    assert read(finder, text) == expected


@pytest.mark.parametrize(
    "text", ["misschien wordt ze gestalkt", "ik vermoed dat opa haar misbruikt", "mss is het eerwraak"]
)
def test_doubt_about_violence_is_doubt_whether_there_is_any(finder, text):
    assert read(finder, text) == {"onzeker-of-geweld": "ja"}


@pytest.mark.parametrize(
    "text",
    [
        "ik twijfel nog of ik mijn naam ga geven",
        "weet niet of ze op hulp zitten te wachten",
        "geen idee of ze daar nu veilig zijn",
        "zou een psychose kunnen zijn",
    ],
)
def test_doubt_about_something_else_is_not(finder, text):
    assert read(finder, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "meisje vertelde mij dat vader haar slaat",
        "vader heeft bekend dat hij zijn zoon sloeg",
        "ik zag zelf dat moeder het kind sloeg",
        "politie heeft de mishandeling vastgesteld",
    ],
)
def test_who_was_there_leaves_no_doubt(finder, text):
    assert read(finder, text)["onzeker-of-geweld"] == "nee"


def test_the_word_groups_that_tell_who_tells_exist():
    needed = {tellers.TELLS, tellers.SEES, tellers.FINDS, tellers.PARTY, tellers.THIRD, tellers.EXPERT}
    needed |= {tellers.VIOLENCE, tellers.DID, tellers.INJURY}
    assert {name.strip("<>") for name in needed} <= read_language("woordgroepen.yml").keys()


@pytest.mark.parametrize(
    "text",
    [
        "zegt ze zelf, hij slaat haar elke week",
        "hij slaat haar, heeft ze mij verteld",
        "mijn buurvrouw wordt geslagen, ze heeft het me verteld",
        "de wijkagent was erbij toen hij haar sloeg",
        "de deurbel heeft gefilmd hoe hij haar schopt",
        "de buurman zag hoe hij haar over de grond sleurde",
        "de huisarts stelde vast dat hij haar mishandelt",
    ],
)
def test_who_tells_is_read_from_where_they_stand(finder, text):
    assert read(finder, text)["onzeker-of-geweld"] == "nee"


@pytest.mark.parametrize(
    "text",
    [
        "volgens de buurvrouw wordt ze geslagen",
        "de zus van mijn client zegt dat hij haar slaat",
        "ze krijgt klappen van haar zoon, zegt de pastor",
        "haar zusje zegt dat ze geslagen wordt",
        "oma vertelde mij dat de kleinzoon wordt misbruikt",
        "de buurvrouw vertelt dat hij haar slaat",
        "er wordt verteld dat hij haar slaat",
        "haar ex heeft een camera op haar deur gericht",
        "haar man zegt dat ze het kindje moet laten weghalen, anders slaat hij het eruit",
    ],
)
def test_hearsay_settles_nothing(finder, text):
    assert "onzeker-of-geweld" not in read(finder, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("had vroeger een psychose", {}),
        ("in 2009 had dhr een poging gedaan", {}),
        ("bonkte vorige week op de deur", {}),
        ("moeder is als kind geslagen, vertelde ze", {}),
        ("gisteren dreigde hij, ze is nu veilig bij haar ouders", {"acute-bedreiging": "nee"}),
        ("mevrouw werd achtervolgd, na het contactverbod is dat gestopt", {"stalking": "nee"}),
        ("ze had een psychose, dat is tien jaar geleden", {}),
        ("heeft vorige maand een mes getrokken", {}),
        ("traject is vorig jaar afgesloten", {"nieuw-incident-lopend-traject": "nee"}),
        ("vroeger vonden ze alles best maar nu willen ze geen hulp meer", {"gezin-wil-geen-hulp": "ja"}),
    ],
)
def test_what_was_is_not_what_is(finder, text, expected):
    assert read(finder, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bij de buren wordt geslagen", {}),
        ("in een andere zaak was sprake van eerwraak", {}),
        ("de bovenburen weigeren elke hulp, maar daar bel ik niet voor", {}),
        ("zijn neefje zat onder de plekken maar hij zelf heeft geen letsel", {"zichtbaar-letsel": "nee"}),
        ("de buren zagen een blauw oog bij haar", {"zichtbaar-letsel": "ja"}),
        ("mijn buurvrouw heeft een dikke lip", {"zichtbaar-letsel": "ja"}),
        ("mijn ex stalkt mijn zus", {"stalking": "ja"}),
        ("het nichtje van deze jongen is misbruikt, hijzelf niet", {"seksueel-misbruik": "nee"}),
        ("in een andere zaak was er letsel, hier niet", {"zichtbaar-letsel": "nee"}),
        ("bij haar zus wel letsel, bij haar niet", {"zichtbaar-letsel": "nee"}),
    ],
)
def test_other_people_are_another_case(finder, text, expected):
    assert read(finder, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nee niet letsel, ik bedoel stalking", {"stalking": "ja"}),
        ("sorry foutje, ze willen juist wel hulp", {"gezin-wil-geen-hulp": "nee"}),
        ("ik zei dat er niks te zien was, maar er zit toch een schram", {"zichtbaar-letsel": "ja"}),
        (
            "mijn naam geef ik niet. of nee wacht, je mag mijn naam noteren",
            {"wil-eigen-naam-niet-noemen": "nee"},
        ),
    ],
)
def test_a_correction_counts(finder, text, expected):
    assert read(finder, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zoon van 34 slaat zijn moeder", {"meerderjarig-kind": "ja"}),
        ("zoon van 16 slaat zijn moeder", {}),
        (
            "de dochter haalt de rekening van haar vader van 86 leeg",
            {"meerderjarig-kind": "ja", "ouderenmishandeling": "ja"},
        ),
        ("man van 77 slaat zijn vrouw", {"ouderenmishandeling": "ja"}),
        ("buurvrouw (79) wordt door haar zoon geslagen", OLD_AND_CHILD),
        ("hij heeft zijn bejaarde vader geslagen", OLD_AND_CHILD),
        ("mijn moeder van 74 krijgt klappen van mijn vader", {"ouderenmishandeling": "ja"}),
        ("mevrouw (88) krijgt niks te eten van haar man", {"ouderenmishandeling": "ja"}),
    ],
)
def test_ages_decide(finder, text, expected):
    assert read(finder, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bloeduitsorting op de dij", {"zichtbaar-letsel": "ja"}),
        ("ze wijgeren alle hulp", {"gezin-wil-geen-hulp": "ja"}),
        ("zn rug zit vol blauwe pleken", {"zichtbaar-letsel": "ja"}),
        ("ze word gestalkd door dr ex", {"stalking": "ja"}),
        ("geen traject bij vt", {"nieuw-incident-lopend-traject": "nee"}),
        ("bij veilig thuis bekend", {}),
        ("ze is weer veilig thuis", {"acute-bedreiging": "nee"}),
        ("vannacht sloot hij haar op in de badkamer", {}),
        ("de gezinscoach vindt elke week de deur op het nachtslot", {"gezin-wil-geen-hulp": "ja"}),
        ("hij doet de deur op het nachtslot zodat ze niet weg kan", {}),
    ],
)
def test_how_people_type(finder, text, expected):
    assert read(finder, text) == expected


@pytest.mark.parametrize("text", NEUTRAL)
def test_ordinary_sentences_tell_nothing(finder, text):
    assert read(finder, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "zondag is er geen gevaar, dan is hij weg",
        "een veilig thuis is belangrijk",
        "zij voelt zich veilig bij de juf",
        "over wie het gaat blijft bij mij achter slot en grendel",
        "ik heb met de ouders besproken hoe het op school gaat",
        "wij hebben zelf om hulp gevraagd bij de gemeente",
        "bel me gerust terug",
        "ik kan geen oog meer dicht doen",
        "ze willen geen contact, ook geen hulpverlening",
    ],
)
def test_a_nee_must_be_said(finder, text):
    assert "nee" not in read(finder, text).values()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("er is geen psychose of suicidepoging", {"acute-psychiatrie": "nee"}),
        ("het geweld is niet op de buik gericht", {"ongeboren-kind": "nee"}),
        ("er is geen meerderjarig kind in het spel", {"meerderjarig-kind": "nee"}),
        ("hij komt aan me zitten", {"seksueel-misbruik": "ja"}),
        ("het wijkteam staat voor de deur", {}),
        ("haar ex staat voor de deur", {"acute-bedreiging": "ja"}),
        ("misschien wordt ze geslagen", {"onzeker-of-geweld": "ja"}),
        (
            "kunt u ervoor zorgen dat de ouders niet weten wie gemeld heeft?",
            {"melder-anoniem-voor-gezin": "ja"},
        ),
        ("ik heb ook naar seksueel geweld gevraagd, voor de zekerheid", {}),
    ],
)
def test_what_callers_say_in_passing(finder, text, expected):
    assert read(finder, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "op nr 12 liep een jongen met een blauw oog, das een ander gezin",
        "de zus van moeder is door haar ex gestalkt, ander huishouden",
        "ik had ooit een zaak van eerwraak. die mensen hebben met dit gezin niets te maken",
        "toen ze 6 was had ze blauwe plekken",
        "op zijn zesde had hij een gebroken pols",
    ],
)
def test_other_homes_and_other_ages_tell_nothing(finder, text):
    assert read(finder, text) == {}


def test_what_is_doubted_or_taken_back_bears_out_nothing(finder):
    told = "er is dinsdag weer geslagen, maar of het traject bij het wijkteam nog loopt weet ik niet"
    assert read(finder, told).get("nieuw-incident-lopend-traject") != "ja"
    told = "ik zei dat de zoon volwassen is, dat klopt niet. moeder zegt dat hij haar slaat"
    assert read(finder, told).get("meerderjarig-kind") != "ja"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stalking: nee", {"stalking": "nee"}),
        ("letsel: nee, eer: nee", {"zichtbaar-letsel": "nee", "eergerelateerd-geweld": "nee"}),
        ("Letsel: geen. Zwanger: nee.", {"zichtbaar-letsel": "nee", "ongeboren-kind": "nee"}),
        ("blauwe plekken? nee hoor", {"zichtbaar-letsel": "nee"}),
        ("is er letsel? geen idee", {}),
        ("letsel? niet dat ik weet", {}),
    ],
)
def test_a_form_that_was_filled_in_is_read(finder, text, told):
    assert read(finder, text) == told


@pytest.mark.parametrize(
    "text",
    [
        "vader weigert toestemming voor hulp",
        "moeder weigert om toestemming voor hulp te geven",
        "ze trekken de toestemming voor hulp in",
        "ouders onthouden hun toestemming voor hulp",
        "de toestemming voor hulp ontbreekt",
    ],
)
def test_who_withholds_consent_does_not_accept_help(finder, text):
    heard = {mention.criterium: mention.waarde for mention in finder.find(text)}
    assert heard["gezin-wil-geen-hulp"] == "ja" and heard.get("hulp-aanvaard") != "ja"


@pytest.mark.parametrize(
    "text", ["moeder geeft toestemming voor hulp", "vader heeft toestemming gegeven voor hulpverlening"]
)
def test_who_consents_to_help_refuses_none(finder, text):
    heard = {(mention.criterium, mention.waarde) for mention in finder.find(text)}
    assert heard & {("gezin-wil-geen-hulp", "nee"), ("hulp-aanvaard", "ja")}


def test_a_wrong_nee_is_not_lightly_given(finder):
    assert read(finder, "mevrouw van 83 wordt niet geslagen") == {}
    assert read(finder, "ze willen hulp maar ze weigeren begeleiding") == {"gezin-wil-geen-hulp": "ja"}


@given(text=st.sampled_from(TOLD))
def test_these_say_something(finder, text):
    assert read(finder, text)


@given(text=st.sampled_from(TOLD), opening=st.sampled_from(["", "vraag: ", "en "]))
def test_a_question_mark_settles_nothing(finder, text, opening):
    assert read(finder, f"{opening}{text}?") == {}


@given(text=st.sampled_from(TOLD), opening=st.sampled_from(["als ", "stel ", "indien ", "mocht ", "tenzij "]))
def test_a_supposition_settles_nothing(finder, text, opening):
    assert read(finder, opening + text) == {}


@given(text=st.sampled_from(TOLD))
def test_another_family_settles_nothing(finder, text):
    assert read(finder, f"bij de buren: {text}, maar daar bel ik niet voor") == {}


@given(text=st.sampled_from([text for text in TOLD if "niet" not in text]))
def test_a_denial_never_leaves_what_was_said_as_it_was(finder, text):
    said = read(finder, text).items()
    assert not said & read(finder, f"het is niet zo dat {text}").items()


@given(text=st.text(max_size=200))
def test_any_text_is_read_and_points_into_itself(finder, text):
    for mention in finder.find(text):
        assert 0 <= mention.start < mention.end <= len(text)


def test_a_mention_points_at_its_words(finder):
    text = "er zit vandaag een schram"
    (mention,) = (m for m in finder.find(text) if m.criterium == "zichtbaar-letsel")
    assert text[mention.start : mention.end] == "schram"
