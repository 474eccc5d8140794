"""The pages on learning, as a browser without script uses them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import httpx
import pytest

CASE = "/leren/oefengesprek/leerkracht-blauwe-plek"
CODE = re.compile(r"(leer|groep|trainer)(?:-[2-9a-z]{4}){3}")


@pytest.fixture
def browser(server: str) -> Iterator[httpx.Client]:
    with new_browser(server) as client:
        yield client


def new_browser(server: str) -> httpx.Client:
    return httpx.Client(base_url=server, follow_redirects=True, timeout=60)


@pytest.fixture
def learner(browser: httpx.Client) -> httpx.Client:
    """A browser in which somebody began."""
    assert "Jouw leerpad" in browser.post("/leren/begin", data={"regio": "ijmond"}).text
    return browser


def text_of(response: httpx.Response) -> str:
    """What a page shows, without its tags."""
    assert response.status_code == 200, response.text
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def code_on(response: httpx.Response, soort: str = "leer") -> str:
    return next(match[0] for match in CODE.finditer(response.text) if match[1] == soort)


def fill_in(response: httpx.Response) -> dict[str, str]:
    """The form of a question, filled in; the first choice, or all boxes."""
    names = re.findall(r'name="(keuze-\d+|plaats-\d+)"', response.text)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.text))
    chosen = {name: name.partition("-")[2] for name in names}
    return {**hidden, **(chosen or {"antwoord": "1"})}


def test_who_has_no_code_can_begin_or_go_on(browser):
    page = browser.get("/leren")
    assert "Begin met leren" in text_of(page)
    assert page.headers["cache-control"] == "no-store"
    assert "unsafe-inline" not in page.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*src=)|\sstyle=", page.text)
    for path in ("/leren/vraag", "/leren/voortgang", "/leren/advies-of-melding", CASE):
        assert "Begin met leren" in text_of(browser.get(path))


def test_a_code_opens_the_path_on_another_device(server, learner):
    code = code_on(learner.get("/leren"))
    with new_browser(server) as elsewhere:
        assert "Deze leercode ken ik niet" in text_of(elsewhere.post("/leren/code", data={"code": "leer-x"}))
        assert code in elsewhere.post("/leren/code", data={"code": code.upper()}).text
        assert "Begin met leren" in text_of(elsewhere.post("/leren/stop"))


def test_the_code_is_out_of_reach_of_scripts_and_other_sites(server):
    with httpx.Client(base_url=server) as client:
        cookie = client.post("/leren/begin", data={"regio": "ijmond"}).headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/leren" in cookie


def test_a_module_is_read_and_its_questions_answered(learner):
    module = learner.get("/leren/advies-of-melding")
    assert "Waar staat dat?" in text_of(module)
    seen = set()
    for _ in range(12):
        question = learner.get("/leren/vraag", params={"module": "advies-of-melding"})
        answered = learner.post("/leren/vraag", data=fill_in(question))
        shown = text_of(answered)
        assert "Het goede antwoord:" in shown and "Waar staat dat?" in shown
        assert answered.url.path.startswith("/leren/antwoord/")
        seen.add(answered.url.path)
    assert len(seen) > 8


def test_no_answer_is_asked_for_again(learner):
    question = learner.get("/leren/vraag")
    sent = {"opgave": fill_in(question)["opgave"], "module": ""}
    again = learner.post("/leren/vraag", data=sent)
    assert again.status_code == 400 and "Kies of typ eerst een antwoord" in again.text


def test_an_older_tab_keeps_its_question_and_what_was_filled_in(learner):
    """Its question comes back, not the one whose turn it is now, with what was filled in so far."""
    older = fill_in(learner.get("/leren/vraag", params={"module": "meldcode"}))
    learner.post("/leren/vraag", data=fill_in(learner.get("/leren/vraag")))
    refused = learner.post("/leren/vraag", data={"opgave": older["opgave"], "module": "meldcode"})
    assert refused.status_code == 400 and fill_in(refused)["opgave"] == older["opgave"]
    steps = {f"plaats-{n}": "1" for n in range(1, 6)}
    twice = learner.post("/leren/vraag", data={"opgave": "meldcode.nummers", "module": "", **steps})
    assert "Geef elke stap een eigen plaats" in twice.text
    assert twice.text.count('value="1" selected') == 5


def test_a_question_that_is_no_more_is_said_to_be(learner):
    gone = text_of(learner.post("/leren/vraag", data={"opgave": "er.niet", "antwoord": "1"}))
    assert "Die vraag is er niet meer" in gone


def test_several_choices_are_compared(learner):
    sent = {"opgave": "wat-is-veilig-thuis.vijf-taken", "module": ""}
    right = ("advies geven", "meldingen aannemen", "terugkoppelen aan de melder")
    first = learner.post("/leren/vraag", data={**sent, "keuze-1": "on"})
    shown = text_of(first)
    assert "Nog niet goed" in shown and "Je miste:" in shown
    assert ("Je koos te veel:" in shown) is (not any(f"antwoordde: {one}" in shown for one in right))


def test_a_wrong_group_is_told_also_with_a_code_from_before(learner):
    wrong = learner.post("/leren/begin", data={"regio": "ijmond", "groep": "groep-aaaa-aaaa-aaaa"})
    assert "Deze groepscode ken ik niet" in text_of(wrong)


def test_what_comes_back_today_comes_back_at_a_time(learner):
    for _ in range(40):
        page = learner.get("/leren/vraag", params={"module": "anonimiteit"})
        if "nu niets te vragen" in page.text:
            break
        learner.post("/leren/vraag", data=fill_in(page))
    assert re.search(r"komt terug vandaag om \d+\.\d\d uur", text_of(page))


def test_a_practice_call_from_pick_up_to_feedback(learner):
    assert "Neem de telefoon op" in text_of(learner.get(CASE))
    assert "leerkracht van groep 5" in text_of(learner.post(CASE, data={"doe": "begin"}))
    told = text_of(learner.post(CASE, data={"doe": "zeg", "tekst": "Is het meisje nu veilig?"}))
    assert "bij haar oma" in told
    assert "Wat zeg je?" in text_of(learner.post(CASE, data={"doe": "zeg", "tekst": "   "}))
    done = text_of(learner.post(CASE, data={"doe": "afronden"}))
    assert "Hoe ging het?" in done and "Gedaan: vragen of het nu veilig is" in done
    assert "Vergeten: uitleggen dat advies anoniem is" in done
    assert "gedaan" in text_of(learner.get("/leren"))


def test_danger_in_a_practice_call_shows_112(learner):
    learner.post(CASE, data={"doe": "begin"})
    said = "Help, mijn man staat nu voor me met een mes, hij gaat me vermoorden"
    assert "Is dit geen oefening" in text_of(learner.post(CASE, data={"doe": "zeg", "tekst": said}))


def test_what_is_typed_comes_back_as_text(learner):
    learner.post(CASE, data={"doe": "begin"})
    page = learner.post(CASE, data={"doe": "zeg", "tekst": "<b>hallo</b> <script>alert(1)</script>"})
    assert "<script>alert" not in page.text and "&lt;script&gt;alert" in page.text
    assert "<b>hallo" not in page.text


def test_progress_is_a_picture_with_words(learner):
    learner.post("/leren/vraag", data=fill_in(learner.get("/leren/vraag")))
    page = learner.get("/leren/voortgang")
    assert '<svg class="balk"' in page.text and '<svg class="vakken"' in page.text
    assert "1 bezig" in text_of(page)


def test_erasing_asks_first_and_then_leaves_nothing(server, learner):
    code = code_on(learner.get("/leren"))
    assert "Zet eerst het vinkje" in text_of(learner.post("/leren/wis", data={"zeker-niet": ""}))
    assert "Alles is gewist" in text_of(learner.post("/leren/wis", data={"zeker": "on"}))
    assert "Deze leercode ken ik niet" in text_of(learner.post("/leren/code", data={"code": code}))


def test_a_trainer_makes_a_group_and_sees_it(server, browser):
    made = browser.post("/leren/trainer", data={"doe": "nieuw"})
    groep, trainer = code_on(made, "groep"), code_on(made, "trainer")
    with new_browser(server) as pupil:
        pupil.post("/leren/begin", data={"regio": "gooi-en-vechtstreek", "groep": groep})
        pupil.post("/leren/vraag", data=fill_in(pupil.get("/leren/vraag")))
        code = code_on(pupil.get("/leren"))
    results = browser.get("/leren/trainer")
    assert "Gooi en Vechtstreek" in text_of(results) and code not in results.text
    table = browser.get("/leren/trainer/resultaten.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.text.splitlines()) == 2
    assert "Een groep openen" in text_of(browser.post("/leren/trainer", data={"doe": "sluit"}))
    assert "ken ik niet" in text_of(browser.post("/leren/trainer", data={"code": groep}))
    assert "Leerlingen" in text_of(browser.post("/leren/trainer", data={"code": trainer}))


@pytest.mark.parametrize("path", ["/leren/bestaat-niet", "/leren/oefengesprek/bestaat-niet"])
def test_what_does_not_exist_is_not_found(learner, path):
    assert learner.get(path).status_code == 404


def test_only_a_form_is_read(learner):
    assert learner.post("/leren/vraag", json={"opgave": "x"}).status_code == 415
    assert learner.post("/leren/vraag", content=b"a=" + b"x" * 70_000, headers=FORM).status_code == 413


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
