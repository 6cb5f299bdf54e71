"""What an IT department has set, in words."""

from __future__ import annotations

from collections.abc import Iterator

from allocation_app.settings.defaults import NONE_SET, Defaults
from allocation_app.wording.translate import mark, tr, trn

LANGUAGES = {"en": mark("English"), "cy": mark("Cymraeg")}


def set_by_council(found: Defaults) -> Iterator[tuple[str, str]]:
    """What is set, each by its name and how; nothing where nothing is."""
    if found.language is not None:
        yield tr("Language"), _how(found, "language", tr(LANGUAGES[found.language]))
    if found.folder is not None:
        yield tr("Folder for workspaces"), _how(found, "folder", str(found.folder))
    if found.recovery_key is not None:
        said = tr("every new workspace can be opened with your council’s key, too")
        yield tr("Recovery key"), _how(found, "recovery_key", said)
    if found.idle_minutes != NONE_SET.idle_minutes or "idle_minutes" in found.fixed:
        after = _minutes(found.idle_minutes)
        yield tr("Lock when nobody is there for"), _how(found, "idle_minutes", after)
    if found.most_idle_minutes != NONE_SET.most_idle_minutes:
        yield tr("Lock at the latest after"), _minutes(found.most_idle_minutes)
    if found.retention_months != NONE_SET.retention_months or "retention_months" in found.fixed:
        kept = _months(found.retention_months)
        yield tr("Keep imports for"), _how(found, "retention_months", kept)
    if found.most_retention_months != NONE_SET.most_retention_months:
        yield tr("Keep imports at most"), _months(found.most_retention_months)
    if found.protection is not None:
        yield (
            tr("Protection of a passphrase"),
            tr("each guess takes {n} MiB of memory", n=found.protection.memory_mib),
        )


def _how(found: Defaults, name: str, said: str) -> str:
    if name in found.fixed:
        return tr("{said} (fixed)", said=said)
    return tr("{said} (to begin with)", said=said)


def _minutes(n: int) -> str:
    return trn("{n} minute", "{n} minutes", n)


def _months(n: int) -> str:
    return trn("{n} month", "{n} months", n)
