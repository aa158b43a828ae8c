"""The galley: all captions as one numbered text beside small pictures, written where they stand.

It shows a story as its reader meets it, so that what no editor of single captions sees is seen:
three in a row that open alike, a long one after a long one. ``model`` has the rows, ``typesetter``
sets an entry in type when it comes into view (``measures``: columns and fonts, ``setting``: lines),
``painting`` paints it, ``marks`` knows which captions open alike. ``rows`` is a list whose rows have
heights of their own, ``heights`` their sums; ``page`` puts these together and follows the story;
``view`` lets the person write in it: ``editing`` lays one of its ``fields`` over the words. What a
menu or another view does is left to whoever places the galley.

**From a key to the next row.** A field takes the keystroke → an edit of the story with a burst
token → ``changed`` → the page asks the model which rows say something else → these are doubted,
and measured anew if they are in view → rows below move, the field lies over its words again.

Decisions
---------
* A list view of Qt's, so that a screen reader finds rows, the current one and the selection, but
  with places of our own. Qt's asks every row for its size again when one grows: with 10,000 rows 35
  to 50 ms a keystroke even if nothing is measured (batched layout only spreads that, and the scroll
  bar with it). Setting 10,000 captions in type takes 2.8 s; guessing their heights by their length
  takes 20 ms.
* A guess becomes exact when its row comes into view. The lower end of the first row in view stays
  where it is, and so does all below it: nothing on screen jumps while one scrolls.
* Painted words are broken into lines exactly as a plain text field breaks them, and the field has
  no frame and the same font, so nothing moves when writing begins. That leaves the line spacing to
  the font: a field has no other.
* One field for each kind of words, moved from row to row: help attaches to it once, and the
  keyboard need not go anywhere.
* The marks of repeated openings are painted by the field itself, not as extra selections, which
  belong to the help in it.
* A hidden galley follows nothing and catches up when it is shown.
"""
