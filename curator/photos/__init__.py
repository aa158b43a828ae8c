"""Photo files: finding dropped ones, reading what they say and show, without ever trusting them.

The way of the data: ``finding`` turns dropped paths into files by content (``formats``); ``intake``
has each read in a worker process and makes a photo of it, with what ``metadata`` found as its first
words; ``thumbnails`` asks a worker for a small picture, or the disk cache; ``picture`` is the one
door to pixels and runs in workers only.

``raw`` finds the preview inside a camera's raw file (``tiff`` and ``boxes`` walk such files), ``gif``
measures all frames before one is decoded, ``colours`` brings every profile to sRGB, ``likeness`` tells
the same picture by its look, ``order`` sorts by capture, name or rating, ``interleaving`` puts photos of
several photographers into one order of time, ``offers`` lists what each source of a file says.
``whereabouts`` looks whether files are where they were and what they were, ``seeking`` finds those that are
gone: by content, name, look and time.
``sidecars`` writes a story's words beside the photos, where somebody asks for that; ``sidecar_files``
says which file is whose.

``workers`` keeps the worker processes (each runs ``worker``): paths and plain values go in, plain
values and small JPEGs come out. A worker has limits of memory and of processor time for each
question; one that dies or is late is replaced, and the question answered by an error that names the
file.

Decisions
---------
* Foreign bytes meet decoders in worker processes, never in the window's: a thread cannot be stopped
  inside a C call, and a decoder's crash takes its process along. Threads would be as fast.
* Questions travel as JSON and answers as JSON and plain bytes, not pickled: a worker subverted by a
  file can say nothing that would run here.
* A photo's digest is SHA-256 over the whole file, so that any other program can verify it; a digest
  over parts would be cheaper and could not.
"""
