"""How long an import takes beside two raw reads of the same file, and how much memory.

A plain script: `python -m tests.bench.import_speed`. First one sheet of 50,000 rows by 25 columns,
every cell filled, by calamine, by pandas with openpyxl, and by us; then the generated council set,
which is wider and sparser; the national set (420,000 rows of CSV, in a process of its own) with
`national FILE...`.
"""

import resource
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pandas as pd
import xlsxwriter
from python_calamine import CalamineWorkbook

from allocation_app.intake import LARGE, open_books, read, understand

ROWS = 50_000
ROUNDS = 5
FIRST = date(2026, 1, 1)
DATES = (
    "Date of birth", "Date allocated", "Referral date", "Arrived in team", "Assessment completed",
    "Strategy discussion", "Initial conference", "Date registered", "Last review conference",
    "Last core group", "Last seen", "Last seen alone", "Last home visit", "Last statutory visit",
    "Looked after since", "Placement start",
)  # fmt: skip
TEXTS = (
    "Child ID", "Child name", "Family ID", "Team", "Status", "Social worker",
    "Placements in 12 months", "Out of area", "Language",
)  # fmt: skip


def dense_sheet(path: Path) -> Path:
    """A sheet in which every cell is filled: the fairest to the raw read and to us."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Children")
    sheet.write_row(0, 0, [*TEXTS, *DATES])
    for row in range(1, ROWS + 1):
        sheet.write_row(row, 0, _texts(row))
        for column in range(len(DATES)):
            day = FIRST + timedelta(days=(row * 7 + column * 13) % 300)
            if DATES[column] == "Date of birth":
                day -= timedelta(days=3_000)
            sheet.write_datetime(row, len(TEXTS) + column, day)  # type: ignore[arg-type]
    book.close()
    return path


def _texts(row: int) -> Sequence[object]:
    return (
        f"C{row:06}", f"Child Number{row}", f"F{row // 2}", f"Team {row % 20}", "Care and support",
        f"Worker Number{row % 170}", row % 4, "No", "English",
    )  # fmt: skip


def raw(files: Sequence[Path]) -> None:
    """What calamine alone needs to give every cell."""
    for file in files:
        with CalamineWorkbook.from_path(str(file)) as book:
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def best(work: Callable[[], object]) -> float:
    """The shortest of several rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def say(text: str) -> None:
    """Print a figure at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def by_pandas(files: Sequence[Path]) -> None:
    """What pandas with openpyxl needs for the same."""
    for file in files:
        pd.read_excel(file, sheet_name=None, header=None, engine="openpyxl")


def compare(what: str, files: Sequence[Path], *, has_pandas: bool = False) -> None:
    """Print the time of each, what our two halves take, and the ratio to calamine alone."""
    books = open_books(files)
    understand(books)
    alone, whole = best(lambda: raw(files)), best(lambda: read(files))
    opening, meaning = best(lambda: open_books(files)), best(lambda: understand(books))
    times = f"calamine {alone * 1000:.0f} ms, import {whole * 1000:.0f} ms, {whole / alone:.2f} x"
    say(f"{what}: {times} (open {opening * 1000:.0f} ms, understand {meaning * 1000:.0f} ms)")
    if has_pandas:
        start = perf_counter()
        by_pandas(files)
        say(f"  pandas with openpyxl {(perf_counter() - start) * 1000:.0f} ms")


def longest_wait(files: Sequence[Path]) -> float:
    """How long another thread was kept waiting while calamine read, in seconds."""
    waits, done = [0.0], threading.Event()

    def beat() -> None:
        last = perf_counter()
        while not done.wait(0.001):
            now = perf_counter()
            waits.append(now - last)
            last = now

    other = threading.Thread(target=beat)
    other.start()
    raw(files)
    done.set()
    other.join()
    return max(waits)


def national(files: Sequence[Path]) -> None:
    """Print time and peak memory of one large import."""
    start = perf_counter()
    reading = read(files, limits=LARGE)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    children = len(reading.snapshot.children)
    took = f"{perf_counter() - start:.1f} s, {peak:.0f} MB"
    say(f"{children:,} children: {took}, {len(reading.problems):,} problems")


def main(arguments: Sequence[str]) -> None:
    """Measure what the arguments ask for."""
    if arguments[:1] == ["national"]:
        national([Path(argument) for argument in arguments[1:]])
        return
    with tempfile.TemporaryDirectory() as folder:
        from sample_data import generate  # noqa: PLC0415 - made up only here

        dense = [dense_sheet(Path(folder, "dense.xlsx"))]
        compare(f"{ROWS:,} rows x 25 columns, all filled", dense, has_pandas=True)
        compare("council set", generate("council", 1, Path(folder))[:2])
        wait = longest_wait(dense) * 1000
        say(f"longest wait of another thread while calamine reads: {wait:.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
