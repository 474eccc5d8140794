"""The messages that both assistants get: the kinds that a bureaudienst sees, all invented."""

from __future__ import annotations

MESSAGES = (
    "Wat is het verschil tussen advies en een melding?",
    "Ik werk op een school. Een kind heeft een blauwe plek op haar wang en de ouders laten niemand binnen.",
    "nee",
    "Mag ik melden zonder dat het gezin weet dat ik het ben?",
    "binnen hoeveel dagen neemt het lokale team contact op",
    "waar staat dat?",
    "en in het Gooi?",
    "Ze is zwanger en hij heeft haar in haar buik geschopt, maar het is nu niet acuut.",
    "dat weet ik niet",
    "waarom vraag je dat?",
    "Mijn nummer is 06-12345678, kan iemand mij terugbellen? Ik wil een mens spreken.",
    "Hoe maak ik een appeltaart?",
)
