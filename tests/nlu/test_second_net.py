"""What all words together say of criteria, beside the wordings; and what may never come of them."""

from __future__ import annotations

import pytest

from assistant.nlu import criteria_net, criteria_training, criteria_weighing
from assistant.nlu.criteria import CriteriaFinder
from assistant.nlu.second_net import SecondNet


@pytest.fixture(scope="module")
def finder(store) -> CriteriaFinder:
    return CriteriaFinder(store.criteria, store.verwoordingen.values())


def read(finder: CriteriaFinder, text: str) -> dict[str, str]:
    known = criteria_weighing.current().knows
    return {
        mention.criterium: mention.waarde
        for mention in finder.find(text)
        if mention.waarde != "onbekend" and known(mention.criterium)
    }


def test_the_weights_belong_to_the_examples_and_word_groups():
    first = criteria_weighing.weights_file().read_text(encoding="utf-8").partition("\n")[0]
    assert criteria_training.fingerprint() in first, "run python -m assistant.nlu.criteria_training"


def test_the_net_knows_what_the_weighing_knows():
    weighed = set(criteria_weighing.current().labels)
    assert criteria_net.margins("ze slaat hem").keys() == weighed, "run make criterianet"


def test_what_the_net_has_not_learned_yet_is_weighed(finder, monkeypatch):
    text = "hij heeft een blauw oog en een gebroken arm"
    assert read(finder, text) == {"zichtbaar-letsel": "ja"}
    monkeypatch.setattr(criteria_net, "margins", lambda text: {})
    assert read(finder, text) == {"zichtbaar-letsel": "ja"}


def test_every_example_names_criteria_of_the_rule_base_and_stands_once(store):
    examples = criteria_training.examples()
    assert {name for example in examples for name, _ in example.labels} <= store.criteria.keys()
    assert len({example.text for example in examples}) == len(examples)
    both = [e.text for e in examples if any((name, "nee") in e.labels for name, v in e.labels if v == "ja")]
    assert not both


def test_what_is_learned_is_always_the_same(finder):
    some = criteria_training.examples()[::20]
    assert criteria_training.learn(some, finder) == criteria_training.learn(some, finder)


@pytest.mark.parametrize(
    ("text", "criterium", "value"),
    [
        ("de namen van het gezin spel ik zo voor je", "wil-clientnamen-niet-noemen", "nee"),
        (
            "vader stond erbij toen ik het meldformulier invulde, hij weet dus dat ik meld",
            "melder-anoniem-voor-gezin",
            "nee",
        ),
        ("aan de buitenkant van dit ventje zie je niks", "zichtbaar-letsel", "nee"),
        ("hij weet haar op elk nieuw nummer te bereiken, al weken", "stalking", "ja"),
        ("het is een raar gevoel, hard maken kan ik niets", "onzeker-of-geweld", "ja"),
    ],
)
def test_words_together_say_what_no_wording_says(finder, text, criterium, value):
    assert read(finder, text).get(criterium) == value


@pytest.mark.parametrize(
    "text",
    [
        "mijn collega heeft haar arm gebroken",
        "onze teamleider ligt met een gebroken been thuis",
        "de eer is aan mij om dit te vragen",
        "ik volg een cursus over stalking",
        "er wordt verteld dat hij haar slaat",
        "oma van 83 woont in en haalt de kinderen van school",
        "wij hebben zelf om hulp gevraagd bij onze directie",
        "mevrouw van 86 wordt niet geslagen",
    ],
)
def test_words_that_only_sound_alike_settle_nothing(finder, text):
    assert read(finder, text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("niks te zien aan hem, er wordt alleen veel geschreeuwd", {"zichtbaar-letsel": "nee"}),
        ("er is niks te zien aan haar, er wordt thuis alleen gescholden", {"zichtbaar-letsel": "nee"}),
        ("aan dit meisje is niks te zien, ze is alleen erg stil", {"zichtbaar-letsel": "nee"}),
        ("hulp weigeren doen ze niet, ze vroegen er zelf naar", {"gezin-wil-geen-hulp": "nee"}),
        ("hulp afwijzen doen ze niet, ze hebben er zelf om gevraagd", {"gezin-wil-geen-hulp": "nee"}),
        ("tegenwerken doen ze niet, moeder belde zelf om hulp", {"gezin-wil-geen-hulp": "nee"}),
        ("was hij bedreigd dan zat ik hier niet te typen", {}),
        ("werd ze gestalkt, dan had ze dat wel verteld", {}),
        ("stond hij met een mes voor de deur dan belde ik 112", {}),
        ("had ze een blauw oog dan had ik dat gezegd", {}),
        ("stel je voor dat ik niet zeker weet of het mishandeling is, wat dan", {}),
        ("mocht ik niet zeker weten of er geweld is, wat moet ik dan doen", {}),
        ("zou door oom kunnen zijn aangeraakt, zegt een klasgenoot", {"onzeker-of-geweld": "ja"}),
        ("zou door een neef misbruikt kunnen zijn, zegt een vriendin", {"onzeker-of-geweld": "ja"}),
        ("zou thuis geslagen kunnen worden, hoorde ik van een buurmeisje", {"onzeker-of-geweld": "ja"}),
    ],
)
def test_families_of_what_is_easily_misread(finder, text, expected):
    assert read(finder, text) == expected


