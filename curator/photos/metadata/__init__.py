"""What a photo file says about itself: words, dates, camera, position; never a pixel.

The way of the data: :func:`read_metadata` opens the file through ``photos.picture`` and hands it to
``containers``, which finds the blocks of each format (``jpeg`` joins segments, ``png`` walks chunks,
``photoshop`` opens the resources that hold IIM; of a raw file ``photos.raw`` tells its own words, which
go before those of its preview; ``sidecar`` looks beside the file). ``directories``
decodes EXIF's tags (by Pillow; by ``second_reader`` what Pillow does not reach) and ``exif`` says what
they mean; ``iim`` does both for IIM; ``xmp_tree`` parses
packets and ``xmp`` says what they mean. ``charsets``, ``dates`` and ``position`` serve all three. Each
makes ``findings``: cleaned values by field. ``reconcile`` ranks them, and the result is a
:class:`Metadata` (``values``) that goes through a process pipe as JSON.

The way back: ``write_back`` says what of a story's words changes in a packet of XMP, ``xmp_source`` finds
where it stands, ``xmp_writing`` changes those places alone and leaves every other byte as it was.

Decisions
---------
* XMP is believed before IIM and EXIF, dates of EXIF before those of XMP; every candidate is kept with
  its origin, so that a person can take another. MWG's order, EXIF first, was refused: EXIF is the
  stalest of the three, and full of what cameras write by themselves.
* Damaged metadata never costs the photo, and a damaged value never costs its neighbours: tags are
  decoded one by one, where Pillow's ``get_ifd`` decodes all or none.
* The date of the last change and the clock of the GPS receiver are not taken for the date of the
  picture: a wrong date is worse than none.
* Every reader bounds what it takes: bytes of a block, items of a list, depth of a tree.
* Pillow's ``getiptcinfo`` (raises, ignores the charset), its ``getxmp`` (drops namespaces, the last of
  several packets only) and ``getexif`` on PNG (decodes the pixels) are not used.
"""

from curator.photos.metadata.reading import read_metadata
from curator.photos.metadata.values import FIELDS, Candidate, Metadata

__all__ = ["FIELDS", "Candidate", "Metadata", "read_metadata"]
