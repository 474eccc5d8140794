"""What tests of the decisions share: the criteria of each, and cases to start from."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from assistant.rulebase.schema import Criterium

OVERDRACHT = (
    "acute-bedreiging",
    "zichtbaar-letsel",
    "gezin-wil-geen-hulp",
    "onzeker-of-geweld",
    "seksueel-misbruik",
    "stalking",
    "acute-psychiatrie",
    "ongeboren-kind",
    "eergerelateerd-geweld",
    "ouderenmishandeling",
    "meerderjarig-kind",
    "melder-anoniem-voor-gezin",
)
"""The twelve criteria of the decision, in the order of asking."""

AFWEGING = (
    "vermoeden-van-geweld",
    "acute-of-structurele-onveiligheid",
    "zelf-hulp-mogelijk",
    "hulp-aanvaard",
    "hulp-werkt",
)
"""The five afwegingsvragen of the meldcode."""

NAMED = {
    "nieuw-incident-lopend-traject": "nee",
    "wil-clientnamen-niet-noemen": "nee",
    "wil-eigen-naam-niet-noemen": "nee",
}
"""Nothing new happened, and the caller says who they are and whom it is about."""

LIGHT = {
    "vermoeden-van-geweld": "ja",
    "acute-of-structurele-onveiligheid": "nee",
    "zelf-hulp-mogelijk": "ja",
    "hulp-aanvaard": "ja",
    "hulp-werkt": "ja",
}
"""A suspicion, and everything that is needed is done."""

CHECKS = settings(deadline=None, derandomize=True, max_examples=100)
DECISIONS = ("directe-overdracht", "advies-of-melding", "afwegingsvragen", "zelftoets")

values = st.sampled_from(["ja", "nee", "onbekend"])


def independent(store) -> dict[str, Criterium]:
    """The criteria without what follows from others."""
    return {name: c.model_copy(update={"volgt_uit": ()}) for name, c in store.criteria.items()}
