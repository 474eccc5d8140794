from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from assistant.learning.opgaven import Opgave
from assistant.learning.schedule import Gegeven, cards, next_card, next_moment, progress, regels_known, when

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=timezone.utc)


def opgave(id: str, **more) -> Opgave:
    made = Opgave(
        id=id, module="m", soort="getal", vraag="?", uitleg="!", regels=(f"r.{id}",), getal=1, eenheid="x"
    )
    return replace(made, versie="v1", **more)


ONE, TWO, PLACE = opgave("een"), opgave("twee"), opgave("plaats", gemaakt="plaats")


def given(id: str, right: bool = True, after: timedelta = timedelta(), versie: str = "v1") -> Gegeven:
    return Gegeven(id, versie, right, NOW + after)


def test_new_questions_come_in_order_and_places_last():
    assert next_card(cards([PLACE, ONE, TWO], []), NOW).opgave is ONE
    assert next_card(cards([PLACE, ONE, TWO], [given("een"), given("twee")]), NOW).opgave is PLACE


def test_a_wrong_answer_comes_back_sooner_than_a_right_one():
    wrong, right = cards([ONE, TWO], [given("een", right=False), given("twee")])
    assert NOW < wrong.terug < right.terug


def test_right_answers_days_apart_make_it_known_and_a_wrong_one_undoes_that():
    days = [given("een", after=timedelta(days=2 * n)) for n in range(4)]
    (known,) = cards([ONE], days)
    assert known.stand == "bekend"
    assert known.terug - days[-1].moment > timedelta(days=7)
    (again,) = cards([ONE], [*days, given("een", right=False, after=timedelta(days=9))])
    assert again.stand == "bezig"


def test_what_is_due_comes_before_what_is_new():
    later = NOW + timedelta(days=1)
    assert next_card(cards([ONE, TWO], [given("twee")]), later).opgave is TWO


def test_a_changed_question_comes_back_first_and_earlier_answers_do_not_count():
    changed = replace(ONE, versie="v2")
    all_cards = cards([TWO, changed], [given("een", after=timedelta(days=n)) for n in range(5)])
    assert [kaart.stand for kaart in all_cards] == ["nieuw", "gewijzigd"]
    assert next_card(all_cards, NOW).opgave is changed
    (relearned,) = cards([changed], [given("een"), given("een", versie="v2", after=timedelta(days=6))])
    assert relearned.stand == "bezig"


def test_nothing_is_asked_while_nothing_is_due():
    all_cards = cards([ONE], [given("een")])
    assert next_card(all_cards, NOW) is None
    assert next_moment(all_cards) == all_cards[0].terug
    assert next_moment(cards([ONE], [])) is None


def test_the_same_answers_give_the_same_day():
    answers = [given("een", after=timedelta(days=n * n)) for n in range(6)]
    assert cards([ONE], answers) == cards([ONE], answers)


def test_the_order_in_which_answers_were_stored_does_not_matter():
    answers = [given("een", right=n != 2, after=timedelta(days=n)) for n in range(5)]
    assert cards([ONE], answers) == cards([ONE], answers[::-1])


def test_progress_is_counted_per_module_and_per_regel():
    all_cards = cards([ONE, TWO, PLACE], [given("een")])
    assert progress(all_cards) == {"m": {"bekend": 0, "bezig": 1, "gewijzigd": 0, "nieuw": 2}}
    assert regels_known(all_cards) == {"r.een": "bezig", "r.twee": "nieuw", "r.plaats": "nieuw"}


def test_what_comes_back_today_is_said_with_its_time_and_else_with_its_day():
    assert when(NOW + timedelta(minutes=5), NOW) == "vandaag om 10.05 uur"
    assert when(NOW - timedelta(minutes=5), NOW).startswith("vandaag")
    assert when(NOW + timedelta(days=2), NOW) == "op woensdag 11 maart 2026"
    # Just before midnight in the Netherlands is another day than just after it.
    late = datetime(2026, 3, 9, 22, 50, tzinfo=timezone.utc)
    assert when(late + timedelta(minutes=20), late) == "op dinsdag 10 maart 2026"
