"""Locks between workers anywhere, as a queue in Redis: who leaves wakes the next one in line.

A message takes a ticket. The first ticket of a queue has the turn; all others wait on a list of their
own, to which who leaves pushes a sign. A ticket lives on a lease that its holder renews, so a worker that
was killed is passed over as soon as its lease has run out.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from redis.asyncio import Redis
from redis.exceptions import RedisError

from assistant.service.locks.local import LocalLocks
from assistant.service.storage.sealing import Seal

LEASE = 6.0
"""Seconds after which the turn of a dead worker passes on."""
_RENEW = LEASE / 3
_SILENCE = 4.0
"""Seconds without an answer after which Redis is away; longer than anything here waits for it."""
_PREFIX = "bureaudienst:slot:"
_UNTRIED = 2.0
"""Seconds without asking Redis again once it was away."""

_ENTER = """
redis.call('rpush', KEYS[1], ARGV[1])
redis.call('pexpire', KEYS[1], 600000)
redis.call('set', KEYS[1] .. ':' .. ARGV[1], '1', 'px', ARGV[2])
return redis.call('lindex', KEYS[1], 0) == ARGV[1] and 1 or 0
"""
_STAY = """
redis.call('set', KEYS[1] .. ':' .. ARGV[1], '1', 'px', ARGV[2])
redis.call('pexpire', KEYS[1], 600000)
local first = redis.call('lindex', KEYS[1], 0)
while first and first ~= ARGV[1] and redis.call('exists', KEYS[1] .. ':' .. first) == 0 do
  redis.call('lpop', KEYS[1])
  first = redis.call('lindex', KEYS[1], 0)
end
return first == ARGV[1] and 1 or 0
"""
_LEAVE = """
redis.call('lrem', KEYS[1], 1, ARGV[1])
redis.call('del', KEYS[1] .. ':' .. ARGV[1])
local first = redis.call('lindex', KEYS[1], 0)
if first then
  redis.call('rpush', KEYS[1] .. ':teken:' .. first, '1')
  redis.call('pexpire', KEYS[1] .. ':teken:' .. first, ARGV[2])
end
"""

logger = logging.getLogger(__name__)


class RedisLocks(LocalLocks):
    """Locks in the Redis at `url`.

    Without Redis the messages that one worker gets are still answered in order. Two that go to different
    workers may then change places, but are never mixed up: the store takes no turn that was made from
    an earlier state.
    """

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis: Redis[str] = Redis.from_url(
            url, decode_responses=True, socket_connect_timeout=1, socket_timeout=_SILENCE
        )
        self._enter = self._redis.register_script(_ENTER)
        self._stay = self._redis.register_script(_STAY)
        self._leave = self._redis.register_script(_LEAVE)
        self._away_until = 0.0

    @asynccontextmanager
    async def _among_workers(self, id: str) -> AsyncIterator[None]:
        queue, ticket = _PREFIX + Seal(id).row, secrets.token_hex(8)
        if not await self._wait_in(queue, ticket):
            yield
            return
        renewing = asyncio.create_task(self._renew(queue, ticket))
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.wait({renewing})
            # Without Redis the lease runs out by itself.
            with suppress(RedisError, OSError):
                await self._leave(keys=[queue], args=[ticket, _ms(LEASE)])

    async def _wait_in(self, queue: str, ticket: str) -> bool:
        """Wait for the turn of `ticket`; False when Redis is away."""
        if time.monotonic() < self._away_until:
            return False
        try:
            mine = await self._enter(keys=[queue], args=[ticket, _ms(LEASE)])
            while not mine:
                sign = await self._redis.blpop([f"{queue}:teken:{ticket}"], timeout=_RENEW)
                mine = sign or await self._stay(keys=[queue], args=[ticket, _ms(LEASE)])
        except (RedisError, OSError) as error:
            kind = type(error).__name__
            logger.error("Redis is niet bereikbaar (%s); de volgorde geldt nu per worker.", kind)
            self._away_until = time.monotonic() + _UNTRIED
            return False
        return True

    async def _renew(self, queue: str, ticket: str) -> None:
        while True:
            await asyncio.sleep(_RENEW)
            with suppress(RedisError, OSError):
                await self._stay(keys=[queue], args=[ticket, _ms(LEASE)])

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.close(close_connection_pool=True)


def _ms(seconds: float) -> int:
    return int(seconds * 1000)
