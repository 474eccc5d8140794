"""What goes on beside the answering: rules that change, and conversations whose time has come."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from watchfiles import awatch

from assistant import places
from assistant.database.faults import StorageAway
from assistant.learning import current as lessons
from assistant.rulebase import current
from assistant.rulebase.problems import RulebaseError
from assistant.service import metrics
from assistant.service.conversations import Conversations

BETWEEN = 60.0
"""Seconds between two looks for conversations to erase."""

logger = logging.getLogger(__name__)


@asynccontextmanager
async def going_on(conversations: Conversations) -> AsyncIterator[None]:
    """Do it for as long as the block lasts."""
    tasks = [
        asyncio.create_task(_follow_rules()),
        asyncio.create_task(_erase_expired(conversations)),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def take_over_rules() -> None:
    """Use the rule base as it is now; with mistakes in it, the last good one, saying so."""
    try:
        current.refresh()
    except RulebaseError as error:
        logger.error("De afspraken hebben fouten; ik werk verder met de vorige versie.\n%s", error)
        current.store()


def take_over_lessons() -> None:
    """Teach from the learning material as it is now; with mistakes in it, the last good one, saying so."""
    try:
        lessons.refresh()
        lessons.listener()
    except RulebaseError as error:
        logger.error("Het lesmateriaal heeft fouten; ik werk verder met de vorige versie.\n%s", error)


async def _follow_rules() -> None:
    """Take over changes to the YAML while the service runs."""
    async for _ in awatch(places.afspraken(), places.leren(), recursive=True):
        await asyncio.to_thread(take_over_rules)
        await asyncio.to_thread(take_over_lessons)


async def _erase_expired(conversations: Conversations) -> None:
    while True:
        try:
            erased = await asyncio.to_thread(conversations.erase_expired)
            metrics.erased.labels("verlopen").inc(erased)
        except StorageAway as error:
            logger.error("Verlopen gesprekken konden niet worden gewist: %s. Ik probeer het zo weer.", error)
        await asyncio.sleep(BETWEEN)
