"""The answer page says what the day and the case allow, and nothing that could mislead."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from .people import (
    ALIYA,
    DANA,
    KOREA,
    MADI,
    NOT_YET,
    ORDINARY,
    OVER,
    RETURN,
    STAY,
    UNKNOWN,
    tell,
    walk,
)

Ask = Callable[..., str]


@pytest.fixture
def visitor() -> Client:
    """Somebody without cookies."""
    return Client()


@pytest.fixture
def ask(visitor: Client, settings: Any) -> Ask:
    """The main part of the answer page, for a person on a day in Seoul."""

    def answer(instrument: str, person: dict[str, Any], on: str = "2026-01-20", **more: Any) -> str:
        settings.SAPAR_NOW = datetime.fromisoformat(f"{on}T09:00+09:00")
        changed = {name.replace("__", "."): value for name, value in more.items()}
        text = walk(visitor, instrument, {**person, **changed})
        main = text[text.index("<main") : text.index("</main>")]
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))

    return answer


def test_the_safe_day_is_the_one_to_act_on(ask: Ask) -> None:
    text = ask(KOREA, ALIYA)
    assert "This is open to you" in text
    assert "Declare your departure: by Tuesday 10 February 2026 at the latest." in text
    assert "One way of counting allows it until Wednesday 11 February 2026" in text
    assert "From Wednesday 4 February 2026 to Tuesday 10 February 2026" in text


def test_a_safe_day_that_has_passed_is_not_offered(ask: Ask) -> None:
    text = ask(KOREA, ALIYA, "2026-02-11", declaration__filed_on=NOT_YET)
    assert "A person should look at this" in text
    assert "The last safe day for this departure was Tuesday 10 February 2026" in text
    assert not re.search(r"departure: by \w+day", text)
    assert "Departure dates you can still reach From Friday 20 February 2026" in text


def test_a_day_missed_can_be_mended_while_there_is_another(ask: Ask) -> None:
    text = ask(KOREA, ALIYA, "2026-02-12", declaration__filed_on=NOT_YET)
    assert "Not with this plan, but you can change it" in text
    assert "The last day for this departure was Wednesday 11 February 2026" in text
    assert "Departure dates you can still reach" in text


def test_nothing_is_in_the_hands_of_who_comes_too_late(ask: Ask) -> None:
    text = ask(
        KOREA,
        ALIYA,
        "2026-02-26",
        departure__date=date(2026, 2, 28),
        declaration__filed_on=NOT_YET,
    )
    assert "you can change it" not in text
    assert "Not open to you as things stand" in text
    assert "See what the ordinary rules mean for you" in text
    assert "Departure dates you can still reach" not in text


def test_every_day_that_can_be_reached_is_shown_while_none_is_chosen(ask: Ask) -> None:
    text = ask(KOREA, ALIYA, departure__date=UNKNOWN)
    assert "Still open" in text
    assert "to Saturday 28 February 2026" in text
    assert "Choose a day and see its calendar" in text


def test_a_missing_document_is_the_first_thing_to_mend(ask: Ask) -> None:
    text = ask(KOREA, ALIYA, travel_document__kind="none")
    assert "Not with this plan, but you can change it" in text
    assert "What you can do: Ask your embassy for a document now" in text


def test_a_programme_that_is_over_promises_nothing(ask: Ask) -> None:
    for departure in (date(2025, 1, 10), date(2026, 2, 10), UNKNOWN):
        text = ask(OVER, ALIYA, departure__date=departure)
        assert "This programme is over" in text
        assert "31 January 2025" in text
        for promise in ("open to you", "What you get", "What to do next", "you can change"):
            assert promise not in text


def test_the_programme_of_2025_ends_on_its_last_day(ask: Ask) -> None:
    assert "This programme is over" not in ask(KOREA, ALIYA, "2026-02-28")
    assert "This programme is over" in ask(KOREA, ALIYA, "2026-03-01")


def test_what_had_not_been_announced_is_no_refusal(ask: Ask, visitor: Client) -> None:
    text = ask(KOREA, ALIYA, "2025-09-20")
    assert "This had not been announced yet" in text
    assert "What you get" not in text
    assert "speaks against" not in text
    assert f"/ask/{KOREA}/" not in visitor.get("/en/start/KR/").content.decode()


def test_a_day_beyond_the_calendar_is_not_guessed(ask: Ask) -> None:
    text = ask(
        ORDINARY,
        ALIYA,
        departure__date=date(2028, 2, 10),
        travel_document__valid_until=date(2029, 1, 1),
    )
    assert "cannot be counted yet" in text
    assert not re.search(r"departure: by \w+day", text)


def test_what_has_been_filed_is_not_asked_for_again(ask: Ask, visitor: Client) -> None:
    ask(KOREA, ALIYA, "2026-02-06")
    visitor.post(
        f"/en/ask/{KOREA}/declaration.filed_on/",
        {
            f"declaration.filed_on-{k}": v
            for k, v in (("day", "5"), ("month", "2"), ("year", "2026"))
        },
    )
    text = visitor.get(f"/en/answer/{KOREA}/").content.decode().replace("\xa0", " ")
    assert "by what you told us this is done, on Thursday 5 February 2026" in text
    assert not re.search(r"departure: by \w+day", text)


def test_days_of_stay_are_days_to_stay(ask: Ask) -> None:
    text = ask(STAY, DANA)
    assert "You may stay until Sunday 8 February 2026 . Leave on that day at the latest." in text
    assert "Day of entry" in text
    assert "Day of departure" not in text
    assert text.count("At the latest: Sunday 8 February 2026") == 1, "to leave, not to list visits"
    assert "Filing is free" not in text
    assert "Nobody can sell you more days" in text


def test_a_document_that_ends_before_the_stay_is_told(ask: Ask) -> None:
    text = ask(STAY, DANA, travel_document__valid_until=date(2026, 2, 1))
    assert "Your travel document ends earlier, on Sunday 1 February 2026" in text


def test_a_stay_that_is_over_says_so(ask: Ask) -> None:
    text = ask(STAY, DANA, "2026-02-09")
    assert "ended on Sunday 8 February 2026" in text
    assert "You may stay" not in text


@pytest.mark.parametrize("on", ["2025-09-20", "2026-01-20", "2026-03-20"])
@pytest.mark.parametrize("instrument", [KOREA, ORDINARY, OVER, STAY])
@pytest.mark.parametrize("entry", ["regular", "smuggled"])
def test_every_answer_for_korea_names_the_hotline_and_warns_of_agents(
    ask: Ask, visitor: Client, on: str, instrument: str, entry: str
) -> None:
    text = ask(instrument, {**DANA, **ALIYA}, on, stay__entry=entry)
    assert "report agents who ask for money" in text
    assert 'href="tel:1345"' in visitor.get(f"/en/answer/{instrument}/").content.decode()


def test_amounts_are_about_and_name_their_table_and_its_day(ask: Ask) -> None:
    text = ask(KOREA, ALIYA)
    otherwise = text[text.index("What you would face otherwise") : text.index("What speaks for it")]
    assert "about 7,000,000 won" in otherwise
    assert "Migration Agency of Uzbekistan" in otherwise
    assert re.search(r"\(Reported, \d+ \w+ 20\d\d\)", otherwise)
    assert "about up to" not in otherwise
    assert "never a promise" in otherwise


def test_the_print_view_has_everything_open(ask: Ask, visitor: Client) -> None:
    ask(KOREA, ALIYA)
    text = visitor.get(f"/en/answer/{KOREA}/?print").content.decode()
    assert "<details" in text
    assert not re.search(r"<details(?![^>]* open)[^>]*>", text)


def test_the_calendar_file_reminds_in_the_time_of_the_place(ask: Ask, visitor: Client) -> None:
    ask(KOREA, ALIYA)
    response = visitor.get(f"/kk/answer/{KOREA}/calendar.ics")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    found = [event.decoded("dtstart") for event in events]
    assert [f"{day:%Y-%m-%d %H:%M %z}" for day in found] == [
        "2026-02-10 09:00 +0900",
        "2026-02-11 09:00 +0900",
        "2026-02-19 09:00 +0900",
    ]
    assert {str(day.tzinfo) for day in found} == {"Asia/Seoul"}
    assert all(len(event.walk("VALARM")) == 3 for event in events)
    assert response["Content-Type"].startswith("text/calendar")


def test_there_is_no_calendar_file_for_days_that_have_passed(ask: Ask, visitor: Client) -> None:
    ask(KOREA, ALIYA, "2026-02-12")
    assert visitor.get(f"/en/answer/{KOREA}/calendar.ics").status_code == 404


# Help from a consulate: no window and no day to leave, and a fee of its own.


def test_who_has_lost_the_passport_reads_what_to_bring_and_no_days(ask: Ask) -> None:
    text = ask(RETURN, MADI)
    assert "This is open to you" in text
    assert "Report the loss" in text
    assert "Departure dates" not in text
    assert "You need two photos of 3.5 × 4.5 cm." in text


def test_a_consulate_charges_a_fee_so_nobody_reads_that_filing_is_free(ask: Ask) -> None:
    assert "Filing is free" in ask(KOREA, ALIYA)
    assert "Filing is free" not in ask(RETURN, MADI)


def test_a_paper_that_is_missing_can_be_had(ask: Ask, visitor: Client) -> None:
    ask(RETURN, MADI)
    tell(visitor, RETURN, loss__paper=False)
    text = visitor.get(f"/en/answer/{RETURN}/").content.decode()
    assert "Not with this plan, but you can change it" in text
    assert "Report the loss" in text


def test_an_expired_passport_is_no_refusal(ask: Ask) -> None:
    text = ask(RETURN, MADI, passport__state="expired")
    assert "A person should look at this" in text
    assert "This is not a refusal. Ask the embassy" in text


def test_a_case_that_no_text_names_is_no_refusal(ask: Ask) -> None:
    text = ask(RETURN, MADI, passport__state="withheld")
    assert "Nobody can say this yet" in text
    assert "Report the loss" not in text
