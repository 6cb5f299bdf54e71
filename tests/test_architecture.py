"""The house rules that a person would otherwise have to watch: size, docstrings, who imports whom.

The import contracts themselves stand in pyproject.toml. A contract that names the wrong package
passes for ever, so each is also seen to fail on an import planted in a copy.
"""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("allocation_app", "ui", "sample_data", "tests")
MOST_LINES = 400

MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
DOMAIN = sorted((ROOT / "allocation_app/domain").rglob("*.py"))

PLANTED = {
    "the window knows the core, never the other way round": {
        "allocation_app/domain/planted_above.py": "import ui",
    },
    "the core is built in layers": {
        "allocation_app/domain/planted.py": "import allocation_app.errors",
    },
    "no Qt in the core": {
        "allocation_app/report/planted.py": "import PySide6.QtGui",
    },
    "spreadsheet libraries live in intake and report": {
        "allocation_app/domain/planted_too.py": "import pandas",
    },
    "the solver lives in the planner": {
        "allocation_app/report/planted_too.py": "import highspy",
    },
    "cryptography lives in the workspace, and where protected files are opened": {
        "allocation_app/report/planted_key.py": "import cryptography",
    },
    "pages know nothing of one another": {
        "ui/pages/planted.py": "import ui.pages.planted_too",
        "ui/pages/planted_too.py": "",
    },
    "only ui.app knows the pages": {
        "ui/widgets/planted.py": "import ui.pages.planted",
    },
}
"""For each contract in pyproject.toml, lines of code that break it."""


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """The top-level packages a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).partition(".")[0]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the import contracts of the project in a folder."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_that_a_module_is_short_enough_to_read_at_a_sitting(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_that_a_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text("utf-8")))


def test_that_each_module_of_the_workspace_stands_in_its_table() -> None:
    package = ROOT / "allocation_app" / "workspace"
    table = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""
    named = {name for row in table.splitlines() for name in row.split("|")[1:2]}
    told = {name.strip().strip("`") for names in named for name in names.split(",")}
    assert {each.stem for each in package.glob("[a-z]*.py")} == told - {"module", "---"}


@pytest.mark.parametrize("module", DOMAIN, ids=relative)
def test_that_the_domain_needs_nothing_but_the_standard_library(module: Path) -> None:
    assert set(imports(module)) <= {"allocation_app", *sys.stdlib_module_names}


def test_that_the_import_contracts_hold() -> None:
    checked = lint_imports(ROOT)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_that_every_import_contract_fails_on_an_import_that_breaks_it(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in ("allocation_app", "ui"):
        shutil.copytree(ROOT / package, tmp_path / package)
    for files in PLANTED.values():
        for name, line in files.items():
            with (tmp_path / name).open("a", encoding="utf-8") as module:
                module.write(f"\n{line}\n")

    checked = lint_imports(tmp_path)

    verdicts = {line.strip() for line in checked.stdout.splitlines()}
    assert {f"{contract} BROKEN" for contract in PLANTED} <= verdicts, checked.stdout
    assert not any(verdict.endswith(" KEPT") for verdict in verdicts)
    assert checked.returncode == 1
