"""A case on one screen: done from its forms, told to the journal, and fair to whoever comes second."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.apps.cases.cast import DEPARTS, WINDOW, Cast, noon_on

from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.models import Kinship
from sapar.apps.cases.actions import give_evidence, wake, write
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.history import SEEN
from sapar.apps.cases.models import Case, Proposal, Referral
from sapar.apps.cases.queries import messages_of
from sapar.apps.cases.sealed import opened_text
from sapar.apps.journal.models import Entry
from sapar.apps.journal.queries import read

pytestmark = pytest.mark.django_db
Browsers = Callable[[str], Client]
FIRST, SAFE, LAST = WINDOW


def page(client: Client, case: Case, *, below: str = "", language: str = "en") -> str:
    answer = client.get(f"/{language}/desk/cases/{case.number}/{below}")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def send(client: Client, case: Case, below: str, **said: Any) -> Any:
    """One form of the page as it stands now."""
    case.refresh_from_db()
    return client.post(
        f"/en/desk/cases/{case.number}/{below}", {"turn": case.turn, "entry": 0, **said}
    )


def with_papers(cast: Cast, case: Case) -> None:
    for kind in ("passport", "declaration-form", "ticket"):
        give_evidence(case.pk, kind, file=None, actor=cast.acting(cast.officer))


def test_the_page_says_what_can_be_done_and_why_the_rest_cannot(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    text = page(browser_of("officer"), case)
    assert "Withdraw" in text
    assert "It is too early. The first day is Wednesday 4 February 2026." in text
    assert "A document is missing: Ticket." in text
    assert "Record a declaration outside the rules" in text
    assert "Only for: A supervisor of the consulate" in text
    assert "Safe last day: Tuesday 10 February 2026" in text
    assert "Last day by the governing reading: Wednesday 11 February 2026" in text
    assert "Серікова Аида" in text


def test_each_look_is_told(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    client = browser_of("officer")
    for below, part in (("", "case"), ("history/", "history"), ("documents/", "file")):
        page(client, case, below=below)
        entry = Entry.objects.filter(verb=SEEN).latest("number")
        assert (entry.user, entry.said) == (cast.officer.pk, f'{{"part":"{part}"}}')


def test_a_step_is_made_from_its_form_with_its_day(
    cast: Cast, browser_of: Browsers, settings: Any
) -> None:
    case = cast.opened()
    with_papers(cast, case)
    settings.SAPAR_NOW = noon_on(FIRST + timedelta(days=1))
    answer = send(browser_of("officer"), case, "moves/declare/", day=FIRST.isoformat())
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.state.name == "declared"
    assert brief_of(case, at=settings.SAPAR_NOW).facts["declaration.filed_on"] == FIRST


def test_a_step_that_is_not_open_keeps_what_was_typed_and_says_why(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    answer = send(browser_of("officer"), case, "moves/declare/", note="She stood at the counter.")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "this step was not open" in text
    assert "She stood at the counter." in text
    case.refresh_from_db()
    assert case.state.name == "draft"


@pytest.mark.parametrize("day", ["2026-02-31", "tomorrow", "2027-01-01", "1989-01-01"])
def test_a_day_that_cannot_be_is_refused_with_a_sentence(
    cast: Cast, browser_of: Browsers, day: str
) -> None:
    case = cast.opened()
    answer = send(browser_of("officer"), case, "moves/withdraw/", day=day, note="As told.")
    assert answer.status_code == 422
    assert "As told." in answer.content.decode()


def test_of_two_browsers_the_second_sees_what_changed_and_keeps_what_it_typed(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    seen, entry = case.turn, Entry.objects.filter(chain=f"case:{case.pk}").count()
    first, second = browser_of("officer"), browser_of("second")
    send(first, case, "holds/detained/", do="set", note="Told by the police.")
    answer = second.post(
        f"/en/desk/cases/{case.number}/moves/withdraw/",
        {"turn": seen, "entry": entry, "note": "She called us."},
    )
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "The case has changed since you opened it" in text
    assert "Held: Detained" in text
    assert "She called us." in text
    case.refresh_from_db()
    assert case.state.name == "draft"


def test_a_form_without_its_turn_is_none(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    client = browser_of("officer")
    for turn in ("", "x", "9" * 12):
        answer = client.post(
            f"/en/desk/cases/{case.number}/moves/withdraw/", {"turn": turn, "entry": 0}
        )
        assert answer.status_code == 404


def test_what_is_disputed_is_confirmed_in_the_form(
    cast: Cast, browser_of: Browsers, settings: Any
) -> None:
    case = cast.opened(stay__unlawful_since=date(2025, 12, 1))
    with_papers(cast, case)
    settings.SAPAR_NOW = noon_on(FIRST)
    client = browser_of("officer")
    assert "Confirm what nobody has verified" in page(client, case)
    refused = send(client, case, "moves/declare/", note="1345 said so.")
    assert refused.status_code == 422
    brief = brief_of(case, at=settings.SAPAR_NOW)
    rests_on = next(one for one in brief.moves if one.move.id == "declare").rests_on
    made = send(client, case, "moves/declare/", note="1345 said so.", confirms=list(rests_on))
    assert made.status_code == 302
    text = page(client, case)
    assert "Confirmed: " in text
    assert "1345 said so." in text


def test_two_officers_reopen_a_case_from_their_pages(
    cast: Cast, browser_of: Browsers, settings: Any
) -> None:
    case = cast.opened()
    settings.SAPAR_NOW = noon_on(date(2026, 3, 5))
    wake(case.pk, actor=machine(settings.SAPAR_NOW))
    officer, second = browser_of("officer"), browser_of("second")
    send(officer, case, "moves/reopen/", reason="lapsed-in-error", note="See entry 12.")
    [proposal] = Proposal.objects.all()
    below = f"proposals/{proposal.pk}/"
    assert send(officer, case, below, do="countersign").status_code == 403
    text = page(second, case)
    assert "Waits for a second officer: Reopen the case" in text
    assert "See entry 12." in text
    assert send(second, case, below, do="countersign").status_code == 302
    case.refresh_from_db()
    assert case.state.name == "draft"


def test_a_proposal_is_turned_down_with_a_reason(
    cast: Cast, browser_of: Browsers, settings: Any
) -> None:
    case = cast.opened()
    settings.SAPAR_NOW = noon_on(date(2026, 3, 5))
    wake(case.pk, actor=machine(settings.SAPAR_NOW))
    send(browser_of("officer"), case, "moves/reopen/", reason="lapsed-in-error")
    [proposal] = Proposal.objects.all()
    second = browser_of("second")
    send(second, case, f"proposals/{proposal.pk}/", do="turn-down", note="It had not.")
    proposal.refresh_from_db()
    assert not proposal.is_countersigned
    assert "It had not." in page(second, case)


def test_a_hold_is_set_and_ended(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    client = browser_of("officer")
    send(client, case, "holds/detained/", do="set", note="Told by the police of Ansan.")
    case.refresh_from_db()
    assert case.is_held
    assert "Told by the police of Ansan." in page(client, case)
    again = send(client, case, "holds/detained/", do="set")
    assert again.status_code == 422
    send(client, case, "holds/detained/", do="release")
    case.refresh_from_db()
    assert not case.is_held
    assert send(client, case, "holds/no-such-hold/", do="set").status_code == 404


def test_a_ready_sentence_goes_out_in_the_language_of_the_person(
    cast: Cast, browser_of: Browsers
) -> None:
    cast.citizen.language = "kk"
    cast.citizen.save(update_fields=["language"])
    case = cast.opened()
    client = browser_of("officer")
    send(client, case, "messages/", template="call", text="+82 2 123 4567")
    sent = messages_of(case).filter(template="").get()
    text = opened_text(case, "message", bytes(sent.body))["text"]
    assert "Please call us." not in text
    assert text.endswith("+82 2 123 4567")
    assert send(client, case, "messages/").status_code == 422
    assert send(client, case, "messages/", text="x" * 9000).status_code == 422


def test_messages_are_read_when_the_officer_says_so(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    write(case.pk, "May I take two bags?", actor=cast.acting(cast.citizen))
    client = browser_of("officer")
    assert "May I take two bags?" in page(client, case)
    assert not case.messages.filter(to_person=False, read_at__isnull=False).exists()
    send(client, case, "messages/read/")
    assert case.messages.filter(to_person=False, read_at__isnull=False).count() == 1


def test_an_officer_takes_a_case_and_a_supervisor_gives_it_to_another(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    officer, supervisor = browser_of("officer"), browser_of("supervisor")
    send(officer, case, "officer/", to="me")
    case.refresh_from_db()
    assert case.officer == cast.officer
    assert send(officer, case, "officer/", to=cast.second.pk).status_code == 403
    send(supervisor, case, "officer/", to=cast.second.pk)
    case.refresh_from_db()
    assert case.officer == cast.second
    assert send(supervisor, case, "officer/", to=cast.in_busan.pk).status_code == 404
    assert send(supervisor, case, "officer/", to="x").status_code == 404


def test_a_transfer_is_asked_answered_and_takes_the_case_along(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    seoul, busan = browser_of("officer"), browser_of("in_busan")
    send(seoul, case, "referrals/", to="kz-busan", kind="transfer", question="She moved.")
    [asked] = Referral.objects.all()
    assert "She moved." in page(busan, case)
    below = f"referrals/{asked.pk}/"
    assert send(seoul, case, below, answer="accepted").status_code == 403
    send(busan, case, below, answer="accepted", reply="We take it.")
    case.refresh_from_db()
    assert case.post == cast.busan
    assert seoul.get(f"/en/desk/cases/{case.number}/").status_code == 404


def test_a_refused_referral_leads_the_reader_back_to_the_list(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    send(browser_of("officer"), case, "referrals/", to="kz-busan", kind="referral", question="?")
    [asked] = Referral.objects.all()
    answer = send(browser_of("in_busan"), case, f"referrals/{asked.pk}/", answer="refused")
    assert answer.headers["Location"] == "/en/desk/"


def test_facts_are_written_only_after_it_was_seen_what_would_follow(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    client = browser_of("officer")
    form = {
        name: value
        for name, value in _form_in(page(client, case, below="facts/")).items()
        if not name.startswith("departure.date")
    }
    form |= {"departure.date-day": "27", "departure.date-month": "2", "departure.date-year": "2026"}
    seen = client.post(f"/en/desk/cases/{case.number}/facts/", {**form, "do": "see"})
    text = seen.content.decode()
    assert "This would follow. Nothing is written yet." in text
    assert "Friday 27 February 2026" in text
    assert "Declare the departure" in text
    case.refresh_from_db()
    assert brief_of(case, at=noon_on(DEPARTS)).facts["departure.date"] == DEPARTS
    kept = client.post(f"/en/desk/cases/{case.number}/facts/", {**form, "do": "keep"})
    assert kept.status_code == 302
    case.refresh_from_db()
    assert brief_of(case, at=noon_on(DEPARTS)).facts["departure.date"] == date(2026, 2, 27)


def test_a_fact_that_cannot_be_read_is_shown_again_as_it_was_typed(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    client = browser_of("officer")
    form = _form_in(page(client, case, below="facts/")) | {"departure.date-month": "13"}
    answer = client.post(f"/en/desk/cases/{case.number}/facts/", {**form, "do": "keep"})
    assert answer.status_code == 422
    assert 'value="13"' in answer.content.decode()
    case.refresh_from_db()
    assert brief_of(case, at=noon_on(DEPARTS)).facts["departure.date"] == DEPARTS


def test_an_empty_field_takes_a_fact_away(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    client = browser_of("officer")
    form = _form_in(page(client, case, below="facts/")) | {"stay.entry": ""}
    client.post(f"/en/desk/cases/{case.number}/facts/", {**form, "do": "keep"})
    case.refresh_from_db()
    facts = brief_of(case, at=noon_on(DEPARTS)).facts
    assert "stay.entry" not in facts
    assert len(facts) == 12


def test_the_history_shows_who_looked_and_what_was_sealed(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    client = browser_of("officer")
    send(client, case, "holds/detained/", do="set", note="Told by the police of Ansan.")
    text = page(client, case, below="history/")
    assert "Looked at the case" in page(client, case) or "Looked at" in text
    assert "Told by the police of Ansan." in text
    control = page(browser_of("auditor"), case, below="history/")
    assert "Told by the police of Ansan." not in control
    assert "There is a sealed note." in control


def test_a_relative_is_said_once_and_closes_the_case(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    client = browser_of("officer")
    assert send(client, case, "kinship/").headers["Location"] == "/en/desk/"
    assert Kinship.objects.get().user == cast.officer
    assert client.get(f"/en/desk/cases/{case.number}/").status_code == 404


def test_asked_by_htmx_a_page_leaves_out_what_stands_around_it(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    client = browser_of("officer")
    address = f"/en/desk/cases/{case.number}/"
    whole, part = client.get(address), client.get(address, headers={"HX-Request": "true"})
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert b'id="desk"' in part.content
    policy = whole.headers["Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_paper_is_printed_with_what_the_case_knows(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    answer = browser_of("officer").get(f"/ko/desk/cases/{case.number}/papers/declaration/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert Entry.objects.filter(verb=SEEN).latest("number").said == '{"part":"paper"}'
    missing = browser_of("officer").get(f"/ko/desk/cases/{case.number}/papers/no-such/")
    assert missing.status_code == 404


def test_nothing_that_was_typed_stands_open_in_the_journal(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    send(browser_of("officer"), case, "moves/withdraw/", note="She changed her mind.")
    moved = Entry.objects.get(verb="case.moved")
    assert "mind" not in moved.said
    assert read(moved).personal == {"note": "She changed her mind."}


def _form_in(text: str) -> dict[str, str]:
    """The fields of the form of facts, as a browser would send them."""
    found = dict(re.findall(r'<input class="box[^>]*name="([^"]+)"[^>]*value="([^"]*)"', text))
    found |= dict(re.findall(r'<input type="hidden" name="(turn)" value="([^"]*)"', text))
    for name, options in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', text, re.DOTALL
    ):
        chosen = re.findall(r'value="([^"]*)" selected', options)
        found[name] = chosen[0] if chosen else ""
    boxes = re.findall(r'<input class="choice__box"[^>]*name="([^"]+)"[^>]*checked', text)
    return found | dict.fromkeys(boxes, "yes")


def test_a_changed_law_shows_what_it_does_and_is_adopted_from_the_page(
    cast: Cast, browser_of: Browsers, settings: Any
) -> None:
    case = cast.opened(
        at=noon_on(date(2024, 11, 20)),
        instrument="kr-voluntary-departure-2024",
        departure__date=date(2024, 11, 29),
        stay__unlawful_since=date(2021, 1, 1),
    )
    settings.SAPAR_NOW = noon_on(date(2024, 11, 28))
    client = browser_of("officer")
    text = page(client, case)
    assert "The law changed: this is what it does to the case" in text
    assert "Saturday 30 November 2024" in text
    assert "Friday 31 January 2025" in text
    assert send(client, case, "law/").status_code == 302
    assert "The law changed: this is what it does" not in page(client, case)
    assert send(client, case, "law/").status_code == 422


@pytest.mark.parametrize(
    "number", ["KZ-SEOUL-2026-999999", "%00", "..%2f", "%F0%9F%98%80", "x" * 300]
)
def test_a_number_that_no_case_has_is_not_found(
    cast: Cast, browser_of: Browsers, number: str
) -> None:
    assert browser_of("officer").get(f"/en/desk/cases/{number}/").status_code == 404
