"""Rasa's graph of components, run one after the other; and what the rules say, looked up once.

Rasa hands every run to dask, which schedules it with queues and locks made anew each time: a few
milliseconds for four calls that have to wait for each other anyway. And its RulePolicy compares every rule
with every state of a conversation, twice for each action, though the rules look at little.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from rasa.core.actions.action import Action
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker


class InOrder(GraphRunner):
    """Runs the components that were loaded for another runner."""

    def __init__(self, loaded: DaskGraphRunner) -> None:
        self._nodes = loaded._instantiated_nodes
        self._schema = loaded._graph_schema
        self._plans: dict[tuple[str, ...], list[tuple[str, list[str]]]] = {}

    @classmethod
    def create(cls, *args: Any, **kwargs: Any) -> InOrder:
        """Load the components, as Rasa asks of a runner."""
        return cls(DaskGraphRunner.create(*args, **kwargs))

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The outputs of `targets`, given `inputs` by name. Raises what a component raises."""
        wanted = tuple(targets or self._schema.target_names)
        plan = self._plans.get(wanted)
        if plan is None:
            plan = self._plans[wanted] = self._plan(wanted)
        found = dict(inputs or {})
        for name, needs in plan:
            _, found[name] = self._nodes[name](*((need, found[need]) for need in needs))
        return {name: found[name] for name in wanted}

    def _plan(self, targets: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        """The components that lead to `targets` with what they need, none before what it needs."""
        nodes = self._schema.minimal_graph_schema(list(targets)).nodes
        plan: dict[str, list[str]] = {}

        def add(name: str) -> None:
            if name in nodes and name not in plan:
                needs = list(nodes[name].needs.values())
                for need in needs:
                    add(need)
                plan[name] = needs

        for target in targets:
            add(target)
        return list(plan.items())


Course = tuple[str | None, frozenset[str], tuple[str | None, ...]]


class Processor(MessageProcessor):
    """Rasa's own processor, with the components run in order, and each prediction made once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._predictions: dict[Course, PolicyPrediction] = {}

    @staticmethod
    def _load_model(model_path: Any) -> tuple[str, ModelMetadata, GraphRunner]:
        name, metadata, runner = MessageProcessor._load_model(model_path)
        return name, metadata, InOrder(runner)

    @staticmethod
    def _log_slots(tracker: DialogueStateTracker) -> None:
        """Rasa writes all slots out for a log that is never kept."""

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Rasa looks for labels that its domain lacks, and makes an empty domain to compare with."""

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Nothing: slots are set by actions alone (`mappings: custom` in `domain/`)."""
        return tracker

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        """Run an action and take in what it gave; whether another one follows.

        Rasa copies the tracker first, event by event, for actions that refuse: ours don't. One that fails
        gives nothing, and `engine` tells of it.
        """
        tracker.update_with_events(prediction.events, self.domain)
        try:
            events = await action.run(output_channel, nlg, tracker, self.domain)
        except Exception:
            events = []
        tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events, self.domain)
        await self.execute_side_effects(events, tracker, output_channel)
        return self.should_predict_another_action(action.name())

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        """What the rules say comes next; Rasa is asked once for every course that a turn can take.

        These are few: for each rule as many as it has actions.
        """
        if tracker.followup_action:
            return super()._predict_next_with_tracker(tracker)
        course = self._course(tracker)
        known = self._predictions.get(course)
        if known is None:
            known = self._predictions[course] = super()._predict_next_with_tracker(tracker)
        prediction = copy(known)
        # Rasa sets the time of events when it adds them to a tracker.
        prediction.events = [copy(event) for event in known.events]
        return prediction

    def _course(self, tracker: DialogueStateTracker) -> Course:
        """All that rules can look at: what the message is taken for, and the actions of this turn.

        There are no forms and no examples in the rules, and no slot influences them (`domain/`).
        """
        message = tracker.latest_message
        intent = message.intent.get("name") if message else None
        entities = frozenset(self.domain._get_featurized_entities(message) if message else ())
        actions = tuple(e.action_name for e in tracker.events if isinstance(e, ActionExecuted))
        return intent, entities, actions
