"""The grid of thumbnails.

``rows`` tells which rows a story has, ``wanted`` which of them are chosen, in which order, and ``model``
adapts those to Qt, once somebody looks at them; ``judging`` finds the problems for their badges,
``delegate`` paints one cell, ``view`` selects, drags what ``offering`` packs and takes drops. What a key
or a drop does to the story is left to ``desk``.

The list runs left to right with wrapping, uniform cells and batched layout: 100,000 rows cost no
more than a hundred. A view of our own would paint as fast and lack what Qt's knows about keyboards
and screen readers.
"""
