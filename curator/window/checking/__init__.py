"""The check in the window: what is found, listed, underlined, and what waits for it.

``findings`` runs the check in the background after each change and has what it found; ``judge`` answers
at once for a single photo, for badges. ``panel`` lists every problem and leads to the words: ``rows``
puts them into groups, ``listing`` shows these. ``marks`` underlines the words in the fields of the
editor. ``gate`` lets a story be exported once no error is open. ``house`` loads the rules and the house
style, and begins.

Decisions
---------
* Only :class:`findings.Findings` is made with the window; the list is made when it is first asked for.
* What a photo's own words settle is exchanged at the keystroke; what takes the whole story follows as
  soon as a background check is through.
* Groups are made in the background as well: a story of ten thousand photos has forty thousand problems.
"""
