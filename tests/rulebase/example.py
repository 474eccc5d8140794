"""A small rule base with an entry of every kind, that a test can spoil in one place."""

from __future__ import annotations

from pathlib import Path

from assistant.rulebase.lint import check
from assistant.rulebase.loader import read
from assistant.rulebase.problems import Problem, RulebaseError

BRONNEN = """\
bronnen:
  - id: wet
    titel: De landelijke wet
    kort: Wet
    regio: landelijk
    datum: 2020-01-01
    datum_tekst: 1 januari 2020
    evaluatie_termijn: evaluatie
    vindplaatsen:
      - {id: "1", titel: Eerste artikel}
      - {id: "2", titel: Tweede artikel}
  - id: noord-2024
    titel: Afspraken van Noord
    kort: Noord
    regio: noord
    datum_tekst: zonder datum
    vindplaatsen:
      - {id: "3.2", titel: Verdeling}
  - id: zuid-2024
    titel: Afspraken van Zuid
    kort: Zuid
    regio: zuid
    datum_tekst: zonder datum
    vindplaatsen:
      - {id: eigen, titel: Eigen afspraken}
      - {id: protocol, titel: Uitleg van het protocol, landelijke_toelichting: true}
  - id: rapport
    titel: Een evaluatie
    kort: Rapport
    regio: landelijk
    datum_tekst: zonder datum
    gewicht: bevinding
    vindplaatsen:
      - {id: "4", titel: Bevindingen}
"""

NATIONAL = """\
regios:
  - id: landelijk
    naam: Nederland
    in_zin: heel Nederland
    kantoortijd: {van: "09:00", tot: "17:00"}
    bereikbaarheid: [wet.plicht]

actoren:
  - {id: team, naam: het team}
  - {id: gezin, naam: het gezin}

stappen:
  - id: melding
    naam: Melding
    uitleg: Iemand meldt.
    naar: [overdracht]
    grondslag: [{bron: wet, vindplaats: "1"}]
  - {id: overdracht, naam: Overdracht, uitleg: De zaak gaat over.}

onderwerpen:
  - id: contact
    titel: Wie belt het gezin?
    hoofdregels: [wet.plicht]
    stap: melding
  - {id: verdeling, titel: Wie pakt de zaak op?}

termijnen:
  - {id: evaluatie, naam: Evaluatie, aantal: 2, eenheid: jaren, vanaf: de datum, regel: wet.plicht}

begrippen:
  - {id: letsel, term: letsel, regel: wet.uitleg}

contacten:
  - id: veilig-thuis
    naam: Veilig Thuis
    nummer: "0800-2000"
    doel: Bel bij geweld.
    wanneer: altijd
    gezien: een site
    gecontroleerd_op: 2026-01-01
    regel: wet.plicht

checklists:
  - id: bellen
    titel: Voor het bellen
    stap: melding
    wie: team
    onderwerpen: [contact]
    punten:
      - {tekst: Heb je het nummer?, regel: wet.plicht}

verwoordingen:
  - criterium: gevaar
    ja: [er is gevaar]
    nee: [het is veilig]

regels:
  - id: wet.plicht
    bron: wet
    vindplaats: "1"
    onderwerpen: [contact]
    soort: verplichting
    tekst: Het team belt het gezin.
    wie: team
    jegens: [gezin]
    stap: melding
    na: overdracht
    als:
      tekst: Als er gevaar is.
      criteria: {gevaar: ja}
    termijn: evaluatie
    criterium: gevaar
    begrip: letsel
    wijkt_af_van: [wet.uitleg]
    zie_ook: [wet.uitleg]
  - id: wet.uitleg
    bron: wet
    vindplaats: "2"
    onderwerpen: [contact]
    soort: definitie
    tekst: Letsel is wat je op het lichaam ziet.
  - id: rapport.verplichting
    bron: rapport
    vindplaats: "4"
    onderwerpen: [contact]
    soort: verplichting
    tekst: Veel teams bellen te laat.
"""

