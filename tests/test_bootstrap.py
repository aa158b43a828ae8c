"""Tests of the set-up: what it says, remembers and installs, without network or packages."""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from curator import bootstrap

SOURCE = Path(bootstrap.__file__).read_text("utf-8")
FIRST_START = ["venv", "pip", "qt"]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout that holds nothing but a ``pyproject.toml``."""
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv/curator-bootstrap.txt")
    return tmp_path


class FakeMachine:
    """Stands in for ``run``: notes each command and does the little that later steps look at."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.fails: Callable[[str], bool] = lambda text: False

    def __call__(self, command: list[str], **_: str) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        text = " ".join(command)
        if self.fails(text):
            return subprocess.CompletedProcess(command, 1, "libEGL.so.1: not there\n")
        if "venv" in command:
            make_venv_files(Path(command[-1]))
        return subprocess.CompletedProcess(command, 0, f"{sys.version_info[:2]}\n")

    @property
    def steps(self) -> list[str]:
        names = {
            "-m venv": "venv",
            "-m pip install": "pip",
            "QApplication": "qt",
            "apt-get": "apt",
        }
        texts = [" ".join(command) for command in self.commands]
        found = [name for text in texts for part, name in names.items() if part in text]
        self.commands.clear()
        return found


def make_venv_files(folder: Path) -> None:
    (folder / "bin").mkdir(parents=True, exist_ok=True)
    (folder / "bin/python").touch()
    (folder / "bin/pip").write_text(f"#!{folder}/bin/python\n", "utf-8")


@pytest.fixture
def machine(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> FakeMachine:
    fake = FakeMachine()
    monkeypatch.setattr(bootstrap, "run", fake)
    monkeypatch.setattr(sys, "platform", "linux")
    return fake


def person(monkeypatch: pytest.MonkeyPatch, *, user: int, tools: str, terminal: bool) -> None:
    """Pretend that this user, with these tools, sits or does not sit at a terminal."""
    monkeypatch.setattr(os, "geteuid", lambda: user)
    which: Callable[[str], str | None] = lambda name: name if name in tools.split() else None  # noqa: E731
    monkeypatch.setattr(shutil, "which", which)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: terminal, raising=False)


def test_help_explains_both_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        bootstrap.main(["--help"])
    text = capsys.readouterr().out
    assert stop.value.code == 0
    assert "python3 -m curator.bootstrap [test] [-- ARGUMENTS...]" in text
    assert "run the tests" in text


def test_only_the_standard_library_is_imported() -> None:
    names = set()
    for node in ast.walk(ast.parse(SOURCE)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names.add(str(node.module).partition(".")[0])
    assert names <= sys.stdlib_module_names


def test_importing_the_package_imports_nothing_else() -> None:
    package = Path(bootstrap.__file__).with_name("__init__.py").read_text("utf-8")
    imports = (ast.Import, ast.ImportFrom)
    assert not any(isinstance(node, imports) for node in ast.walk(ast.parse(package)))


def test_an_old_python_can_read_the_file() -> None:
    ast.parse(SOURCE, feature_version=(3, 7))


def test_an_old_python_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], machine: FakeMachine
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert bootstrap.main([]) == 1
    assert capsys.readouterr().err == (
        "Curator needs Python 3.11 or newer, and this is Python 3.9.\n"
    )
    assert machine.commands == []


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_new_python_is_welcome(version: tuple[int, int]) -> None:
    assert bootstrap.python_complaint(version) == ""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], (False, [])),
        (["test"], (True, [])),
        (["--", "a.story.json", "--", "test"], (False, ["a.story.json", "--", "test"])),
        (["test", "--", "-k", "help"], (True, ["-k", "help"])),
    ],
)
def test_what_follows_the_dashes_is_passed_on(
    arguments: list[str], expected: tuple[bool, list[str]]
) -> None:
    assert bootstrap.parse(arguments) == expected


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        bootstrap.main(["tset"])
    assert stop.value.code == 2
    assert "tset" in capsys.readouterr().err


def test_first_start_takes_every_step_and_second_none(
    machine: FakeMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.set_up()
    assert machine.steps == FIRST_START
    assert len(capsys.readouterr().err.splitlines()) == 2
    bootstrap.set_up()
    assert machine.commands == []
    assert capsys.readouterr().err == ""


def test_changed_requirements_are_installed_into_the_same_environment(
    machine: FakeMachine, checkout: Path
) -> None:
    bootstrap.set_up()
    machine.commands.clear()
    (checkout / "pyproject.toml").write_text("[project]\nname = 'other'\n", "utf-8")
    bootstrap.set_up()
    assert machine.steps == ["pip", "qt"]


def test_another_python_makes_another_environment(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.set_up()
    machine.commands.clear()
    real = machine.__call__

    def old_environment(command: list[str], **_: str) -> subprocess.CompletedProcess[str]:
        answer = real(command)
        return subprocess.CompletedProcess(command, answer.returncode, "(3, 11)\n")

    monkeypatch.setattr(bootstrap, "run", old_environment)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0, "final", 0))
    bootstrap.set_up()
    assert machine.steps == FIRST_START


