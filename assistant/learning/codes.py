"""Codes by which learners, groups and trainers are known: nobody's name, easy to copy, not to be guessed.

`leer-k7mt-q2vx-9f3d`: eleven random characters (31¹¹, over 54 bits) and one that checks them, so that a
typing error is told from a code that doesn't exist. The code itself is stored nowhere: only its hash is.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Literal

CodeSoort = Literal["leer", "groep", "trainer"]

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without 0, 1, i, l and o, which look like each other. Its size is a prime, which makes the check strict."""
_RANDOM, _GROUP = 11, 4
_SIGNS = f"[{_ALPHABET}]{{{_GROUP}}}"
_CODE = re.compile(
    rf"(?<![\w-])(?:(?P<soort>leer|groep|trainer)[- ]?)?"
    rf"(?P<een>{_SIGNS})(?P<streep>[- ]?)(?P<twee>{_SIGNS})[- ]?(?P<drie>{_SIGNS})(?![\w-])",
    re.IGNORECASE,
)

MASKED = "[LEERCODE]"
"""What stands in a stored text where a code was."""


def new_code(soort: CodeSoort) -> str:
    """A fresh code."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    return _written(soort, signs + _check(signs))


def read_code(typed: str, soort: CodeSoort) -> str | None:
    """The code that somebody typed, as it is written; None when it can't be one.

    Capitals, spaces, missing hyphens and a missing first word don't matter.
    """
    match = _CODE.fullmatch(typed.strip())
    return _of(match, soort) if match else None


def key_of(code: str) -> str:
    """Under what a code is stored: its hash, from which it can't be found again."""
    return hashlib.sha256(code.encode()).hexdigest()


def label_of(key: str) -> str:
    """How a trainer sees a learner: a short mark that doesn't open anything."""
    return key[:6]


def take_out(text: str) -> tuple[str, str | None]:
    """A text with every code in it replaced by MASKED, and the first learner's code, if any.

    A code is one that is called so (`leer-…`) or has its hyphens: other words of twelve letters stay.
    """
    codes: list[str] = []

    def mask(match: re.Match[str]) -> str:
        written = match["soort"] or match["streep"] == "-"
        found = [code for soort in _KINDS if (code := _of(match, soort))] if written else []
        codes.extend(code for code in found if code.startswith("leer-"))
        return MASKED if found else match[0]

    masked = _CODE.sub(mask, text)
    return masked, codes[0] if codes else None


_KINDS: tuple[CodeSoort, ...] = ("leer", "groep", "trainer")


def _of(match: re.Match[str], soort: CodeSoort) -> str | None:
    signs = (match["een"] + match["twee"] + match["drie"]).lower()
    named = (match["soort"] or soort).lower()
    return _written(soort, signs) if named == soort and _check(signs[:-1]) == signs[-1] else None


def _written(soort: CodeSoort, signs: str) -> str:
    groups = (signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))
    return "-".join((soort, *groups))


def _check(signs: str) -> str:
    """The sign that makes any single wrong sign, and any two that changed places, show."""
    total = sum((place + 1) * _ALPHABET.index(sign) for place, sign in enumerate(signs))
    return _ALPHABET[total % len(_ALPHABET)]
