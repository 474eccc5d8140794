"""What the rival at work runs in Rasa's action server: answers from the rule base (see working_rival.py)."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

_SHOWN = 3
_RULES = sqlite3.connect(f"file:{os.environ['AFSPRAKEN']}?mode=ro", uri=True, check_same_thread=False)


class AnswerFromRules(Action):
    """Says the regels on the subject that the response selector chose, with where they stand."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_vraag"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by Rasa's action server."""
        chosen = tracker.latest_message["response_selector"]["default"]["response"]["intent_response_key"]
        found = _RULES.execute(
            "select regels.tekst, regels.bron, regels.vindplaats from regels "
            "join regel_onderwerpen on regel_onderwerpen.regel = regels.id "
            "where regel_onderwerpen.onderwerp = ? order by regel_onderwerpen.plaats limit ?",
            (chosen.partition("/")[2], _SHOWN),
        )
        lines = [f"{tekst} ({bron} {vindplaats})" for tekst, bron, vindplaats in found]
        dispatcher.utter_message(text="\n".join(lines) or "Dat weet ik niet.")
        return []
