"""Curator turns a folder of pictures into a published photo story.

The listing of this package reads as a sentence: captions make a story; photos feed it; a manifest
keeps it; a check guards it; export publishes it; a window shows it. Imports go downwards only, and
only ``window`` and ``app`` know Qt; both rules are contracts in ``pyproject.toml`` that the test
suite checks.

This module imports nothing, so that ``curator.bootstrap`` runs before anything is installed.
"""

__version__ = "0.1.0"
