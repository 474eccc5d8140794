"""What takes long to load, loaded once: before the first message, and before workers are made."""

from __future__ import annotations

import asyncio
import gc
import logging
import subprocess
import sys

from assistant.dialogue.engine import Dialogue
from assistant.dialogue.training import model_file
from assistant.memory import without_collecting
from assistant.nlu import criteria_net
from assistant.rulebase import current
from assistant.safety import despair_net, urgency
from assistant.service.upkeep import take_over_lessons, take_over_rules

_dialogue: Dialogue | None = None

logger = logging.getLogger(__name__)


def dialogue() -> Dialogue:
    """The dialogue with its model; what a message needs and isn't loaded yet, is loaded."""
    global _dialogue
    if _dialogue is None:
        with without_collecting():
            take_over_rules()
            made = _load()
            asyncio.run(made.warm_up())
            urgency.prepare()
            despair_net.prepare()
            criteria_net.prepare()
            # Beside the first turns, in a thread, this made them ten times slower.
            take_over_lessons()
        # What is loaded stays: looking through it for garbage would make one turn in a thousand slow, and
        # workers that are made from this process would each get a copy of it.
        gc.collect()
        gc.freeze()
        _dialogue = made
    return _dialogue


def leave_to_workers() -> None:
    """Load, and close what processes can't have in common."""
    dialogue()
    current.store().disconnect()


def _load() -> Dialogue:
    """The model; one that can't be read (a copy broken off, a disk that was full) is trained again."""
    file = model_file()
    try:
        return Dialogue(file)
    except Exception as error:  # Rasa and its libraries raise whatever they like here
        logger.error("Het model is beschadigd (%s); ik train het opnieuw.", type(error).__name__)
        file.unlink(missing_ok=True)
    subprocess.run([sys.executable, "-m", "assistant.cli", "klaarmaken"], check=True)
    return Dialogue(file)
