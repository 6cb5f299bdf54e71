"""The process that reads a file, with the first reader giving up on everything."""

from allocation_app.errors import InputError
from allocation_app.intake.opening import child, workbooks


def _gives_up(file: str, *_: object) -> None:
    raise InputError("file_damaged", file=file, why="asked_to")


if __name__ == "__main__":
    workbooks._by_calamine = _gives_up  # type: ignore[assignment]  # noqa: SLF001 - only here
    child.main()
