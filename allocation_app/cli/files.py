"""The commands about files: what is understood of them, and made-up ones to try the tool on."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from allocation_app.cli.options import DONE, NOT_USABLE
from allocation_app.cli.output import fail, print_json, print_problems
from allocation_app.cli.stdin import line
from allocation_app.errors import AppError, InputError
from allocation_app.wording.translate import tr

if TYPE_CHECKING:  # it brings all that reads spreadsheets
    from allocation_app.intake import Book, FileReading, Mapping, Reading


def opened(
    options: argparse.Namespace, files: Sequence[Path] | None = None, known: Mapping | None = None
) -> tuple[tuple[Book, ...], Mapping]:
    """The workbooks that the options name, or others, and what was decided about their columns.

    What the options say of them goes before what is ``known``.
    """
    from allocation_app.intake import LARGE, USUAL, open_books
    from allocation_app.intake.mapping import NO_MAPPING, combined
    from allocation_app.intake.profiles import read_profile

    mapping = known or NO_MAPPING
    if options.mapping is not None:
        mapping = combined(mapping, read_profile(options.mapping))
    if options.password_stdin and options.password is None:  # one line, for all files
        options.password = line() or ""
    paths, password = files or options.files, options.password
    books = open_books(
        paths,
        passwords={} if password is None else {path.name: password for path in paths},
        limits=LARGE if options.large else USUAL,
    )
    return books, mapping


def read(options: argparse.Namespace, known: Mapping | None = None) -> Reading:
    """What the workbooks say, as at the day that the options name; ``known`` as `opened`."""
    from allocation_app.intake import understand

    books, mapping = opened(options, known=known)
    return understand(books, as_at=options.as_at, mapping=mapping)


def read_earlier(options: argparse.Namespace, files: Sequence[Path]) -> Reading:
    """What other workbooks say, opened alike, as at the day that they give themselves."""
    from allocation_app.intake import understand

    books, mapping = opened(options, files)
    return understand(books, mapping=mapping)


def own_password(options: argparse.Namespace) -> str:
    """The password of an exported workbook, once the files are read: empty where it has none.

    A second line on stdin decides it, an empty one that there is none; else it is the first, with
    which the files are opened. Raises `AppError` (``password_missing``) where no line gives any: a
    script whose password is gone must not write an open workbook.
    """
    if not options.password_stdin:
        return ""
    told = line()
    if told is None and not options.password:
        raise AppError("password_missing")
    return options.password or "" if told is None else told


def inspect(options: argparse.Namespace) -> int:
    """Print what the tool understands of a file."""
    from allocation_app.documents import inspection, refusal
    from allocation_app.intake import survey, understand

    books, mapping = opened(options)
    try:
        reading = understand(books, as_at=options.as_at, mapping=mapping)
    except InputError as error:
        files = survey(books, mapping)
        if options.json:
            print_json({**inspection(files, ()), **refusal(error)})
            return NOT_USABLE
        _print_files(files)
        return fail(error, NOT_USABLE)
    if options.save_mapping is not None:
        from allocation_app.intake.mapping import mapping_of
        from allocation_app.intake.profiles import write_profile

        write_profile(mapping_of(reading), options.save_mapping)
    if options.json:
        print_json(inspection(reading.files, reading.problems))
        return DONE
    _print_files(reading.files)
    print_problems(reading.problems)
    return DONE


def _print_files(files: Iterable[FileReading]) -> None:
    for file in files:
        print(f"{file.path.name}: {file.kind}")
        for sheet in file.sheets:
            used = [column for column in sheet.columns if column.field]
            print(
                tr(
                    "  {sheet}: {layout}, header in row {row}, {n} rows,"
                    " {used} of {all} columns used",
                    sheet=sheet.name,
                    layout=sheet.layout,
                    row="–" if sheet.header_row is None else sheet.header_row,
                    n=sheet.rows,
                    used=len(used),
                    all=len(sheet.columns),
                )
            )
            for column in sheet.columns:
                print(f"    {column.heading} -> {column.field or '–'}")


def sample(options: argparse.Namespace) -> int:
    """Write made-up workbooks and the truth about them."""
    from sample_data import AS_AT, generate, generate_layout

    day = options.as_at or AS_AT
    if options.layout is None:
        written = generate(options.size, options.seed, options.out, as_at=day)
    else:
        written = generate_layout(
            options.layout, options.language, options.seed, options.out, as_at=day
        )
    if options.json:
        print_json({"files": [str(path) for path in written]})
    else:
        for path in written:
            print(path)
    return DONE
