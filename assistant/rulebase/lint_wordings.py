"""Whether the wordings of criteria can be read: their word groups exist, and every wording says something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant import places
from assistant.dutch.patterns import Pattern, PatternError, depths, parse
from assistant.dutch.words import function_words
from assistant.rulebase.loader import Rulebase
from assistant.rulebase.problems import Problem, RulebaseError
from assistant.rulebase.schema import Verwoording
from assistant.rulebase.yaml_source import Source

GROUPS = "woordgroepen.yml"
SAID = ("kern", "ja")
"""Lists of which a wording makes the criterium hold."""
UNSAID = ("nee", "omgekeerd")
"""Lists of which a wording makes it not hold."""
DENIED = ("ontkend",)
"""Lists of which only the denial says something."""


def check_wordings(rulebase: Rulebase) -> Iterator[Problem]:
    """Unknown, empty and circular word groups; wordings that say nothing, or say ja and nee at once."""
    folder = places.project() / "data" / "taal"
    try:
        source = Source.read(folder / GROUPS, folder)
    except RulebaseError as error:
        yield from error.problems
        return
    yield from group_problems(source)
    for id, verwoording in rulebase.of("verwoordingen").items():
        place = rulebase.place("verwoordingen", id)
        for key, message in _problems(verwoording, source.data):
            yield place.problem(message, key=key)


def group_problems(source: Source) -> Iterator[Problem]:
    """What is wrong with a file of word groups."""
    groups: dict[str, list[Pattern]] = {}
    for name, members in source.data.items():
        if not isinstance(members, list) or not members:
            yield Problem(source.name, source.line_of(name), f"woordgroep ‘{name}’ is leeg.")
            continue
        groups[name] = []
        for index, member in enumerate(members):
            message = _problem(str(member), source.data, alone=True)
            if message:
                yield Problem(source.name, source.line_of(name, index), f"woordgroep ‘{name}’: {message}")
            else:
                groups[name] += parse(str(member), str).parts
    try:
        depths(groups)
    except PatternError as error:
        # Unknown names were told of above, at their own lines.
        if error.circle:
            yield Problem(source.name, source.line_of(error.circle), f"{error}.")


def _problems(
    verwoording: Verwoording, groups: Mapping[str, object]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for kind in (*SAID, *UNSAID, *DENIED):
        for index, text in enumerate(getattr(verwoording, kind)):
            message = _problem(text, groups)
            if message:
                yield (kind, index), message
    said = {text for kind in SAID for text in getattr(verwoording, kind)}
    for kind in UNSAID:
        for index, text in enumerate(getattr(verwoording, kind)):
            if text in said:
                yield (kind, index), f"‘{text}’ zegt volgens een andere lijst juist dat het criterium geldt."


def _problem(text: str, groups: Mapping[str, object], alone: bool = False) -> str:
    """What is wrong with one wording; empty when nothing is. `alone`: any word may stand alone."""
    try:
        wording = parse(text, str)
    except PatternError as error:
        return f"‘{text}’: {error}."
    parts = (*wording.parts, *wording.without)
    unknown = sorted({name for part in parts for name in part.groups if name not in groups})
    if unknown:
        return f"‘{text}’ noemt woordgroep ‘{unknown[0]}’, maar die staat niet in {GROUPS}."
    if any(_says_nothing(part.words) and not (alone and len(part.words) == 1) for part in wording.parts):
        return f"‘{text}’ zegt niets: er staan alleen functiewoorden in."
    return ""


def _says_nothing(words: Sequence[str]) -> bool:
    """Whether single words are all that a pattern has, and none of them carries meaning."""
    return bool(words) and all(word in function_words() for word in words)
