"""The dialogue: Rasa loaded into this process, one turn at a time."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from assistant.dialogue import tensorflow_standin
from assistant.dialogue.left_out import left_out

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
tensorflow_standin.install()

with warnings.catch_warnings(record=True), left_out():
    # Rasa no longer changes: what its old libraries announce will not be mended there.
    warnings.simplefilter("ignore")
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
    from rasa.core.lock_store import InMemoryLockStore
    from rasa.core.nlg import TemplatedNaturalLanguageGenerator
    from rasa.shared.core.domain import Domain

    from assistant.dialogue.in_order import Processor
    from assistant.dialogue.in_process import InProcessActions, Slots, SlotsOnly

ACTIONS = "actions"

# Rasa's lines hold what people type, its warnings too, and the traceback of an action may: none of them
# reach a log. What goes wrong is raised here as a DialogueError.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
logging.getLogger("rasa").setLevel(logging.CRITICAL)

_SAYS_LITTLE = 4
"""A question of so few words ('moet ik melden?') is about what was told beside it."""


class DialogueError(Exception):
    """A turn that could not be finished; named after what went wrong, without any text of the turn."""


@dataclass(frozen=True)
class Said:
    """One message of the assistant: its text, and what the action said about it."""

    tekst: str
    soort: str
    bronnen: list[dict[str, Any]]
    knoppen: list[dict[str, str]]


class Dialogue:
    """A loaded model; holds no conversation itself."""

    def __init__(self, model: Path) -> None:
        """Load `model`. Raises ModelNotFound when it can't be read."""
        self._trackers = SlotsOnly(Domain.empty())
        self._actions = InProcessActions(ACTIONS)
        with warnings.catch_warnings(record=True):
            warnings.simplefilter("ignore")
            self._processor = Processor(
                model,
                self._trackers,
                InMemoryLockStore(),
                TemplatedNaturalLanguageGenerator({}),
                action_endpoint=self._actions,
            )
        self._trackers.domain = self._processor.domain

    async def warm_up(self) -> None:
        """Have everything loaded that the first message would wait for."""
        await self.turn("warm-up", "kan ik anoniem melden?", {})

    async def turn(
        self, id: str, text: str, slots: Slots, intent: str | None = None
    ) -> tuple[list[Said], Slots]:
        """What the assistant says to `text`, and the slots afterwards; `intent` where it is known already.

        One turn of a conversation at a time: the caller keeps a second message waiting. Raises
        DialogueError when an action fails; the slots then are as they were.
        """
        channel = CollectingOutputChannel()
        self._trackers.begin(id, slots)
        try:
            # Rasa takes text that starts with a slash for the name of an intent, with slots to set.
            typed = f"/{intent}" if intent else text.lstrip("/") or "?"
            last = slots.get("laatste_vraag") or {}
            known = {name: slots.get(name) for name in ("beslissing", "vraagt")}
            known["gevraagd"] = _asked(last)
            await self._processor.handle_message(UserMessage(typed, channel, id, metadata=known))
        finally:
            after = self._trackers.finish(id)
        failure = self._actions.failure(id)
        if failure:
            raise DialogueError(type(failure).__name__) from failure
        return [_said(message) for message in _joined(channel.messages)], after


def _joined(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts of each utterance together: Rasa's channels send text, buttons and data apart."""
    joined: list[dict[str, Any]] = []
    for message in messages:
        if "custom" in message and joined:
            joined[-1]["custom"] = message["custom"]
        else:
            joined.append(dict(message))
    return joined


def _said(message: dict[str, Any]) -> Said:
    custom = message.get("custom") or {}
    return Said(
        tekst=message.get("text", ""),
        soort=custom.get("soort", "antwoord"),
        bronnen=custom.get("bronnen", []),
        knoppen=[{"titel": b["title"], "tekst": b["payload"]} for b in message.get("buttons") or ()],
    )


def _asked(last: Mapping[str, Any]) -> str:
    """What the question that was answered last asks, with what was told beside it where it needs that."""
    asked = str(last.get("gevraagd") or "")
    return str(last.get("tekst") or "") if len(asked.split()) <= _SAYS_LITTLE else asked
