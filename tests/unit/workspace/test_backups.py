"""Backups: when one is made, which are kept, that each of them opens, and what is never kept."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from errno import EIO
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from allocation_app.domain.working_days import add_months
from allocation_app.errors import AppError
from allocation_app.settings import APPLICATION
from allocation_app.settings.defaults import FILE, MONTHS
from allocation_app.wording.problems import error_message
from allocation_app.workspace import backups, container, disk
from allocation_app.workspace.container import Header
from allocation_app.workspace.kept_settings import KeptSettings, keep_settings
from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.session import create, open_workspace

KEY, PASSPHRASE = b"k" * 32, Passphrase(text="a long walk")
LONDON = ZoneInfo("Europe/London")
START = datetime(2025, 9, 29, 9, tzinfo=LONDON)


@dataclass(slots=True, kw_only=True)
class Written:
    """A workspace file that is written again and again, by a clock that is given."""

    path: Path
    header: Header
    months: int = MONTHS
    number: int = 0

    def write(self, now: datetime, said: str = "") -> None:
        """Write it at this moment, as a save does."""
        if self.path.exists():
            backups.before_writing(self.path, now, self.months)
        self.number += 1
        self.header = replace(
            self.header, state=f"{self.number:016x}", modified=now.isoformat(timespec="seconds")
        )
        content = (said or now.isoformat()).encode()
        self.path.write_bytes(container.packed(self.header, KEY, content))

    def kept(self) -> dict[datetime, str]:
        """What each backup says, by the moment of its state; each is read to its last byte."""
        found = {}
        for each in backups.kept(self.path):
            sealed = disk.read(each.path)
            assert each.size == len(sealed.told)
            assert datetime.fromisoformat(sealed.header.modified) == each.at
            found[each.at] = container.opened(sealed, KEY).decode()
        return found


@pytest.fixture
def file(tmp_path: Path) -> Written:
    at = START.isoformat()
    header = Header(
        id="ab" * 16,
        state="00" * 8,
        app="0.1.0",
        created=at,
        modified=at,
        last=0,
        salt=b"",
        cost=LEAST,
        passphrase=b"",
    )
    header = container.with_passphrase(header, KEY, PASSPHRASE, LEAST)
    return Written(path=tmp_path / "team.allocation", header=header)


def test_that_the_first_save_of_a_day_keeps_what_stood_there_before(file: Written) -> None:
    file.write(START, "Monday")
    file.write(START + timedelta(minutes=10), "Monday, later")
    assert file.kept() == {}

    file.write(START + timedelta(days=1), "Tuesday")
    file.write(START + timedelta(days=1, minutes=10), "Tuesday, later")

    assert list(file.kept().values())[-1] == "Monday, later"


def test_that_no_more_than_an_hour_of_work_stands_in_one_file_alone(file: Written) -> None:
    for quarter in range(8 * 4 + 1):
        file.write(START + timedelta(minutes=15 * quarter))
        ages = [START + timedelta(minutes=15 * quarter) - at for at in file.kept()]
        assert quarter <= 4 or min(ages) <= timedelta(minutes=75)

    assert len(file.kept()) == 8


def test_that_a_state_is_kept_once(file: Written) -> None:
    file.write(START)

    for _ in range(3):
        backups.make(file.path)

    assert len(file.kept()) == 1


def test_that_a_backup_is_no_part_of_the_file_that_it_was_made_of(file: Written) -> None:
    file.write(START, "whole")
    backups.make(file.path)

    with file.path.open("r+b") as spoilt:
        spoilt.write(bytes(100))

    assert list(file.kept().values()) == ["whole"]


def days_of_work(days: int) -> Iterator[datetime]:
    """The moments of saves: some on each working day, none in holidays, now and then a burst."""
    random = Random(8)  # noqa: S311 - seeded to be repeated
    for day in range(days):
        morning = START + timedelta(days=day)
        away = 150 <= day < 165 or 300 <= day < 310
        if morning.weekday() < 5 and not away:
            minutes = sorted(random.sample(range(540), random.choice((1, 2, 3, 12))))
            yield from (morning + timedelta(minutes=each) for each in minutes)


def allowed(at: datetime, now: datetime) -> str:
    """The period of which one state may be kept, by what is promised: told in another way."""
    hours = (now - at).total_seconds() / 3600
    if hours <= 24:
        return f"hour {at.timestamp() // 3600}"
    if hours <= 14 * 24:
        return f"day {at.astimezone(UTC).date()}"
    if hours <= 8 * 7 * 24:
        return f"week {(at.astimezone(UTC).date().toordinal() - 1) // 7}"
    return f"month {at.astimezone(UTC):%m %Y}"


@pytest.mark.timeout(600)
def test_that_over_400_days_each_kept_state_opens_and_none_too_many_or_too_few(
    file: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # no power cut comes here: two thirds of it
    written: list[datetime] = []
    for now in days_of_work(400):
        file.write(now)
        first_of_day = not written or written[-1].date() != now.date()
        written.append(now)
        if not first_of_day:
            continue
        kept = [each.at for each in backups.kept(file.path)]
        periods = [allowed(at, now) for at in kept]
        assert len(set(periods)) == len(periods), "two of one period"
        oldest = add_months(now.date(), -12)
        assert all(at.date() >= oldest for at in kept[1:]), "older than anything may be kept"
        worked = {each.date() for each in written[:-1] if now - each <= timedelta(days=13)}
        assert worked <= {at.astimezone(LONDON).date() for at in kept}, "a day is lost"
        weeks = {each.isocalendar()[:2] for each in written if now - each <= timedelta(weeks=7)}
        assert weeks <= {at.isocalendar()[:2] for at in [*kept, now]}, "a week is lost"
        months = {(each.year, each.month) for each in written if each.date() > oldest}
        assert len(months - {(at.year, at.month) for at in [*kept, now]}) <= 1, "a month is lost"
        if now.day == 1 or now.weekday() == 0:
            said = file.kept()
            assert all(datetime.fromisoformat(told) == at for at, told in said.items())

    last = file.kept()
    assert 20 <= len(last) <= 45
    for each in backups.kept(file.path):
        beside = backups.restore(file.path, each.path)
        assert container.opened(disk.read(beside), KEY).decode() == last[each.at]
    assert container.opened(disk.read(file.path), KEY).decode() == written[-1].isoformat()
    restored = [each for each in file.path.parent.iterdir() if each.is_file()]
    assert len(restored) == len(last) + 1, "one was written over"


@pytest.mark.parametrize("months", [1, 6])
def test_that_nothing_older_than_the_time_that_is_set_is_kept(
    file: Written, months: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # no power cut comes here
    file.months = months
    for day in range(0, 300, 3):
        now = START + timedelta(days=day)
        file.write(now)
        oldest = add_months(now.date(), -months)
        assert all(each.at.date() >= oldest for each in backups.kept(file.path)[1:])


def test_that_what_was_deleted_for_its_age_is_in_earlier_states_for_14_days_more(
    file: Written,
) -> None:
    for day in range(10):
        file.write(START + timedelta(days=day))
    pruned = START + timedelta(days=7)

    backups.thin(file.path, pruned + timedelta(days=13, hours=23), pruned=pruned)
    within = file.kept()
    backups.thin(file.path, pruned + timedelta(days=14), pruned=pruned)

    assert min(within) < pruned
    assert list(file.kept()) == [START + timedelta(days=8), pruned]


def test_that_the_latest_stays_however_old_it_is(file: Written) -> None:
    file.write(START, "last year")
    file.write(START + timedelta(days=700), "now")

    assert list(file.kept().values()) == ["last year"]


def test_that_a_clock_that_was_ahead_once_stops_no_backups(file: Written) -> None:
    file.write(START, "first")
    file.write(START + timedelta(days=365), "by a wrong clock")
    for day in range(1, 4):
        file.write(START + timedelta(days=day), f"day {day}")

    assert {"first", "by a wrong clock", "day 1", "day 2"} <= set(file.kept().values())


def test_that_a_spoilt_file_makes_no_backup_and_drives_none_out(file: Written) -> None:
    file.write(START, "whole")
    backups.make(file.path)
    file.write(START + timedelta(days=1))
    file.path.write_bytes(file.path.read_bytes()[:-5])

    with pytest.raises(AppError) as refused:
        backups.before_writing(file.path, START + timedelta(days=2))

    assert refused.value.code == "workspace_damaged"
    assert "whole" in file.kept().values()


def test_that_what_is_no_backup_is_neither_shown_nor_thinned(file: Written) -> None:
    file.write(START)
    backups.make(file.path)
    folder = backups.folder_of(file.path)
    (folder / "notes.txt").write_text("mine")
    (folder / "copy of team.allocation").write_bytes(b"mine")

    backups.thin(file.path, START + timedelta(days=1_000))

    assert len(backups.kept(file.path)) == 1
    assert (folder / "notes.txt").exists()


def test_that_a_workspace_without_backups_has_none(tmp_path: Path) -> None:
    assert backups.kept(tmp_path / "team.allocation") == ()
    backups.take_away(tmp_path / "team.allocation", ["no.allocation"])
    assert not backups.due(tmp_path / "team.allocation", START)


def test_that_all_of_them_can_be_taken_away_and_what_was_begun_with_them(file: Written) -> None:
    for day in range(4):
        file.write(START + timedelta(days=day))
    (backups.folder_of(file.path) / ".allocation-0-begun.tmp").write_bytes(b"begun")

    backups.take_away(file.path, backups.to_go(file.path, file.header))

    assert [each.name for each in file.path.parent.iterdir()] == [file.path.name]


def test_that_a_backup_that_could_not_be_made_says_so(
    file: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write(START)

    def full(*_: object) -> None:
        raise OSError(EIO, "I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "mkdir", full)
        with pytest.raises(AppError) as refused:
            backups.make(file.path)

    assert (refused.value.code, refused.value.details["why"]) == ("backup_failed", "I/O error")


def test_that_work_is_kept_where_no_backup_can_be(tmp_path: Path) -> None:
    path = tmp_path / "team.allocation"
    workspace = create(path, PASSPHRASE)
    backups.folder_of(path).write_text("a file, where the folder would be")
    sealed = disk.read(path)
    key = container.key_for(sealed.header, PASSPHRASE)
    workspace.close()
    old = replace(sealed.header, modified=START.isoformat())
    path.write_bytes(container.packed(old, key, container.opened(sealed, key)))

    workspace = open_workspace(path, PASSPHRASE)
    assert backups.due(path, datetime.now(UTC))
    workspace.save()
    workspace.close()

    assert disk.read(path).header.modified > old.modified
    assert workspace.backup_problem is not None
    assert "No backup of team.allocation" in error_message(workspace.backup_problem)


@pytest.mark.parametrize(
    ("months", "by_council"), [(4, ""), (24, "[most]\nretention_months = 4\n")]
)
def test_that_backups_are_kept_no_longer_than_the_workspace_says_and_the_council_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, months: int, by_council: str
) -> None:
    (tmp_path / APPLICATION).mkdir()
    (tmp_path / APPLICATION / FILE).write_text(by_council, "utf-8")
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    path = tmp_path / "team.allocation"
    create(path, PASSPHRASE).close()
    sealed = disk.read(path)
    key = container.key_for(sealed.header, PASSPHRASE)
    now = datetime.now(UTC).replace(microsecond=0)
    for number, days in enumerate((200, 100, 40)):
        at = (now - timedelta(days=days)).isoformat()
        header = replace(sealed.header, modified=at, state=f"{number:016x}")
        path.write_bytes(container.packed(header, key, container.opened(sealed, key)))
        backups.make(path)

    workspace = open_workspace(path, PASSPHRASE)
    keep_settings(workspace, KeptSettings(months=months))
    workspace.save()
    workspace.close()

    assert [(now - each.at).days for each in backups.kept(path)] == [40, 100]


def test_that_a_restored_backup_is_a_workspace_that_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "team.allocation"
    workspace = create(path, PASSPHRASE)
    backups.make(path)
    workspace.close()
    path.write_bytes(b"")

    beside = backups.restore(path, backups.kept(path)[0].path)

    again = open_workspace(beside, PASSPHRASE)
    again.save()
    again.close()
    assert path.read_bytes() == b""
    assert beside != path


def test_that_a_backup_that_is_restored_twice_stands_there_twice(file: Written) -> None:
    file.write(START, "whole")
    backups.make(file.path)
    (backup,) = backups.kept(file.path)

    first = backups.restore(file.path, backup.path)
    first.write_bytes(b"worked on since")
    second = backups.restore(file.path, backup.path)

    assert first.read_bytes() == b"worked on since"
    assert disk.read(second).header == file.header
    assert [first.name, second.name] == [
        "team (2025-09-29).allocation",
        "team (2025-09-29) (2).allocation",
    ]
