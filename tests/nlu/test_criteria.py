"""What sentences say of criteria. The wordings are data; the reading around them is what is tested."""

from __future__ import annotations

import pytest

from assistant.nlu.criteria import CriteriaFinder


@pytest.fixture(scope="module")
def finder(store) -> CriteriaFinder:
    return CriteriaFinder(store.criteria, store.verwoordingen.values())


def read(finder: CriteriaFinder, text: str) -> dict[str, str]:
    return {mention.criterium: mention.waarde for mention in finder.find(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "blauwe plek op haar wang, ouders willen niemand binnenlaten, het is niet acuut",
            {"zichtbaar-letsel": "ja", "gezin-wil-geen-hulp": "ja", "acute-bedreiging": "nee"},
        ),
        ("niks te zien aan hem, er wordt alleen veel geschreeuwd", {"zichtbaar-letsel": "nee"}),
        ("hulp weigeren doen ze niet, ze vroegen er zelf naar", {"gezin-wil-geen-hulp": "nee"}),
        ("het is niet acuut onveilig", {"acute-bedreiging": "nee"}),
        ("vader slaat haar niet", {}),
        ("misschien wordt ze gestalkt", {"onzeker-of-geweld": "ja", "stalking": "onbekend"}),
        ("geen blauwe plekken maar wel een schram op zn wang", {"zichtbaar-letsel": "ja"}),
        ("het gezin mag niet weten dat ik gemeld heb", {"melder-anoniem-voor-gezin": "ja"}),
        ("ouders mogen weten dat ik meld", {"melder-anoniem-voor-gezin": "nee"}),
        ("ik wil mijn naam niet noemen", {"wil-eigen-naam-niet-noemen": "ja"}),
    ],
)
def test_what_is_told(finder, text, expected):
    assert {name: value for name, value in read(finder, text).items() if value != "onbekend"} == {
        name: value for name, value in expected.items() if value != "onbekend"
    }
    assert expected.items() <= read(finder, text).items()


@pytest.mark.parametrize(
    "text",
    [
        "is stalking ook een reden?",
        "was hij bedreigd dan zat ik hier niet te typen",
        "als er blauwe plekken zijn",
        "moeder is zwanger",
        "",
        "🙂",
    ],
)
def test_questions_suppositions_and_other_things_tell_nothing(finder, text):
    assert read(finder, text) == {}


def test_a_mention_points_at_its_words(finder):
    text = "er zit een blauwe plek op haar arm"
    (mention,) = finder.find(text)
    assert text[mention.start : mention.end] == "blauwe plek"
