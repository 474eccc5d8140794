"""What a part of redaction finds: a place in the text, and what stands there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

KEPT = ""
"""The label of what stays, and isn't to be read as part of something else."""


class Span(NamedTuple):
    """A piece of the text that goes out, and the label that comes in its place."""

    start: int
    end: int
    label: str


def replaced(text: str, spans: Iterable[Span]) -> str:
    """`text` with labels for spans. Of two that overlap the one given first counts."""
    taken = bytearray(len(text))
    chosen: list[Span] = []
    for span in spans:
        if span.start < span.end and not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            chosen.append(span)
    parts, end = [], 0
    for span in sorted(span for span in chosen if span.label != KEPT):
        gap = " " if text[end : span.start][-1:].isalnum() else ""
        parts += [text[end : span.start], f"{gap}[{span.label}]"]
        end = span.end
    return "".join([*parts, text[end:]])
