"""A story with its photos in one folder, or one zip file, that opens anywhere; and taken back out of a zip.

To collect: ``contents`` plans what goes along and under which names (``naming``), ``copying`` copies it
byte for byte, ``listing`` remembers what Curator put there, ``packing`` makes the zip file; ``collect``
drives it all, as a generator of ``steps``. To take out: ``entries`` looks at everything that a zip file
says before a byte is unpacked, ``unpack`` brings the story and its pictures into a folder.

A collection looks like this; in a zip file it stands in one folder, so that whoever unpacks it by hand
finds one thing more and not fifty::

    London.json               the story, its photos named from here
    photos/DSC_0048.JPG       as it came from the camera, to the byte
    photos/DSC_0048.NEF       its raw file
    photos/DSC_0048.xmp       its sidecar
    collection-report.json    what Curator put here

Decisions
---------
* It lies in ``export``, beside the page: it leaves the house whole or not at all in the same way, and
  needs to know both photo files and manifests, which do not know each other.
* Every photo goes along, those set aside as well, with notes and all: this is for colleagues, the page
  is for readers.
* Only what is a picture by its first bytes is copied. A story may come from anybody; it must not make
  Curator carry off whatever file it names.
* A photo that is not there keeps its words, and a name in the collection: put there, it is found.
* Pictures are stored in a zip file, not compressed: they are already, and a stored one can be mended.
* A zip file is unpacked without its report: from then on it is somebody's story, not a collection of
  ours that the next one may replace.
"""
