"""Learn a net of `assistant/dutch/net.py` with torch, in an environment of its own.

`learn_net.py LESSONS FILE JOINED` reads what `assistant.dutch.net_lessons` wrote, and writes the weights as
numpy arrays, so that the service needs no torch. JOINED is the share of the messages that are learned as one
with another: people tell several things in one. Learns one net after the other, of which the service takes
the mean. Takes about twenty minutes on one core; `make urgentienet` and `make criterianet` run it.
"""

import copy
import json
import random
import sys
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

NETS = 2
"""How many are learned, each from another start: two err less than one, and a third adds little."""
ROWS, WIDTH = 1 << 14, 64
EPOCHS, A_TIME, AN_EPOCH = 48, 32, 12_000
LEARN_RATE, SLOWER = 2e-3, 0.95
FORGOTTEN, UNREAD = 0.4, 0.1
"""Which share of what is seen is left out while learning, and which share of the words."""
ONE_SIDED = 0.1
"""Of which share of the words only the letters are seen, and of which only what they mean."""
MEANINGS = Path(__file__).resolve().parents[1] / "data" / "taal" / "woordbetekenissen.npz"
REMEMBERED = 0.997
"""How much of the mean of the weights stays at every step; the mean errs less than the last."""
MISTYPED = 0.05
"""Which share of the words gets a typing error while learning."""
SORTED = 2048
"""Messages of about one length are learned together, out of so many at a time."""
LONGEST = 80
"""No two messages are learned as one that together have more words."""
BETWEEN = ([], ["."], ["."], [","], ["en"])
OFTENER = 6.0
"""A label that seldom holds counts for more where it does, but for no more than so much."""


