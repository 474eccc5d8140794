"""Sealing what is stored of a conversation: only who holds its id can find it, or read it.

The id is in no store. The name of the row and the key are both derived from it, so that a stolen disk,
a backup or the journal of a database holds nothing that can be read, and what is left of a deleted row
in places that no program can reach (a replica, worn flash memory) can't be read either.
"""

from __future__ import annotations

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_ROW, _KEY, _NAMES = slice(0, 16), slice(16, 48), slice(48, 64)
_NONCE = 12
"""Bytes; the length that AES-GCM is made for."""


class Unreadable(ValueError):
    """What is stored was not sealed with this id, or was changed since."""


def new_id() -> str:
    """An id that can't be guessed: 144 random bits, in 24 characters that fit in an address."""
    return secrets.token_urlsafe(18)


class Seal:
    """What follows from the id of a conversation: the name of its row, and the key to it."""

    def __init__(self, id: str) -> None:
        derived = hashlib.blake2b(id.encode("utf-8", "surrogatepass"), person=b"bureaudienst").digest()
        self.row = derived[_ROW].hex()
        self.names_key = derived[_NAMES]
        """For the digests by which a name that comes back is known again."""
        self._key = derived[_KEY]
        self._cipher = AESGCM(self._key)

    def close(self, content: str, place: str) -> bytes:
        """`content`, sealed; `place` says where it belongs, so that it can be read nowhere else."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, content.encode(), place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """What was sealed for `place`. Raises Unreadable."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode()).decode()
        except InvalidTag as error:
            raise Unreadable(place) from error

    def digest(self, *parts: str) -> bytes:
        """16 bytes that tell whether the same was said before, and nothing else to who lacks the id."""
        digest = hashlib.blake2b(key=self._key, digest_size=16)
        for part in parts:
            raw = part.encode("utf-8", "surrogatepass")
            digest.update(len(raw).to_bytes(8, "big") + raw)
        return digest.digest()
