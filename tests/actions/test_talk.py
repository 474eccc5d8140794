from __future__ import annotations

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.talk import OutOfScope


def said(intent: str) -> str:
    """What is said to a message with this intent, which no rule of its own knows an answer to."""
    message = {"text": "x", "intent": {"name": intent}, "lezing": {}}
    dispatcher = CollectingDispatcher()
    OutOfScope().run(dispatcher, Tracker("1", {}, message, [], False, None, {}, "action_listen"), {})
    return dispatcher.messages[0]["text"]


@pytest.mark.parametrize(
    ("intent", "part"),
    [
        ("buiten_bereik", "niet mee helpen"),
        ("buiten_bronnen", "niets in mijn bronnen"),
        ("andere_taal", "alleen Nederlands"),
    ],
)
def test_each_kind_of_no_answer_is_called_what_it_is(intent, part):
    assert part in said(intent)


@pytest.mark.parametrize("intent", ["casus", "bedankt", "een_nieuwe"])
def test_any_intent_may_fall_back_on_it(intent):
    """Rasa runs it for whatever no rule foresees (`config.yml`)."""
    assert "niet mee helpen" in said(intent)
