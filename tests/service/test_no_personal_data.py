"""Nothing that points at somebody is left anywhere: not in a store, a log or an answer, not after a crash."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from serving import started

from assistant.service.conversations import HOUR, Conversations
from assistant.service.storage.database import Database

PLANTED = (
    *(
        "kwispelien",
        "zoubaida",
        "krullebol-janssen",
        "mevrouw de wit",
        "111222333",
        "06-12345678",
        "0612345678",
    ),
    *("lotje@voorbeeld.nl", "nl91abna0417164300", "kerkstraat 12", "1951ab", "hx-123-d", "3 mei 2014"),
    *("lotje.2011", "2024-00123", "zonnewijzer", "regenboog", "tulpenaar", "0251-654321"),
)
"""What is said in the conversation and may be found nowhere, in lower case."""

MESSAGES = (
    "hoi, ik ben kwispelien van het wijkteam en wil anoniem advies",
    "zoubaida is negen, haar stiefvader krullebol-janssen slaat haar elke zondag",
    "ze is geboren op 3 mei 2014, bsn 111222333, en woont op kerkstraat 12, 1951ab beverwijk",
    "mevrouw de wit belde met 06-12345678 en mailt vanaf lotje@voorbeeld.nl",
    "haar insta is lotje.2011, hij rijdt in hx-123-d, iban nl91abna0417164300, dossier 2024-00123",
    "zoubaida zit op basisschool de zonnewijzer in groep 6b",
    "haar broertje gaat naar de regenboog in velsen",
    "Met vriendelijke groet,\nK. Tulpenaar\nleerkracht groep 7\ntel 0251-654321",
    "is er een weegmoment nodig voordat ik meld?",
    "verslag",
)
CRASHING = "KAPOT: zoubaida en kwispelien bellen met 0612345678"

SERVICE = """
import sys
from actions.turn import Turn

begin = Turn.__init__

def begin_or_break(self, dispatcher, tracker):
    text = tracker.latest_message["text"]
    if "KAPOT" in text:
        raise RuntimeError(text)
    begin(self, dispatcher, tracker)

Turn.__init__ = begin_or_break
from assistant.cli import main
sys.argv[1:] = ["start"]
main()
"""
"""The service, with actions that fail when they are told to; the error holds what the action was given."""


class Aftermath(NamedTuple):
    """What a conversation left: the state folder, and everything that a client got to read."""

    state: Path
    id: str
    answers: str
    broken: httpx.Response


@pytest.fixture(scope="module")
def aftermath(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    """A full conversation with a turn that crashes, and then the service killed without any warning."""
    state = tmp_path_factory.mktemp("lek")
    (state / "modellen").mkdir()
    shutil.copy(model, state / "modellen")
    with started(state, "-c", SERVICE) as (url, process):
        yield talk(f"{url}/v1", state, process)


def talk(url: str, state: Path, process: subprocess.Popen[bytes]) -> Aftermath:
    with httpx.Client(base_url=url, timeout=60) as client:
        id = client.post("/gesprekken").json()["id"]
        gesprek = f"/gesprekken/{id}"
        said = [client.post(f"{gesprek}/berichten", json={"tekst": text}) for text in MESSAGES]
        broken = client.post(f"{gesprek}/berichten", json={"tekst": CRASHING})
        after = [client.get(gesprek), client.get(f"{gesprek}/verslag")]
    assert all(response.status_code == 201 for response in said), [r.text for r in said]
    process.send_signal(signal.SIGKILL)
    process.wait()
    answers = "\n".join(response.text for response in (*said, broken, *after))
    return Aftermath(state, id, answers, broken)


def test_the_turn_did_crash(aftermath):
    assert aftermath.broken.status_code == 500


def test_the_conversation_was_stored(aftermath):
    # What is stored is sealed, so that a search through the files alone would prove nothing.
    conversations = Conversations(Database(aftermath.state / "gesprekken.sqlite"), 24 * HOUR)
    state, found = conversations.state(aftermath.id), conversations.find(aftermath.id)
    conversations.close()
    assert len(found.gesprek.beurten) == 1 + len(MESSAGES)
    opened = f"{found.gesprek.model_dump_json()} {state}".lower()
    assert "[naam 1]" in opened
    assert [planted for planted in PLANTED if planted in opened] == []


@pytest.mark.parametrize("planted", PLANTED)
def test_no_file_holds_it(aftermath, planted):
    # SQLite's log is a file of its own, and so are the service's log and that of training.
    files = [file for file in aftermath.state.rglob("*") if file.is_file()]
    assert any(file.name.startswith("gesprekken.sqlite") for file in files)
    holding = [file.name for file in files if planted.encode() in file.read_bytes().lower()]
    assert [name for name in holding if not name.endswith(".marisa")] == []


@pytest.mark.parametrize("planted", PLANTED)
def test_no_answer_holds_it(aftermath, planted):
    assert planted not in aftermath.answers.lower()


def test_it_is_said_once_that_names_are_not_needed(aftermath):
    assert aftermath.answers.count("Namen heb ik niet nodig") == 2, "once when said, once when read back"
