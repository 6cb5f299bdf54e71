"""How the window opens and understands spreadsheets: plain functions, called off its thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from allocation_app import settings
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import InputError
from allocation_app.progress import Progress

if TYPE_CHECKING:  # the package brings the readers
    from allocation_app.intake import Book, FileReading, Mapping, Reading, WordReading
    from allocation_app.intake.profiles import Recalled

Look = Callable[[Snapshot], Review]
"""Works out who waits and what is late in a snapshot."""
OF = 100
OPENED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of reading files: a reading and what it amounts to, or why there is none.

    ``files`` say how each sheet was understood, even where the whole was refused.
    """

    files: tuple[FileReading, ...]
    words: tuple[WordReading, ...] = ()
    reading: Reading | None = None
    review: Review | None = None
    refusal: InputError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A file to open, its password where one was given, and whether it may be larger than usual."""

    path: Path
    password: str | None = field(default=None, repr=False)
    is_large: bool = False


def open_file(request: Request, progress: Progress) -> Book:
    """Open one file; raises `InputError`."""
    from allocation_app import intake

    path, password = request.path, request.password
    passwords = {} if password is None else {path.name: password}
    limits = intake.LARGE if request.is_large else intake.USUAL
    (book,) = intake.open_books([path], passwords=passwords, limits=limits, progress=progress)
    return book


def understand(books: Sequence[Book], mapping: Mapping, progress: Progress) -> Reading:
    """Make a reading of opened files; raises `InputError`."""
    from allocation_app import intake

    return intake.understand(books, mapping=mapping, progress=progress)


def survey(books: Sequence[Book], mapping: Mapping) -> tuple[FileReading, ...]:
    """How each sheet looks where no table of children was found."""
    from allocation_app import intake

    return intake.survey(books, mapping)


def recall() -> Recalled:
    """What was decided in earlier imports, and what of it could not be used."""
    from allocation_app.intake.profiles import recalled

    return recalled(settings.profiles_folder())


def remember(mapping: Mapping) -> None:
    """Keep this, and nothing else, for files with these headings; raises `AppError`."""
    from allocation_app.intake import profiles

    profiles.remember(mapping, settings.profiles_folder(), is_whole=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """The way in, function by function, so that a test can go another."""

    open: Callable[[Request, Progress], Book] = open_file
    understand: Callable[[Sequence[Book], Mapping, Progress], Reading] = understand
    survey: Callable[[Sequence[Book], Mapping], tuple[FileReading, ...]] = survey
    recall: Callable[[], Recalled] = recall
    remember: Callable[[Mapping], None] = remember


def outcome(
    books: Sequence[Book], mapping: Mapping, readers: Readers, look: Look, progress: Progress
) -> Outcome:
    """Understand opened files. What could not be used is said with the columns that are there.

    Raises `InputError` where there are no columns either: nobody could say what they are.
    """
    try:
        reading = readers.understand(books, mapping, progress)
    except InputError as refusal:
        files = readers.survey(books, mapping)
        if not any(sheet.columns for file in files for sheet in file.sheets):
            raise
        return Outcome(files=files, refusal=refusal)
    review = look(reading.snapshot)
    return Outcome(files=reading.files, words=reading.words, reading=reading, review=review)
