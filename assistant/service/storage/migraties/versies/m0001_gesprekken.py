"""Conversations as they were stored first: turns and slots as plain JSON."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, where the first version of the program didn't do so itself."""
    have = set(sa.inspect(op.get_bind()).get_table_names())
    if "gesprekken" not in have:
        op.create_table(
            "gesprekken",
            sa.Column("id", sa.String(64), primary_key=True),
            sa.Column("regio", sa.String(100)),
            sa.Column("slots", sa.Text),
            sa.Column("laatst", sa.String(40)),
        )
    if "beurten" not in have:
        op.create_table(
            "beurten",
            sa.Column("gesprek", sa.String(64), primary_key=True),
            sa.Column("nummer", sa.Integer, primary_key=True, autoincrement=False),
            sa.Column("json", sa.Text),
        )
    if "niet_begrepen" not in have:
        op.create_table(
            "niet_begrepen",
            sa.Column("dag", sa.String(10), primary_key=True),
            sa.Column("onderwerp", sa.String(200), primary_key=True),
            sa.Column("aantal", sa.Integer),
        )
