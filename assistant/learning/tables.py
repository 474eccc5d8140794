"""What is stored of learners, in the words of SQLAlchemy, which speaks to SQLite and PostgreSQL alike."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table, Text

metadata = MetaData()

leerlingen = Table(
    "leerlingen",
    metadata,
    Column("nummer", Integer, primary_key=True),
    Column("sleutel", String(64), nullable=False, unique=True),  # the hash of the code
    Column("groep", String(64), index=True),  # the hash of the code of the group, if any
    Column("begonnen", String(40), nullable=False),
)

antwoorden = Table(
    "antwoorden",
    metadata,
    Column("nummer", Integer, primary_key=True),
    Column("leerling", String(64), nullable=False, index=True),
    Column("opgave", String(300), nullable=False),
    Column("versie", String(20), nullable=False),
    Column("antwoord", Text, nullable=False),  # JSON
    Column("goed", Boolean, nullable=False),
    Column("moment", String(40), nullable=False),
)

oefeningen = Table(
    "oefeningen",
    metadata,
    Column("nummer", Integer, primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("leerling", String(64), nullable=False, index=True),
    Column("geval", String(200), nullable=False),
    Column("begonnen", String(40), nullable=False),
    Column("beurten", Text, nullable=False),  # JSON: what was said, redacted, and what was heard in it
    Column("uitslag", Text),  # JSON, once it is over
)

groepen = Table(
    "groepen",
    metadata,
    Column("trainer", String(64), primary_key=True),  # the hash of the trainer's code
    Column("groep", String(64), nullable=False, unique=True),
    Column("begonnen", String(40), nullable=False),
)

sessies = Table(
    "sessies",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("leerling", String(64), nullable=False, index=True),
)
"""By what a conversation knows who learns in it: once the learner is erased, it means nothing."""

OF_A_LEARNER = (antwoorden, oefeningen, sessies)
"""The tables with rows of one learner, beside `leerlingen` itself."""