@cache
def pieces(word: str, number: int) -> list[int]:
    """The same rows as `assistant.dutch.net.pieces`; a test compares them."""
    edged = f"^{word}$"
    found = [edged] + [edged[at : at + size] for size in (3, 4, 5) for at in range(len(edged) - size + 1)]
    return [zlib.crc32(piece.encode()) // ROWS**number % ROWS for piece in found[:40]]


def mistyped(word: str) -> str:
    """A word as hasty fingers type it: a letter left out, doubled, or changed places."""
    if len(word) < 3:
        return word
    at = random.randrange(len(word) - 1)
    here, after = word[at], word[at + 1]
    return word[:at] + random.choice((after, here + here + after, after + here)) + word[at + 2 :]


class Meanings:
    """Where words lie in the table of `assistant.dutch.meanings`."""

    def __init__(self, shares: Mapping[str, Sequence[tuple[int, float]]]) -> None:
        with np.load(MEANINGS) as table:
            self.digest = zlib.crc32(table["vectors"].tobytes(), zlib.crc32(table["forms"].tobytes()))
            vectors = torch.tensor(table["vectors"].astype(np.float32) * table["step"])
        self.width = vectors.shape[1]
        self._unknown = torch.zeros(self.width)
        self._of = {word: sum(vectors[row] * share for row, share in rows) for word, rows in shares.items()}

    def of(self, word: str) -> torch.Tensor:
        """Where a word lies; nought when nobody knows."""
        return self._of.get(word, self._unknown)


class Net(nn.Module):
    """What `assistant.dutch.net.Net` computes of one of its nets, so that it can be learned."""

    def __init__(self, number: int, labels: int, meanings: Meanings) -> None:
        super().__init__()
        self.number = number
        self.meanings = meanings
        self.letters = nn.EmbeddingBag(ROWS, WIDTH, mode="mean")
        nn.init.normal_(self.letters.weight, 0, 0.1)
        self.meaning = nn.Linear(meanings.width, WIDTH, bias=False)
        nn.init.normal_(self.meaning.weight, 0, 0.03)
        self.gru = nn.GRU(WIDTH, WIDTH, batch_first=True, bidirectional=True)
        self.heed, self.out = nn.Linear(2 * WIDTH, labels), nn.Linear(4 * WIDTH, labels)
        self.drop = nn.Dropout(FORGOTTEN)

    def forward(self, texts: Sequence[Sequence[str]]) -> torch.Tensor:
        """The log odds that each label holds for each message, given in its words."""
        messages = [[self._typed(word) for word in words] for words in texts]
        longest = max(map(len, messages))
        flat, starts, there = [], [], torch.zeros(len(messages), longest, dtype=torch.bool)
        meant = torch.zeros(len(messages), longest, self.meanings.width)
        for number, message in enumerate(messages):
            there[number, : len(message)] = True
            for place in range(longest):
                starts.append(len(flat))
                flat += pieces(message[place], self.number) if place < len(message) else [0]
            for place, word in enumerate(message):
                meant[number, place] = self.meanings.of(word)
        letters = self.letters(torch.tensor(flat), torch.tensor(starts)).view(*there.shape, -1)
        seen = self._left_out(letters, ONE_SIDED) + self.meaning(self._left_out(meant, ONE_SIDED))
        seen = self._left_out(seen, UNREAD)
        lengths = there.sum(1)
        packed = nn.utils.rnn.pack_padded_sequence(self.drop(seen), lengths, True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.gru(packed)[0], True, total_length=longest)
        most = states.masked_fill(~there[..., None], -9).max(1).values
        shares = torch.softmax(self.heed(states).masked_fill(~there[..., None], -1e9), 1)
        heeded = torch.einsum("mws,mwl->mls", states, shares)
        seen = torch.cat([most[:, None].expand_as(heeded), heeded], 2)
        return (self.drop(seen) * self.out.weight).sum(2) + self.out.bias

    def _typed(self, word: str) -> str:
        return mistyped(word) if self.training and random.random() < MISTYPED else word

    def _left_out(self, seen: torch.Tensor, share: float) -> torch.Tensor:
        return seen * (torch.rand(seen.shape[:2]) > share).float()[..., None] if self.training else seen


def read(file: str) -> tuple[list[str], Meanings, list[list[str]], Any, Any]:
    """The labels, the meanings; the words of each message, which labels hold for it, how often to see it."""
    labels, shares_of, *lessons = map(json.loads, Path(file).read_text(encoding="utf-8").splitlines())
    holds = np.zeros((len(lessons), len(labels)), dtype=np.float32)
    for row, (_, places, _) in enumerate(lessons):
        holds[row, places] = 1
    shares = np.array([share for *_, share in lessons])
    return labels, Meanings(shares_of), [words for words, *_ in lessons], holds, shares / shares.sum()


def learn(
    number: int, meanings: Meanings, messages: Sequence[list[str]], holds: Any, shares: Any, joined: float
) -> Net:
    """The net of this number, that learned; what seldom holds has more say where it does."""
    for seeded in (random.seed, np.random.seed, torch.manual_seed):
        seeded(number)
    net = Net(number, holds.shape[1], meanings)
    mean = copy.deepcopy(net)
    optimizer = torch.optim.AdamW(net.parameters(), lr=LEARN_RATE, weight_decay=0.01)
    often = shares @ holds
    loss_of = nn.BCEWithLogitsLoss(pos_weight=torch.tensor(np.sqrt((1 - often) / often).clip(1, OFTENER)))
    for epoch in range(EPOCHS):
        losses = []
        for batch in _batches(messages, shares):
            told, held = _joined(messages, holds, batch, joined)
            loss = loss_of(net(told), torch.tensor(held))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
            with torch.no_grad():
                for kept, new in zip(mean.parameters(), net.parameters(), strict=True):
                    kept.mul_(REMEMBERED).add_(new, alpha=1 - REMEMBERED)
        for group in optimizer.param_groups:
            group["lr"] *= SLOWER
        print(f"net {number + 1}, ronde {epoch + 1} van {EPOCHS}: verlies {np.mean(losses):.3f}", flush=True)
    return mean.eval()


def _joined(
    messages: Sequence[list[str]], holds: Any, batch: Any, share: float
) -> tuple[list[list[str]], Any]:
    """The messages of a batch, a share of them with any other before or behind; both their labels hold."""
    told, held = [], holds[batch]
    for place, at in enumerate(batch):
        message = messages[at]
        other = random.randrange(len(messages))
        if random.random() < share and len(message) + len(messages[other]) < LONGEST:
            pair = [message, messages[other]]
            random.shuffle(pair)
            message = pair[0] + random.choice(BETWEEN) + pair[1]
            held[place] = np.maximum(held[place], holds[other])
        told.append(message)
    return told, held


def _batches(messages: Sequence[list[str]], shares: Any) -> list[Any]:
    drawn = np.random.choice(len(messages), AN_EPOCH, p=shares)
    found = []
    for start in range(0, len(drawn), SORTED):
        alike = sorted(drawn[start : start + SORTED], key=lambda at: len(messages[at]))
        found += [np.array(alike[at : at + A_TIME]) for at in range(0, len(alike), A_TIME)]
    random.shuffle(found)
    return found


def write(nets: Sequence[Net], labels: Sequence[str], file: str) -> None:
    """Write the weights of all nets, one behind the other."""
    apart = [_weights(net) for net in nets]
    together = {name: np.stack([weights[name] for weights in apart]) for name in apart[0]}
    np.savez_compressed(file, labels=np.array(labels), learned_with=nets[0].meanings.digest, **together)


def _weights(net: Net) -> dict[str, Any]:
    """The weights by name; letters in steps of 1/127 of the largest, which changes no margin by 0.1."""
    gru = {name: value.detach().numpy() for name, value in net.gru.named_parameters()}

    def both(name: str) -> Any:
        return np.stack([gru[f"{name}_l0"], gru[f"{name}_l0_reverse"]])

    letters = net.letters.weight.detach().numpy()
    step = np.float32(np.abs(letters).max() / 127)
    return {
        "letters": np.round(letters / step).astype(np.int8),
        "step": step,
        "meaning": net.meaning.weight.detach().numpy().T,
        "in": both("weight_ih").transpose(0, 2, 1),
        "back": both("weight_hh").transpose(0, 2, 1),
        "in_base": both("bias_ih"),
        "back_base": both("bias_hh"),
        "heed": net.heed.weight.detach().numpy(),
        "heed_base": net.heed.bias.detach().numpy(),
        "out": net.out.weight.detach().numpy(),
        "base": net.out.bias.detach().numpy(),
    }


if __name__ == "__main__":
    named, *of_messages = read(sys.argv[1])
    share = float(sys.argv[3])
    write([learn(number, *of_messages, share) for number in range(NETS)], named, sys.argv[2])
    print(f"Geschreven: {sys.argv[2]}")
