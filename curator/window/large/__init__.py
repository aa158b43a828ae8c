"""Photos large: one by itself with its neighbours at hand, or two to four side by side.

The way of a picture: ``viewer`` or ``compare`` is given photos. For each, ``photo_canvas`` works out
how many pixels its place on this screen takes, and says so as wants; ``pictures`` asks for them in
the background, the most wanted first, keeps what came within bounds of memory, and tells of it. The
canvas then paints the sharpest there is: the grid's thumbnail at once, the fitted picture soon, every
pixel where the person zooms in. ``sights`` is the geometry alone: how large, and which point is where.

Decisions:

- A fitted picture is made to the very pixel of its place, so that painting it is a copy. Made a
  little larger it would be scaled on every paint, and never be quite sharp.
- Two decodes at a time, whatever keys are held down: what is no longer wanted is passed over when
  its turn comes, and nothing is asked for ahead while something in view is missing.
- A whole picture is kept as pixels, not as tiles: 24 megapixels are 96 MB and paint in a
  millisecond, while tiles would decode the file again for every one.
- What goes on in one pane goes on in the others as a change, not as a state: panes that the person
  has shifted against each other keep their shift.
"""