def test_a_mention_points_at_words_of_the_message(finder):
    text = "dag, hij weet haar op elk nieuw nummer te bereiken, al weken"
    mention = next(m for m in finder.find(text) if m.criterium == "stalking")
    assert text[mention.start : mention.end] in "hij weet haar op elk nieuw nummer te bereiken"


def test_who_refuses_help_does_not_accept_it(finder):
    heard = {mention.criterium: mention.waarde for mention in finder.find("gezin weigert mee te werken")}
    assert heard == {"gezin-wil-geen-hulp": "ja"}


def test_what_is_plain_does_not_drown_in_a_long_message(finder):
    plain = "haar naam noem ik nu niet"
    around = (
        "wij zien hem elke week op de club, hij is vrolijk en traint hard, zijn cijfers gaan vooruit, "
        "{}, de trainer van het andere team denkt mee, en na de vakantie spreken we elkaar weer"
    )
    assert read(finder, around.format(plain))["wil-clientnamen-niet-noemen"] == "ja"


def test_typing_errors_do_not_turn_a_refusal_round(finder):
    assert read(finder, "mijn naam geef ik nit")["wil-eigen-naam-niet-noemen"] == "ja"


def _net_reads(monkeypatch, label, margin: float) -> None:
    """Let the net read a label with a margin, and every other one not at all."""
    others = dict.fromkeys(criteria_weighing.current().labels, -6.0)
    monkeypatch.setattr(criteria_net, "margins", lambda text: {**others, label: margin})


@pytest.mark.parametrize(
    ("text", "label", "heard"),
    [
        # No word of violence: only a net that is sure hears mistreatment.
        (
            "mevrouw van 91 krijgt van haar neef pas te eten als ze getekend heeft",
            ("ouderenmishandeling", "ja"),
            True,
        ),
        # However sure: what is asked, supposed or of another family settles nothing.
        ("is dat ook stalking, als hij haar elke dag opwacht?", ("stalking", "ja"), False),
        ("stel dat hij haar elke dag opwacht en volgt", ("stalking", "ja"), False),
        ("bij de buren is hij psychotisch, in dit gezin gaat het goed", ("acute-psychiatrie", "ja"), False),
        # That nobody is in danger only a wording can say.
        ("de sfeer is er heel ontspannen", ("acute-bedreiging", "nee"), False),
    ],
)
def test_how_far_a_net_that_is_sure_reaches(finder, monkeypatch, text, label, heard):
    _net_reads(monkeypatch, label, 8.0)
    assert (read(finder, text).get(label[0]) == label[1]) is heard


def test_without_a_word_of_violence_a_net_in_doubt_hears_no_mistreatment(finder, monkeypatch):
    _net_reads(monkeypatch, ("ouderenmishandeling", "ja"), 3.0)
    text = "mevrouw van 91 krijgt van haar neef pas te eten als ze getekend heeft"
    assert "ouderenmishandeling" not in read(finder, text)


def test_where_the_weightiest_clause_settles_nothing_the_next_one_may(finder, monkeypatch):
    text = "vroeger was ze psychotisch, nu is haar hoofd helder"
    label = ("acute-psychiatrie", "nee")
    _net_reads(monkeypatch, label, 8.0)
    monkeypatch.setattr(SecondNet, "_may_plead", lambda self, label, clause, *_: True)
    assert _pointed_at(finder, text, label[0]) > text.index("nu")
    monkeypatch.setattr(SecondNet, "_may_plead", lambda self, label, clause, *_: clause.words[0].text != "nu")
    assert _pointed_at(finder, text, label[0]) < text.index("nu")


def _pointed_at(finder: CriteriaFinder, text: str, criterium: str) -> int:
    return next(mention.start for mention in finder.find(text) if mention.criterium == criterium)
