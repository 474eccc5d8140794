"""YAML with the line of every value, so that a mistake can be pointed at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from assistant.rulebase.problems import Problem, RulebaseError

_DEEPEST = 30

Key = tuple[str | int, ...]
"""The way to a value: `("regels", 3, "bron")`."""


class Source:
    """A YAML file as plain data, with `line_of` for any value in it."""

    def __init__(self, name: str, text: str) -> None:
        """Read `text`; `name` is how the file is called in messages.

        Raises RulebaseError when it is no valid YAML, or a key stands in a mapping twice.
        """
        self.name = name
        self._lines: dict[Key, int] = {}
        loader = yaml.CSafeLoader(text)
        try:
            node = loader.get_single_node()
            self.data = {} if node is None else self._build(loader, node, ())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            message = f"dit is geen geldige YAML ({error.problem})."
            hint = "Kijk naar inspringing, dubbele punten en aanhalingstekens op deze regel of net erboven."
            raise RulebaseError([Problem(name, line, message, hint)]) from None
        except (yaml.YAMLError, ValueError) as error:
            raise RulebaseError([Problem(name, 1, f"dit bestand is niet te lezen ({error}).")]) from None
        finally:
            loader.dispose()

    @classmethod
    def read(cls, path: Path, root: Path) -> Source:
        """Read the file at `path`, named in messages relative to `root`."""
        name = path.relative_to(root).as_posix()
        try:
            return cls(name, path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            problem = Problem(name, 1, "dit bestand is geen UTF-8-tekst.", "Sla het op als UTF-8.")
            raise RulebaseError([problem]) from None

    def line_of(self, *key: str | int) -> int:
        """The line of the value at `key`, or of the nearest value around it."""
        while key and key not in self._lines:
            key = key[:-1]
        return self._lines.get(key, 1)

    def _build(self, loader: Any, node: yaml.Node, key: Key) -> Any:
        line = node.start_mark.line + 1
        self._lines.setdefault(key, line)
        if len(key) > _DEEPEST:
            raise RulebaseError(
                [Problem(self.name, line, "dit is te diep genest, of verwijst naar zichzelf.")]
            )
        if isinstance(node, yaml.MappingNode):
            return self._mapping(loader, node, key)
        if isinstance(node, yaml.SequenceNode):
            return [self._build(loader, item, (*key, i)) for i, item in enumerate(node.value)]
        return self._scalar(loader, node)

    def _scalar(self, loader: Any, node: yaml.Node) -> Any:
        try:
            return loader.construct_object(node)
        except ValueError:
            line = node.start_mark.line + 1
            message = f"‘{node.value}’ is geen datum of getal dat bestaat."
            raise RulebaseError([Problem(self.name, line, message)]) from None

    def _mapping(self, loader: Any, node: yaml.MappingNode, key: Key) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for name_node, value_node in node.value:
            name = str(self._scalar(loader, name_node))
            line = name_node.start_mark.line + 1
            if name in result:
                message = f"‘{name}’ staat hier voor de tweede keer."
                raise RulebaseError([Problem(self.name, line, message, "Laat er één staan.")])
            value_key = (*key, name)
            self._lines[value_key] = line
            result[name] = self._build(loader, value_node, value_key)
        return result
