"""Rasa's components give the same, run in order, as Rasa's own runner gives."""

from __future__ import annotations

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


def theirs(dialogue) -> DaskGraphRunner:
    """Rasa's runner, with the components of `dialogue`."""
    ours = dialogue._processor.graph_runner
    runner = object.__new__(DaskGraphRunner)
    runner._graph_schema, runner._instantiated_nodes = ours._schema, ours._nodes
    runner._execution_context = None
    return runner


def test_a_message_is_read_alike(dialogue):
    processor = dialogue._processor
    target = processor.model_metadata.nlu_target
    for text in ("Kan ik anoniem melden?", "nee", "schrijf een gedicht"):
        message = UserMessage(text, message_id="1")
        read = [
            runner.run({"__message__": [message], "__tracker__": None}, [target])[target][0].as_dict()
            for runner in (processor.graph_runner, theirs(dialogue))
        ]
        assert read[0] == read[1]


def test_the_next_action_is_chosen_alike(dialogue):
    processor = dialogue._processor
    tracker = DialogueStateTracker("x", processor.domain.slots)
    tracker.update(UserUttered("hoi", intent={"name": "begroeting"}), processor.domain)
    target = processor.model_metadata.core_target
    chosen = [
        runner.run({"__tracker__": tracker}, [target])[target]
        for runner in (processor.graph_runner, theirs(dialogue))
    ]
    assert chosen[0].probabilities == chosen[1].probabilities
    assert chosen[0].policy_name == chosen[1].policy_name


@pytest.mark.parametrize("entities", [[], [{"entity": "criterium", "role": "ja", "value": "stalking"}]])
@pytest.mark.parametrize("slots", [{}, {"vraagt": "stalking", "criteria": {"stalking": "ja"}}])
def test_every_rule_is_followed_to_its_end_as_rasa_itself_does(dialogue, entities, slots):
    processor = dialogue._processor
    for intent in processor.domain.intents:
        begun = [SessionStarted(), ActionExecuted("action_listen")]
        begun += [SlotSet(name, value) for name, value in slots.items()]
        tracker = DialogueStateTracker.from_events(intent, begun, processor.domain.slots)
        said = UserUttered("x", intent={"name": intent}, entities=entities, parse_data={"entities": entities})
        tracker.update(said, processor.domain)
        for _ in range(processor.max_number_of_predictions):
            wanted = super(type(processor), processor)._predict_next_with_tracker(tracker)
            for chosen in (processor._predict_next_with_tracker(tracker) for _ in range(2)):
                assert chosen.probabilities == wanted.probabilities
                assert chosen.hide_rule_turn == wanted.hide_rule_turn
                assert [*map(type, chosen.events)] == [*map(type, wanted.events)]
            tracker.update_with_events(wanted.events, processor.domain)
            action = processor.domain.action_names_or_texts[wanted.max_confidence_index]
            tracker.update(ActionExecuted(action))
            if action == "action_listen":
                break
