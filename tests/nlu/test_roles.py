from __future__ import annotations

import pytest

from assistant.nlu.roles import role_in


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("ik ben leerkracht in groep 6 en ik maak me zorgen", "professional"),
        ("Huisarts te Hilversum. Een man van 84 vertelde mij iets.", "professional"),
        ("hoi, jeugdarts in Velserbroek, ik heb een melding gedaan", "professional"),
        ("cjg hier. mogen we de zaak afsluiten?", "lokaal-team"),
        ("ik werk bij het sociaal team in Velsen", "lokaal-team"),
        ("hoi ik ben consulent bij de uitvoeringsdienst in Hilversum", "usd"),
        ("hai consulent in Eemnes. wanneer gaan ze monitoren?", "gemeentelijk-consulent"),
        ("nieuw bij de bureaudienst. welke diensten zijn er?", "bureaudienst"),
        ("mijn buurvrouw van 79 wordt geslagen door haar dochter", "omstander"),
        ("ik ben de buurman van een gezin waar veel geschreeuwd wordt", "omstander"),
        ("wie belt het gezin, het wijkteam of veilig thuis?", None),
        ("het wijkteam doet niks", None),
        ("de huisarts heeft letsel gezien", None),
        ("wat doet de politie bij een huisverbod", None),
        ("is de leerkracht verplicht om te melden?", None),
        ("", None),
    ],
)
def test_who_writes_is_read_from_what_he_says_of_himself(text, role):
    assert role_in(text) == role


def test_every_role_is_an_actor(store):
    from assistant.nlu.roles import _data

    roles, _ = _data()
    assert {role for _, role in roles} <= set(store.actoren)
