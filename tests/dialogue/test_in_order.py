"""Rasa's components give the same, run in order, as Rasa's own runner gives."""

from __future__ import annotations

from rasa.core.channels.channel import UserMessage
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import UserUttered
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
