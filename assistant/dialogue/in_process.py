"""Rasa's two doors to the outside, kept inside this process: actions and trackers."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

Slots = dict[str, Any]


class InProcessActions(EndpointConfig):
    """An action endpoint that calls the actions instead of a server."""

    def __init__(self, package: str) -> None:
        """Register every action below `package`."""
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        # Rasa checks what an action server sends against a JSON schema, 20 to 35 ms each time. What
        # comes from our own process was made by rasa_sdk itself.
        RemoteAction._validate_action_result = lambda *_: True
        # And for every event that they give it goes through all kinds of events that there are.
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=64)(Event.resolve_by_type))
        self._failures: dict[str, Exception] = {}

    async def request(self, *_: Any, json: dict[str, Any], **__: Any) -> Any:
        """Run the action that Rasa asks for."""
        try:
            return await self._executor.run(json)
        except Exception as error:
            self._failures[json["sender_id"]] = error
            raise

    def failure(self, id: str) -> Exception | None:
        """What went wrong in the turn of this conversation: Rasa itself goes on as if nothing did."""
        return self._failures.pop(id, None)


class SlotsOnly(TrackerStore):
    """Gives Rasa a tracker of one turn: the slots, and no history.

    The rules look at the message alone, so a turn costs the same however long the conversation is, and
    what was typed is kept in one place only: the store of conversations.
    """

    def __init__(self, domain: Domain) -> None:
        super().__init__(domain)
        self._slots: dict[str, Slots] = {}

    def begin(self, id: str, slots: Slots) -> None:
        """Lay ready the slots of the conversation whose turn it is."""
        self._slots[id] = slots

    def finish(self, id: str) -> Slots:
        """The slots after the turn."""
        return self._slots.pop(id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """Called by Rasa."""
        events = [SessionStarted(), ActionExecuted(ACTION_LISTEN_NAME)]
        events += [
            SlotSet(name, value) for name, value in self._slots[sender_id].items() if value is not None
        ]
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Called by Rasa at the end of a turn."""
        self._slots[tracker.sender_id] = tracker.current_slot_values()
