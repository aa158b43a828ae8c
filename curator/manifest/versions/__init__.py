"""The versions of a story: its manifest as it was at each save, kept apart from it, for the account alone.

``store`` keeps, lists and reads them; ``index`` is the list of one story's versions on disk, ``blobs``
their bytes; ``pruning`` says which of them go.

Every story has a folder of its own in the user's state folder, named for the real path of its
manifest. In it each version is one compressed file that never changes, and one index, replaced whole,
tells their order, names and digests.

Decisions
---------
* Nothing is written beside the manifest: a folder that is sent on holds no earlier words.
* The bytes are those of the manifest. A version can be read by whatever reads a manifest, and its
  digest says that it is whole; a chain of differences would break with its first link.
* Versions are ordered by a counter. Clocks are set back, and a laptop travels.
* A story that was moved finds its versions by the digest of the last one; the other way to know it, a
  key written into the manifest, would travel with every copy that is sent on.
* Versions are linked, not moved, when a story takes over those of another path: the disk on which
  that one lies may only be unplugged.
"""
