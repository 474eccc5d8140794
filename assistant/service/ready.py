"""What a request needs of the service, once that has started: its desk, its conversations, its school."""

from __future__ import annotations

from fastapi import Request

from assistant.learning.school import School
from assistant.service.conversations import Conversations
from assistant.service.problems import Problem
from assistant.service.storage.patience import patiently
from assistant.service.turns import Desk


def desk_of(request: Request) -> Desk:
    """The desk of the service. Raises a 503 Problem before it is ready."""
    desk: Desk | None = request.app.state.desk
    if desk is None:
        raise Problem(503)
    return desk


def conversations_of(request: Request) -> Conversations:
    """The conversations that are stored. Raises a 503 Problem before the service is ready."""
    conversations: Conversations | None = request.app.state.conversations
    if conversations is None:
        raise Problem(503)
    return conversations


def school_of(request: Request) -> School:
    """The school of the service. Raises a 503 Problem before it is ready."""
    school: School | None = request.app.state.school
    if school is None:
        raise Problem(503)
    return school


async def learners_reachable(request: Request) -> None:
    """Waits a moment for what is stored of learners, without holding up anybody else; then StorageAway.

    What comes after it uses that store where everybody waits for it: it must be known to answer.
    """
    learners = school_of(request).learners
    await patiently(learners.check, near=learners.near)