DECISION = """\
criteria:
  - id: gevaar
    naam: gevaar
    vraag: Is er gevaar?
    waarom: Gevaar gaat voor.
    als_ja: er is gevaar
    als_nee: er is geen gevaar
    grondslag: {bron: noord-2024, vindplaats: "3.2"}
    regel: noord.verdeling
  - id: letsel
    naam: letsel
    vraag: Is er letsel?
    waarom: Letsel telt.
    als_ja: er is letsel
    als_nee: er is geen letsel
    grondslag: {bron: noord-2024, vindplaats: "3.2"}
    regel: noord.verdeling
    volgt_uit:
      - {criterium: gevaar, waarde: ja, geeft: ja}

beslissingen:
  - id: verdeling
    naam: Verdeling
    vraag: Wie pakt de zaak op?
    regio: noord
    eerst_veilig: gevaar
    onderwerpen: [verdeling]
    grondslag: [{bron: noord-2024, vindplaats: "3.2"}]
    criteria: [gevaar, letsel]
    tabel:
      - uitkomst: eerst-kijken
        als_een_van: {gevaar: ja, letsel: ja}
      - uitkomst: meteen-over
        als_alle: {gevaar: nee, letsel: nee}
    uitkomsten:
      - id: eerst-kijken
        naam: Eerst kijken
        tekst: Kijk eerst.
        regels: [noord.verdeling]
        per_regio: {zuid: [zuid.contact]}
        voor_jou:
          - als: {gevaar: ja}
            tekst: "Bel eerst 0800-2000."
            regels: [wet.plicht]
          - rol: [team]
            regio: [zuid]
            tekst: Schrijf een brief.
            regels: [zuid.contact]
          - {tekst: Wacht af., regels: [noord.verdeling]}
        acties:
          - {wie: team, termijn: evaluatie, tekst: "Het team belt uiterlijk {datum}.", regels: [wet.plicht]}
          - {wie: team, termijn: evaluatie, na: evaluatie, tekst: "En weer op {datum}.", regels: [wet.plicht]}
        gezin: &gezin
          - {tekst: Zeg wat je zag., meer: [Wees eerlijk.], regels: [zuid.protocol]}
        ook: &ook
          - {tekst: Bellen kan altijd., regels: [wet.plicht]}
      - id: meteen-over
        naam: Meteen over
        tekst: Draag over.
        regels: [noord.verdeling]
        voor_jou: &jij
          - {tekst: Wacht op bericht., regels: [noord.verdeling]}
        acties: &acties
          - {wie: team, tekst: Het team belt., regels: [wet.plicht]}
        gezin: *gezin
        ook: *ook
    onbeslist:
      id: nog-onbekend
      naam: Nog open
      tekst: Dat weet ik nog niet.
      regels: [wet.plicht]
      voor_jou: *jij
      acties: *acties
      gezin: *gezin
      ook: *ook
"""

NORTH = """\
regios:
  - {id: noord, naam: Noord, in_zin: het noorden, bereikbaarheid: [noord.contact]}

regels:
  - id: noord.verdeling
    bron: noord-2024
    vindplaats: "3.2"
    onderwerpen: [verdeling, contact]
    soort: verplichting
    tekst: Veilig Thuis verdeelt de zaken.
  - id: noord.contact
    bron: noord-2024
    vindplaats: "3.2"
    onderwerpen: [contact]
    soort: uitgangspunt
    tekst: In het noorden komt het team langs.
  - id: noord.contact.termijn
    bron: noord-2024
    vindplaats: "3.2"
    onderwerpen: [contact]
    soort: termijn
    tekst: In het noorden komt het team binnen een week.
"""

SOUTH = """\
regios:
  - {id: zuid, naam: Zuid, in_zin: het zuiden}

regels:
  - id: zuid.contact
    bron: zuid-2024
    vindplaats: eigen
    onderwerpen: [contact]
    soort: verplichting
    tekst: In het zuiden schrijft het team een brief.
  - id: zuid.protocol
    bron: zuid-2024
    vindplaats: protocol
    onderwerpen: [contact]
    soort: verplichting
    tekst: Het protocol vraagt om een gesprek met het gezin.
"""

FILES = {
    "bronnen.yml": BRONNEN,
    "landelijk/alles.yml": NATIONAL,
    "noord/beslissing.yml": DECISION,
    "noord/regels.yml": NORTH,
    "zuid/regels.yml": SOUTH,
}


class Example:
    """The example written to a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        """Write a file of the rule base, in place of the one there may be."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a passage that occurs just once."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def line(self, name: str, passage: str) -> int:
        """The number of the only line with this passage."""
        lines = (self.folder / name).read_text(encoding="utf-8").splitlines()
        found = [number for number, line in enumerate(lines, start=1) if passage in line]
        assert len(found) == 1, f"{passage!r} stands on lines {found} of {name}"
        return found[0]

    def form_problems(self) -> list[Problem]:
        """What is wrong with the form; empty when nothing is."""
        try:
            read(self.folder)
        except RulebaseError as error:
            return error.problems
        return []

    def lint(self) -> list[Problem]:
        """What is wrong with the content, where the form is right."""
        return check(read(self.folder))
