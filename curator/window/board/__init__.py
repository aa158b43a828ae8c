"""The sequence of a story as a board: photos in cells, words in bands across, groups in frames.

``placing`` is the arithmetic alone: which row lies where, for a width; ``pieces`` tells what stands in
the sequence, ``measures`` how large it is, ``plan`` keeps both and works out anew what changed.
``folding`` says what folds and what that hides; ``painting`` paints bands and frames, ``drawing`` what is
seen of them, ``pile`` what is dragged; the cells are those of the grid. ``view`` is the grid's view with
these places in place of Qt's.

Decisions
---------
* The view is a :class:`~curator.window.grid.view.GridView`, so that everything that works with a grid
  works with a board; only where things lie is its own.
* A run of photos is one strip of cells, however long: ten thousand photos in a row are placed as
  quickly as ten, and nothing is laid out that is not looked at.
* What is folded is how somebody looks at the story, no part of it: it is kept by the view, for as long
  as the story is open.
* A group has lines of its own. Frames among other cells would part at the ends of lines. What is
  dropped over a frame lands beside the group: who wants it in the group, groups it.
* A folded group is selected whole, for its frame stands for all its photos. Of a folded section the
  heading alone is selected, so that its words can be written; moved, it takes the section along.
"""
