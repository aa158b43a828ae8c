"""Words under pictures: text in, text out. Knows no photo, no file and no story.

``text`` cleans whatever comes from outside (typing, files, sheets) at the one edge where it enters
and counts it; ``filler`` tells words that a camera or a form put there from words of a person;
``credit`` reads and cleans credit lines.

Decisions
---------
* Text is kept as typed: no Unicode normalisation, no-break spaces stay, decomposed letters stay.
  Only what no reader can see or no file can hold is taken out (see :func:`text.clean`).
* Nothing here changes words by itself after they were typed; whoever calls decides what to offer.
"""
