"""Files that open without a disk, and what the window is given of them."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from allocation_app.domain.snapshot import Source
from allocation_app.errors import InputError
from allocation_app.intake import Book, FileReading, Mapping, Reading
from allocation_app.intake.mapping import NO_MAPPING
from allocation_app.intake.profiles import Recalled
from allocation_app.progress import Progress
from tests.builders import a_review
from ui.app import Application
from ui.importing import Importing
from ui.readers import Outcome, Readers, Request

Understand = Callable[[Sequence[Book], Mapping, Progress], Reading]


def a_book(path: Path) -> Book:
    """A file that was opened, with nothing in it."""
    return Book(path=path, kind="xlsx", source=Source(name=path.name, sha256="0"), sheets=())


class Reader:
    """Reads nothing: gives what it was told to, or raises it. Keeps what it was asked."""

    def __init__(self, result: Reading | Exception) -> None:
        self.result = result
        self.asked: list[list[Path]] = []
        self.mappings: list[Mapping] = []

    def __call__(self, books: Sequence[Book], mapping: Mapping, progress: Progress) -> Reading:
        self.asked.append([book.path for book in books])
        self.mappings.append(mapping)
        progress(1, 1)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


class Safe:
    """Opens a file by its password; keeps which were opened, in their order."""

    def __init__(self, passwords: dict[str, str]) -> None:
        self.passwords = passwords
        self.opened: list[str] = []

    def __call__(self, request: Request, progress: Progress) -> Book:
        progress(1, 1)
        name = request.path.name
        if self.passwords.get(name) != request.password:
            raise InputError("file_password", file=name)
        self.opened.append(name)
        return a_book(request.path)


def importing(whole: Application, understand: Understand, **others: object) -> Importing:
    """The way in, where every file opens and is then understood in this way."""
    ways: dict[str, object] = {
        "open": lambda wanted, _: a_book(wanted.path),
        "understand": understand,
    }
    ways |= {"recall": lambda: Recalled(mapping=NO_MAPPING)} | others
    readers = Readers(**ways)  # type: ignore[arg-type]
    made = Importing(whole.store, whole.window.strip, whole.window, readers)
    made.failed.connect(whole.tell)
    return made


def an_outcome(
    reading: Reading | None = None,
    *,
    refusal: InputError | None = None,
    files: Iterable[FileReading] = (),
) -> Outcome:
    """What the window is given of an import, worked out; or why there is none."""
    if reading is None:
        return Outcome(files=tuple(files), refusal=refusal)
    return Outcome(
        files=reading.files,
        words=reading.words,
        reading=reading,
        review=a_review(reading.snapshot),
    )
