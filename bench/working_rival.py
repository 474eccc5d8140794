"""The rival at work: the same stock Rasa, doing more of what this project does with a message.

`rasa init` answers every intent with one fixed sentence and forgets conversations when it stops. An
assistant on stock Rasa that answers from a rule base has custom actions, which Rasa calls in its action
server, and keeps its conversations in a database. This one does that as Rasa's documentation shows it: the
answers from this project's rule base, the conversations in SQLite. It redacts nothing and sees no danger.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import rival
from served import free_port

from assistant import places

_ACTION = "action_vraag"
_QUESTION = "vraag"
_ACTIONS = Path(__file__).with_name("rival_actions.py")
_MADE = "made"
_ENDPOINTS = """action_endpoint:
  url: http://127.0.0.1:${ACTIONS_PORT}/webhook
tracker_store:
  type: SQL
  dialect: sqlite
  db: conversations.db
"""


@dataclass(frozen=True)
class WorkingRival(rival.Rival):
    """A trained rival with an action server and a database."""

    name: str = "rasa at work"

    def command(self, port: int) -> list[str]:
        """Both servers: that of the actions beside Rasa's own."""
        rasa = str(self.environment_folder / "bin" / "rasa")
        both = '"$0" run actions --port "$ACTIONS_PORT" & exec "$0" "$@"'
        return ["sh", "-c", both, rasa, *super().command(port)[1:]]

    def environment(self, port: int) -> Mapping[str, str]:
        """Where the actions are, and where they find the rule base."""
        actions = {"ACTIONS_PORT": str(free_port()), "AFSPRAKEN": str(places.rulebase_file().absolute())}
        return {**super().environment(port), **actions}


def prepare(stock: rival.Rival) -> WorkingRival:
    """The rival at work, made from the stock one where that has not been done. Raises Failed."""
    folder = stock.folder.with_name(f"{stock.folder.name}-at-work")
    if not (folder / _MADE).is_file():
        shutil.rmtree(folder, ignore_errors=True)
        # Rasa learns all of it anew: its cache doesn't serve another folder.
        shutil.copytree(stock.folder, folder, ignore=shutil.ignore_patterns(".rasa", "model.tar.gz"))
        _give_work(folder)
        rival.train(stock.environment_folder, folder)
        (folder / _MADE).touch()
    for conversations in folder.glob("conversations.db*"):
        conversations.unlink()
    return WorkingRival(folder, stock.environment_folder, stock.training)


def _give_work(folder: Path) -> None:
    """Let the custom action answer questions, and keep conversations in SQLite."""
    for name in ("rules.yml", "stories.yml"):
        file = folder / "data" / name
        file.write_text(file.read_text(encoding="utf-8").replace(f'"utter_{_QUESTION}"', f'"{_ACTION}"'))
    with (folder / "domain.yml").open("a", encoding="utf-8") as domain:
        domain.write(f'actions: ["{_ACTION}"]\n')
    (folder / "endpoints.yml").write_text(_ENDPOINTS)
    shutil.copy(_ACTIONS, folder / "actions.py")
