"""The letters of a text as people read them: without what is invisible, and lookalikes as themselves.

Somebody who pastes from elsewhere, or hides a name on purpose, brings letters that no list knows.
"""

from __future__ import annotations

import re
import unicodedata

_LOOKALIKES = str.maketrans(
    "абвеёзикмнорстухѕіјԁһցԛԝАВЕЅЗІЈКМНОРСТУХαβγεικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abbee3ukmhopctyxsijdhgqwABES3IJKMHOPCTYXabyeikvoptuxwABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters that look like Latin ones, to be read so in a word that has those as well."""
_INVISIBLE = re.compile(r"(?<=\w)[\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\ufeff\ufe0f]+(?=\w)")
"""Between letters they hide a word; elsewhere, as in a family of emoji, they mean something."""
_MIXED = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_STYLED = re.compile(r"[\u2100-\u214f\u2160-\u217f\u24b6-\u24e9\uff10-\uff5a\U0001d400-\U0001d7ff]")
_OTHER_FIGURES = re.compile(r"[^\W\d_A-Za-z]|(?![0-9])\d")


def as_read(text: str) -> str:
    """`text` with plain letters and figures where it has others that look the same."""
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _STYLED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _OTHER_FIGURES.sub(_figure, text)
    return _MIXED.sub(_without_lookalikes, text)


def _figure(match: re.Match[str]) -> str:
    value = unicodedata.decimal(match[0], None)
    return match[0] if value is None else str(value)


def _without_lookalikes(match: re.Match[str]) -> str:
    word = match[0]
    return word.translate(_LOOKALIKES) if not word.isascii() and _LATIN.search(word) else word
