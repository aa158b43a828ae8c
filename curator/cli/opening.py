"""A story opened for a command: photos outside its folder that this account did not add are told, never silent.

They are used all the same: whoever runs a command on a story names it, and nobody is there to be asked.
"""

import os

from curator.cli.telling import count, tell
from curator.errors import shown
from curator.manifest import files
from curator.manifest.files import Opened

_MOST = 20
# Files that are named one by one.


def opened_story(path: str) -> Opened:
    """Read the manifest at *path* as :func:`files.load` does, and tell which photos lie outside."""
    from curator.manifest.foreign import OwnFiles, outside

    opened = files.load(path)
    photos = OwnFiles().unknown(outside(opened.story, os.path.dirname(opened.path)))
    if photos:
        tell(f"{count(len(photos), 'photo')} outside the folder of the story, not added here:")
    for photo in photos[:_MOST]:
        tell(f"  {shown(photo.file)}")
    if len(photos) > _MOST:
        tell(f"  and {len(photos) - _MOST:,} more")
    return opened
