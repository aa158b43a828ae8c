"""A story on disk: JSON that a person, a diff and another program can read.

``form`` turns a story into JSON values and back, ``photo_reading`` the photos among them,
``area_reading`` what is hidden of them; ``reading``
holds the checks of single values;
``paths`` is the one door from a manifest's text to a path and back; ``files`` loads and saves;
``safe_write`` replaces a file whole; ``recovery`` puts unsaved work aside; ``versions`` keeps what was
saved; ``sheets`` is the copy desk's table of captions.

Others who write, and stories from elsewhere: ``claims`` tells the processes of one account which has what
open; ``watching`` says what became of an open file; ``foreign`` holds back photos outside a story's folder
that this account did not add; ``salvage`` reads what is sound of a damaged manifest, for a person to take or
leave.

The history of the format, oldest first:

1. The first. ``photos`` by id with what each says, ``sequence`` of blocks. ``from_file`` on a photo
   names the fields that nobody has confirmed yet.

Decisions
---------
* Keys that this version does not know are kept where they stood and written back.
* A value of the wrong type is refused with its place in the file, never guessed: half a story
  silently opened and saved again is a story lost.
* Which of two savers is right is told by the bytes that each last saw, never by times: those of two
  machines differ, and whoever unpacks or syncs sets them back. Locks only keep two savers of one machine
  apart, and end with their process.
* Known keys come in a fixed order and empty values are left out, so that a manifest diffs well.
"""
