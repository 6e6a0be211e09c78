"""The shelf: every instrument with its calendars, its words and its worked examples, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from sapar.core.calendar import WorkingCalendar
from sapar.core.kernel import did_you_mean
from sapar.core.law import InstrumentError, Law
from sapar.instruments.calendars import read_calendars
from sapar.instruments.reader import read_instrument
from sapar.instruments.words import InstrumentWords, SharedWords, read_shared_words, read_words

SHIPPED = Path(__file__).resolve().parents[3] / "instruments"
"""The shelf that comes with the code; another shelf takes from it what it has not of its own."""
LANGUAGES = ("en", "kk", "ru", "ko", "fr")


class UnknownInstrumentError(InstrumentError):
    """There is no instrument of that name."""

    code = "instrument_unknown"


class Library:
    """The instruments of one folder. Each file is read when it is first asked for, and kept.

    Shared words and calendars that are not in the folder are those of the shelf that is shipped.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._laws: dict[str, Law] = {}
        self._words: dict[tuple[str, str], InstrumentWords] = {}
        self._shared: dict[str, SharedWords] = {}

    @cached_property
    def calendars(self) -> Mapping[str, WorkingCalendar]:
        """The frozen working-day calendars by id."""
        own = read_calendars(self.root / "calendars")
        return own if self.root == SHIPPED else {**read_calendars(SHIPPED / "calendars"), **own}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all instruments, in the order of the alphabet.

        Raises InstrumentError when there is no such folder.
        """
        if not self.root.is_dir():
            raise InstrumentError(
                f'There is no folder "{self.root}" of instruments.',
                mend="Name one with --instruments or SAPAR_INSTRUMENTS.",
            )
        return tuple(sorted(path.parent.name for path in self.root.glob("*/instrument.yaml")))

    def folder(self, instrument: str) -> Path:
        """The folder of an instrument. Raises UnknownInstrumentError with the nearest id."""
        if instrument not in self.ids:
            raise UnknownInstrumentError(
                f'There is no instrument "{instrument}".',
                mend=did_you_mean(instrument, self.ids)
                or "See `sapar instruments` for all of them.",
                params={"name": instrument},
            )
        return self.root / instrument

    def law(self, instrument: str) -> Law:
        """An instrument, ready to be asked."""
        if instrument not in self._laws:
            self._laws[instrument] = self.law_in(self.folder(instrument))
        return self._laws[instrument]

    def law_at(self, folder: Path) -> Law:
        """The same for a folder; one of this shelf is read once."""
        own = folder.name in self.ids and folder == self.root / folder.name
        return self.law(folder.name) if own else self.law_in(folder)

    def law_in(self, folder: Path) -> Law:
        """The instrument of any folder, on this shelf's calendars."""
        shown = self.shown(folder / "instrument.yaml")
        instrument = read_instrument(folder, calendars=frozenset(self.calendars), name=shown)
        if instrument.id != folder.name:
            raise InstrumentError(
                f'This instrument is called "{instrument.id}", but its folder "{folder.name}".',
                place=instrument.place_of("instrument"),
                mend="Give both the same name.",
            )
        return Law(instrument, self.calendars)

    def words(self, instrument: str, language: str) -> InstrumentWords:
        """The sentences of an instrument in one language."""
        key = (instrument, language)
        spoken = self.law(instrument).instrument.languages
        if language not in spoken:
            raise InstrumentError(
                f'"{instrument}" has no words in "{language}".',
                mend=f"It has words in: {', '.join(spoken)}.",
            )
        if key not in self._words:
            self._words[key] = self.words_in(
                self.folder(instrument), self.law(instrument), language
            )
        return self._words[key]

    def words_in(self, folder: Path, law: Law, language: str) -> InstrumentWords:
        """The sentences in any folder for an instrument of it."""
        path = folder / "words" / f"{language}.yaml"
        return read_words(path, law.instrument, self.shared(language), name=self.shown(path))

    def shared(self, language: str) -> SharedWords:
        """The sentences that all instruments share: questions, outcomes, effects."""
        if language not in LANGUAGES:
            raise InstrumentError(
                f'There are no words in "{language}".', mend=f"There are: {', '.join(LANGUAGES)}."
            )
        if language not in self._shared:
            file = Path("words") / f"{language}.yaml"
            own, shipped = self.root / file, SHIPPED / file
            path = shipped if shipped.exists() and not own.exists() else own
            self._shared[language] = read_shared_words(path, language, name=self.shown(path))
        return self._shared[language]

    def shown(self, path: Path) -> str:
        """A file's name as a person would say it."""
        try:
            return str(Path("instruments") / path.relative_to(self.root))
        except ValueError:
            return str(path)


@cache
def library_at(root: Path) -> Library:
    """The shelf of a folder, one in each process: every file is read once."""
    return Library(root)
