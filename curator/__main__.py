"""``python -m curator``: hands its arguments to the command line or the window, and loads only that one."""

import sys

from curator.cli import COMMANDS


def main(arguments: list[str] | None = None) -> int:
    """Run Curator and return its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and (given[0] in COMMANDS or given[0] in ("-h", "--help", "--version")):
        from curator.cli import main as run_command

        return run_command(given)
    from curator.app import main as run_window

    return run_window(given)


if __name__ == "__main__":
    sys.exit(main())
