"""Rasa's graph of components, run one after the other.

Rasa hands every run to dask, which schedules it with queues and locks made anew each time: a few
milliseconds for four calls that have to wait for each other anyway.
"""

from __future__ import annotations

from typing import Any

from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelMetadata


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


class Processor(MessageProcessor):
    """Rasa's own processor, with the components run in order."""

    @staticmethod
    def _load_model(model_path: Any) -> tuple[str, ModelMetadata, GraphRunner]:
        name, metadata, runner = MessageProcessor._load_model(model_path)
        return name, metadata, InOrder(runner)
