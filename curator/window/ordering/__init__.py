"""Putting the story into order: by time, name, stars or another view's order, photographers interleaved.

``ordering`` is the room: one method an action of the Photo menu, each one step of undo, and it tells in
a notice what came of it. ``interleave`` is the dialog in which clocks are put right and the order to
come is seen before it is made; ``pictures`` parts pictures from words: another picture under a caption,
two that change places. ``tray`` shows what is set aside beside the view that is up.

Decisions
---------
* An order is of the photos selected, if they are several; else of the whole sequence.
* Photos set aside that are brought to a place, and those of the sequence that are moved there, are one
  and the same to whoever does it: one edit does both.
* The tray has no search of its own making: it is one more view of the grid's model, over the same
  census, with a choice of its own.
"""
