"""Which words of a message nobody uses who asks about the agreements.

'Hoe maak ik een veiligheidsplan voor mijn bouwplaats' has the form of a question and a word of the domain;
the bouwplaats gives it away. Classifiers pass over words that they never saw: this counts them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from assistant.dutch.compounds import Compounds
from assistant.dutch.spelling import Spelling, exists, is_dutch
from assistant.dutch.words import Word, analyse, function_words, stem

_FILE = "vertrouwd.json"
_SELDOM, _TIMES_AS_OFTEN = 3, 20
"""What Dutch lacks is a slip of a word nearly like it, if it stands so seldom and the other so often."""


class Strange(NamedTuple):
    """How many content words of a text are strange."""

    words: int
    """Content words in all."""
    elsewhere: int
    """Words of Dutch that no question, regel or case of the domain has."""
    unreadable: int
    """Words that Dutch doesn't have and that are no misspelt word of the domain: loose letters, names."""

    @property
    def share(self) -> float:
        """The share of the content words that is strange in either way, from 0 to 1."""
        return (self.elsewhere + self.unreadable) / max(1, self.words)


class Familiar:
    """Knows the words in which people speak of the domain; `learn` or `load` makes one."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._known = frozenset(self._words)
        self._stems = frozenset(stem(word) for word in self._words)
        self._spelling = Spelling(self._words)
        self._compounds = Compounds(self._words)

    @classmethod
    def learn(cls, texts: Iterable[str]) -> Familiar:
        """Take the words of texts that are about the domain as familiar, but for typing errors in them."""
        return cls(familiar_words(texts))

    def strange(self, words: Iterable[Word]) -> Strange:
        """How many of a text's content words are strange, and in which way."""
        content = [word for word in words if word.text not in function_words()]
        foreign = [word.text for word in content if not self._has(word)]
        elsewhere = sum(exists(word) for word in foreign)
        return Strange(len(content), elsewhere, len(foreign) - elsewhere)

    def corrected(self, text: str) -> str:
        """The text with words that are nearly one of the domain spelt as that one."""
        pieces, last = [], 0
        for word in analyse(text):
            meant = word.text if word.stem in self._stems else self._spelling.correct(word.text)
            if meant != word.text:
                pieces += [text[last : word.start], meant]
                last = word.end
        return "".join([*pieces, text[last:]])

    def _has(self, word: Word) -> bool:
        if word.text in self._known or word.stem in self._stems or word.text.isdigit():
            return True
        if self._spelling.correct(word.text) in self._known:
            return True
        return bool(not exists(word.text) and self._compounds.parts(word.text))

    def save(self, folder: Path) -> None:
        """Write the words into `folder`."""
        (folder / _FILE).write_text(json.dumps(self._words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Familiar:
        """Read what `save` wrote. Raises FileNotFoundError when it isn't there."""
        return cls(json.loads((folder / _FILE).read_text(encoding="utf-8")))


def familiar_words(texts: Iterable[str]) -> set[str]:
    """The words of `texts`, but for typing errors in them."""
    times = Counter(word.text for text in texts for word in analyse(text))
    return times.keys() - set(_slips(times))


def _slips(times: Mapping[str, int]) -> Iterator[str]:
    """Words that are typing errors of others, by how often each stands."""
    often = Spelling(word for word, count in times.items() if count > _SELDOM)
    for word, count in times.items():
        if count <= _SELDOM and not is_dutch(word):
            meant = often.correct(word)
            if meant != word and times[meant] >= _TIMES_AS_OFTEN * count:
                yield word
