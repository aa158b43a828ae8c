"""Everything Qt: shows a story and turns what a person does into edits. Imported only by ``app``.

From a keystroke to the disk: a field of ``editor`` emits only the user's own typing; the panel makes
an edit for the selected photos with a burst token; ``document`` applies it, merges it into the
undo step of that burst and emits ``changed(before, after)`` once; the ``grid``, the badges, the
title and the panels take what they need. ``session`` loads and saves the manifest.

From a dropped folder to a thumbnail: a view makes paths (``incoming``); ``arrivals`` drives the
intake in a job and turns its batches into one undo step; rows appear with a placeholder; painting a
row asks ``thumbnails`` for its picture by photo id; the answer comes from the disk cache or a worker.

``desk`` holds what a person can do, one method an action, and ``arranging`` what with the blocks of
the story; ``menus`` is the table that gives each its words, its keys and its menu, ``actions`` makes
them; ``main_window`` places the panes; ``prompts`` asks every question; ``notices`` tells what happened
without getting in the way; ``jobs`` is the one mechanism for long work; ``theme`` and ``settings`` hold
looks and habits.

``covers`` paints what is hidden from readers over every picture; ``row_list`` is the list of one line a
row that ``checking`` and ``ledger`` show problems and names in.

Windows side by side: ``app`` opens them, ``windows`` holds those that are open and gives each story one
window alone; ``neighbours`` is what one window knows of the others, ``carrying`` puts photos with their
words on the clipboard or the mouse from one to another. ``templating`` begins stories from others.

What keeps the work safe is held by ``safety``: ``recovery`` puts it aside, ``outside`` notices what others do
to the open file and merges it, ``claiming`` holds the story for one process, ``guarding`` asks about photos
outside and helps with damaged files. ``seeking`` watches the files of photos and finds those that are gone.

What is looked at: ``choosing`` keeps the census of the story and the choice among its photos,
``chips`` shows both; ``views`` holds the ``grid``, the ``galley``, the ``page`` and what is ``large``.

What helps to write lies in ``captioning`` and is loaded after the window is up; what puts a story into
order, and the tray of what is set aside, in ``ordering``, and what keeps a story and sends it on, in
``keeping``, when they are first asked for. So does ``paper``, which prints it.

Decisions
---------
* Nothing here reads a file, decodes or waits on the GUI thread; everything slow is a generator that
  a job drives, and cancels by closing it.
* What is asynchronous is addressed by photo id, never by row.
* "Modified" is no flag: the story differs from the one last saved, or it does not.
* A row stays in the grid while somebody is at it, whatever the choice says: a filter, a recount or an
  edit must not take the photo from under the words that are being typed.
* What is not in the first picture of the window is made when it is first asked for.
* Photos dropped while the Photos view is up come in set aside, for choosing; dropped anywhere else
  they go into the story.
"""
