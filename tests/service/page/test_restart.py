"""The service stops and starts in the middle of a conversation: nobody notices more than a pause."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import expect
from serving import running

from .browsing import CASE, field, press, say, turns


@pytest.fixture
def state(model, tmp_path):
    (tmp_path / "modellen").mkdir()
    shutil.copy(model, tmp_path / "modellen")
    return tmp_path


def test_a_conversation_goes_on_after_a_restart(browser, state):
    with browser.new_context() as context:
        page = context.new_page()
        with running(state) as url:
            page.goto(f"{url}/")
            say(page, CASE)
        field(page).fill("Wat is de meldcode?")
        field(page).press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("geen verbinding")
        expect(field(page)).to_have_value("Wat is de meldcode?")
        port = re.search(r":(\d+)", url)[1]
        with running(state, PORT=port):
            page.get_by_role("button", name="Probeer het opnieuw").click()
            expect(turns(page)).to_have_count(3)
            press(page, "Nee")
            page.reload()
            expect(turns(page)).to_have_count(4)
