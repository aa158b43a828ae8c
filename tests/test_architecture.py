"""The rules of the house: who may import whom, what a command loads, and how long things may grow."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import curator

PACKAGE = Path(curator.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
OF_QT = ("window", "app.py")


def core_modules() -> list[str]:
    """Return the names of all modules but those of the window."""
    found = []
    for path in MODULES:
        inside = path.relative_to(PACKAGE)
        if inside.parts[0] not in OF_QT and inside.name != "__main__.py":
            parts = ("curator", *inside.with_suffix("").parts)
            found.append(".".join(part for part in parts if part != "__init__"))
    return found


def loaded_after(statements: str) -> set[str]:
    """Return the names of all modules that a fresh interpreter has loaded after *statements*."""
    code = f"{statements}\nimport sys\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stdout.splitlines()}


def test_imports_go_downwards_only(tmp_path: Path) -> None:
    # In a process of its own: the linter silences every log of the one that it runs in.
    code = (
        "import sys\nfrom importlinter.cli import lint_imports\n"
        f"sys.exit(lint_imports(config_filename='pyproject.toml', cache_dir={str(tmp_path)!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_of_the_core_loads_qt() -> None:
    modules = core_modules()
    assert {"curator.cli", "curator.story.edits", "curator.export.site"} <= set(modules)
    loaded = loaded_after("\n".join(f"import {name}" for name in modules))
    assert "PIL" in loaded
    assert not loaded & {"PySide6", "shiboken6"}


HELP = """
import contextlib, io
from curator.__main__ import main
with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.suppress(SystemExit):
    main(["--help"])
assert "usage" in said.getvalue()
"""


def test_help_is_given_without_loading_qt_or_decoders() -> None:
    assert not loaded_after(HELP) & {"PySide6", "PIL", "pi_heif", "exifread", "jinja2", "orjson"}


def test_the_package_itself_loads_nothing() -> None:
    added = loaded_after("import curator") - loaded_after("pass")
    assert added == {"curator"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_has_one_subject_and_says_which(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text)), "a module says what it is for"


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield (
                f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}",
                node.end_lineno - node.lineno + 1,
            )


def test_a_function_fits_one_thought() -> None:
    lengths = dict(item for path in MODULES for item in functions(path))
    assert {name: length for name, length in lengths.items() if length > 50} == {}


def test_tests_have_names_of_their_own() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))
    assert not list((ROOT / "tests").rglob("__init__.py"))
