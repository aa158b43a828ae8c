"""Stories published in tests: short ways to make one, publish it, and see what came of it."""

from pathlib import Path

from curator.export.site import Options, Published, publish
from curator.story.table import PhotoTable
from curator.story.values import PhotoBlock, Story

HOSTILE = "<script>alert(1)</script>\"'><img onerror=x>&amp;\x0b\u202e]]>"


def story_of(*photos, **values):
    """Return a story that shows *photos* one after the other."""
    values.setdefault("sequence", tuple(PhotoBlock(photo.id) for photo in photos))
    return Story(photos=PhotoTable(photos), **values)


def run(story, folder, readers, *, cache=None, **options):
    """Publish *story*, and return how it ended."""
    steps = list(publish(story, str(folder), readers, Options(**options), cache))
    assert isinstance(steps[-1], Published)
    return steps[-1]


def tree(folder):
    """Return all files below *folder* with their bytes."""
    folder = Path(folder)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def left_behind(target):
    """Return what lies beside *target*."""
    return sorted(p.name for p in target.parent.iterdir() if p.name != target.name)
