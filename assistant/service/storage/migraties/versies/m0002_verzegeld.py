"""Everything of a conversation sealed with its id, which itself is no longer stored."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from assistant.service.storage.sealing import Seal

revision = "0002"
down_revision = "0001"

_NUMBER = re.compile(r"\[NAAM (\d+)\]")


def upgrade() -> None:
    """Seal the conversations that there are; the old tables go."""
    op.rename_table("gesprekken", "oude_gesprekken")
    op.rename_table("beurten", "oude_beurten")
    gesprekken = op.create_table(
        "gesprekken",
        sa.Column("rij", sa.String(32), nullable=False),
        sa.Column("laatst", sa.BigInteger, nullable=False),
        sa.Column("beurten", sa.Integer, nullable=False),
        sa.Column("stand", sa.LargeBinary, nullable=False),
        # With a name of its own: the old table still has the name that PostgreSQL would make up.
        sa.PrimaryKeyConstraint("rij", name="pk_gesprekken"),
    )
    op.create_index("ix_gesprekken_laatst", "gesprekken", ["laatst"])
    beurten = op.create_table(
        "beurten",
        sa.Column("rij", sa.String(32), nullable=False),
        sa.Column("nummer", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("merk", sa.LargeBinary, nullable=False),
        sa.Column("afdruk", sa.LargeBinary),
        sa.Column("inhoud", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("rij", "nummer", name="pk_beurten"),
        sa.UniqueConstraint("rij", "merk", name="uq_beurten_merk"),
    )
    op.create_table(
        "gewist",
        sa.Column("merk", sa.LargeBinary, primary_key=True),
        sa.Column("laatst", sa.BigInteger, nullable=False),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.text("select id, slots, laatst from oude_gesprekken")).fetchall():
        _seal(connection, row, gesprekken, beurten)
    op.drop_table("oude_beurten")
    op.drop_table("oude_gesprekken")


def _seal(connection: Any, row: Any, gesprekken: sa.Table, beurten: sa.Table) -> None:
    """Store one conversation as it is stored now."""
    seal = Seal(row.id)
    turns = connection.execute(
        sa.text("select nummer, json from oude_beurten where gesprek = :id order by nummer"), {"id": row.id}
    ).fetchall()
    state: Mapping[str, Any] = {
        "slots": json.loads(row.slots),
        "geredigeerd": any(json.loads(turn.json)["geredigeerd"] for turn in turns),
        # Whose names they were isn't known any more; a new one gets a number of its own.
        "namen": {"": max(map(int, _NUMBER.findall("".join(turn.json for turn in turns))), default=0)},
    }
    connection.execute(
        gesprekken.insert().values(
            rij=seal.row,
            laatst=int(datetime.fromisoformat(row.laatst).timestamp()),
            beurten=len(turns),
            stand=seal.close(json.dumps(state), "stand"),
        )
    )
    for turn in turns:
        connection.execute(
            beurten.insert().values(
                rij=seal.row,
                nummer=turn.nummer,
                merk=secrets.token_bytes(16),
                inhoud=seal.close(turn.json, f"beurt {turn.nummer}"),
            )
        )
