"""`sapar ask`: the interview in the terminal, driven by what a person types."""

from tests.cli.desk import KOREA, Said, Sapar

ON = ("--on", "2025-12-10")


def answering(sapar: Sapar, instrument: str, *lines: str, on: str = "2025-12-10") -> Said:
    return sapar("ask", instrument, "--on", on, stdin="\n".join([*lines, ""]))


AIGERIM = (
    "KR",
    "2023-06-01",
    "1",  # regular
    "2",  # no offence
    "2",  # no order to leave
    "2",  # not held
    "2026-01-15",
    "1",  # a passport
    "2027-01-01",
)


def test_aigerim_answers_and_learns_that_it_is_open_and_by_when_to_declare(sapar: Sapar) -> None:
    said = answering(sapar, KOREA, *AIGERIM)
    assert said.err == ""
    assert said.code == 0
    assert "Fri 2026-01-09" in said.out
    assert said.out.count("\n>: ") + said.out.startswith(">: ") <= len(AIGERIM)


def test_the_interview_stops_at_the_answer_that_closes_the_programme(sapar: Sapar) -> None:
    said = answering(sapar, KOREA, "JP")
    assert said.code == 1
    assert said.out.count(">: ") == 1


def test_an_answer_that_cannot_be_used_is_asked_again(sapar: Sapar) -> None:
    said = answering(sapar, KOREA, "Korea", "kr", "2023-02-30", *AIGERIM[1:])
    assert '"KOREA" is not a value of stay.country' in said.out
    assert "This day does not exist in the calendar." in said.out
    assert said.code == 0


def test_an_empty_line_means_i_do_not_know_and_the_rest_is_still_asked(sapar: Sapar) -> None:
    said = answering(sapar, KOREA, "KR", "", *AIGERIM[2:])
    assert said.code == 0
    assert "stay.unlawful_since" in said.out


def test_whoever_stays_lawfully_can_say_so(sapar: Sapar) -> None:
    said = answering(sapar, KOREA, "KR", "1")
    assert said.code == 1


def test_answers_that_end_before_the_questions_are_wrong_use(sapar: Sapar) -> None:
    said = answering(sapar, KOREA, "KR")
    assert said.code == 2
    assert said.err == (
        "The answers ended before the questions did. "
        "Answer each one; an empty line means: I do not know.\n"
    )


def test_visits_are_typed_with_both_their_days(sapar: Sapar) -> None:
    said = sapar(
        "ask",
        "kz-kr-visa-waiver-2014",
        "--on",
        "2026-03-05",
        stdin="\n".join(
            [
                "KR",
                "KZ",
                "2026-03-01",
                "1",
                "2027-01-01",
                "2025-12-01 2025-12-20, 2026-01-02 2026-01-15",
                *[""] * 8,
            ]
        ),
    )
    assert said.code == 0
    assert "Day you entered Day you left" in said.out
    assert "Thu 2026-03-26" in said.out


def test_questions_are_asked_in_the_language_of_the_person(sapar: Sapar) -> None:
    english = answering(sapar, KOREA, "JP").out.splitlines()[0]
    russian = sapar("ask", KOREA, *ON, "--lang", "ru", stdin="JP\n").out.splitlines()[0]
    assert english != russian