def test_a_copied_checkout_gets_its_own_environment(
    machine: FakeMachine, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.set_up()
    machine.commands.clear()
    script = checkout / ".venv/bin/pip"
    script.write_text("#!/elsewhere/.venv/bin/python\n", "utf-8")
    monkeypatch.setattr(bootstrap, "stamp_key", lambda: "the key of the copy")
    bootstrap.set_up()
    assert machine.steps == FIRST_START


@pytest.mark.parametrize("missing", ["bin/python", "bin/pip"])
def test_a_half_made_environment_is_made_anew(
    machine: FakeMachine, checkout: Path, missing: str
) -> None:
    make_venv_files(checkout / ".venv")
    (checkout / ".venv" / missing).unlink()
    machine.fails = lambda text: "import pip" in text and missing == "bin/python"
    bootstrap.set_up()
    assert machine.steps == FIRST_START


def test_an_interrupted_installation_starts_over(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(command: list[str], **_: str) -> subprocess.CompletedProcess[str]:
        if "pip" in command:
            raise KeyboardInterrupt
        return machine(command)

    monkeypatch.setattr(bootstrap, "run", interrupt)
    assert bootstrap.main([]) == 130
    machine.commands.clear()
    monkeypatch.setattr(bootstrap, "run", machine)
    bootstrap.set_up()
    assert machine.steps == FIRST_START


def test_a_failed_installation_shows_why_and_is_tried_again(
    machine: FakeMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.fails = lambda text: "pip install" in text
    assert bootstrap.main([]) == 1
    assert "not there\nCurator's libraries could not be installed.\n" in capsys.readouterr().err
    machine.commands.clear()
    machine.fails = lambda text: False
    bootstrap.set_up()
    assert machine.steps == ["pip", "qt"]


def test_without_root_or_sudo_the_line_to_run_is_told(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    person(monkeypatch, user=1000, tools="apt-get", terminal=True)
    machine.fails = lambda text: "QApplication" in text
    assert bootstrap.main([]) == 1
    assert capsys.readouterr().err.splitlines()[-2:] == [
        "Some system libraries that Qt needs are missing. Please run as root, then start again:",
        "apt-get update && apt-get install -y --no-install-recommends libegl1 libgl1 "
        "libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0 "
        "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0",
    ]
    assert machine.steps == FIRST_START
    machine.fails = lambda text: False
    bootstrap.set_up()
    assert machine.steps == ["qt"]


def test_sudo_is_only_proposed_away_from_a_terminal(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(monkeypatch, user=1000, tools="apt-get sudo", terminal=False)
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends one two$"
    with pytest.raises(bootstrap.SetupError, match=line):
        bootstrap.install_packages("one two", "Something is")
    assert machine.commands == []


@pytest.mark.parametrize(("user", "prefix"), [(0, []), (1000, ["sudo"])])
def test_root_or_sudo_on_a_terminal_installs(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch, user: int, prefix: list[str]
) -> None:
    person(monkeypatch, user=user, tools="apt-get sudo", terminal=user != 0)
    bootstrap.install_packages("one two", "Something is")
    assert machine.commands == [
        [*prefix, "apt-get", "update"],
        [*prefix, "apt-get", "install", "-y", "--no-install-recommends", "one", "two"],
    ]


def test_other_systems_are_told_the_names(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(monkeypatch, user=0, tools="", terminal=True)
    with pytest.raises(bootstrap.SetupError, match="what Debian calls: one two"):
        bootstrap.install_packages("one two", "Something is")
    assert machine.commands == []


def test_a_failed_system_installation_shows_why(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(monkeypatch, user=0, tools="apt-get", terminal=False)
    machine.fails = lambda text: "apt-get" in text
    with pytest.raises(bootstrap.SetupError, match=r"(?s)not there\n.*apt-get update && apt-get"):
        bootstrap.install_packages("one two", "Something is")


def test_pythons_own_module_is_installed_when_the_distribution_left_it_out(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(monkeypatch, user=0, tools="apt-get", terminal=False)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    bootstrap.set_up()
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    assert [command[-1] for command in machine.commands[:2]] == ["update", package]
    assert machine.steps == ["apt", "apt", *FIRST_START]


def test_qt_that_still_does_not_start_is_told(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    person(monkeypatch, user=0, tools="apt-get", terminal=False)
    machine.fails = lambda text: "QApplication" in text
    assert bootstrap.main([]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == "Qt cannot start on this machine: libEGL.so.1: not there"


def test_outside_a_checkout_nothing_is_made(
    machine: FakeMachine, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "pyproject.toml").unlink()
    assert bootstrap.main([]) == 1
    assert "is not a checkout" in capsys.readouterr().err
    assert machine.commands == []


class Started(Exception):
    """Raised in place of becoming another program."""


@pytest.mark.parametrize(
    ("arguments", "command", "platform", "expected"),
    [
        (["--", "a b.json"], ["-m", "curator", "a b.json"], None, None),
        (["test", "--", "-x"], ["-m", "pytest", "-x"], None, "offscreen"),
        (["test"], ["-m", "pytest", "-n", "2", "--dist", "loadfile"], "xcb", "xcb"),
    ],
)
def test_the_program_or_the_tests_are_started(
    machine: FakeMachine,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    command: list[str],
    platform: str | None,
    expected: str | None,
) -> None:
    monkeypatch.chdir(Path.cwd())
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform or "")
    if platform is None:
        monkeypatch.delenv("QT_QPA_PLATFORM")

    def become(_: str, started: list[str]) -> None:
        assert started == [str(bootstrap.PYTHON), *command]
        assert os.environ.get("QT_QPA_PLATFORM") == expected
        assert os.environ["LC_ALL"] == ("C.UTF-8" if "pytest" in command else "C")
        raise Started

    monkeypatch.setattr(os, "execv", become)
    with pytest.raises(Started):
        bootstrap.main(arguments)
