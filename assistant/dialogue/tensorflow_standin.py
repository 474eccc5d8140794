"""A stand-in for TensorFlow, which Rasa imports everywhere and this project uses nowhere.

Rasa 3.6 imports TensorFlow at start-up for DIET, TED and other learned components. They are not in
`config.yml`, so the package is not installed: that saves 8 of 12 seconds of start-up, 350 MB of
memory and 1.2 GB of disk. `install()` answers those imports with names that can be subclassed and
used in annotations, and that raise TensorFlowNeeded as soon as anything truly computes with them.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PACKAGES = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")


class TensorFlowNeeded(RuntimeError):
    """Something in the pipeline of `config.yml` needs TensorFlow, which is left out on purpose."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"‘{name}’ hoort bij TensorFlow, en dat is hier met opzet niet geïnstalleerd. "
            "Gebruik in config.yml alleen onderdelen zonder TensorFlow (dus geen DIET, TED of "
            "ResponseSelector)."
        )


class _Name(type):
    """A class-like name of the stand-in: subclassable and annotatable, never instantiated."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _name(f"{cls.__qualname__}.{name}")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        # At import Rasa only decorates; a decorated function stays itself, so that it can be defined.
        if len(args) == 1 and not kwargs and callable(args[0]) and not isinstance(args[0], type):
            return args[0]
        raise TensorFlowNeeded(cls.__qualname__)

    def __getitem__(cls, _item: Any) -> Any:
        return cls


def _name(qualified: str) -> _Name:
    return _Name(qualified.rpartition(".")[2], (), {"__qualname__": qualified, "__module__": "tensorflow"})


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _name(f"{self.__name__}.{name}")


class Finder(MetaPathFinder, Loader):
    """Answers imports of `packages` with modules of which every name stands in."""

    def __init__(self, packages: Sequence[str]) -> None:
        self._packages = packages

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Called by Python."""
        if fullname.partition(".")[0] not in self._packages:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Called by Python."""
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to execute: all names are made when asked for."""


def install() -> None:
    """Answer imports of TensorFlow with the stand-in, unless the real one is installed."""
    if any(isinstance(finder, Finder) for finder in sys.meta_path):
        return
    if importlib.util.find_spec("tensorflow") is None:
        sys.meta_path.append(Finder(PACKAGES))
