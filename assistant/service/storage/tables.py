"""The tables, in the words of SQLAlchemy, which speaks to SQLite and PostgreSQL alike."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

HEAD = "0002"
"""The newest migration in `migraties/versies/`: what these tables look like."""

metadata = MetaData()

gesprekken = Table(
    "gesprekken",
    metadata,
    Column("rij", String(32), primary_key=True),  # Seal.row
    Column("laatst", BigInteger, nullable=False, index=True),  # seconds since 1970, of the last message
    Column("beurten", Integer, nullable=False),  # how many; also tells whether somebody was faster
    Column("stand", LargeBinary, nullable=False),  # sealed: what the dialogue goes on from
)

beurten = Table(
    "beurten",
    metadata,
    Column("rij", String(32), primary_key=True),
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("merk", LargeBinary, nullable=False),  # whose message this answers: see conversations.Sent
    Column("afdruk", LargeBinary),  # whether the same key came with the same text
    Column("inhoud", LargeBinary, nullable=False),  # sealed: the Beurt
    UniqueConstraint("rij", "merk", name="uq_beurten_merk"),
)

gewist = Table(
    "gewist",
    metadata,
    Column("merk", LargeBinary, primary_key=True),  # a digest of the row's name
    Column("laatst", BigInteger, nullable=False),
)
"""What was erased on request, as long as a backup may still hold it: it must not come back."""

niet_begrepen = Table(
    "niet_begrepen",
    metadata,
    Column("dag", String(10), primary_key=True),
    Column("onderwerp", String(200), primary_key=True),
    Column("aantal", Integer),
)
"""Messages that got no answer, counted by day and by the subject nearest to them: never their text."""
