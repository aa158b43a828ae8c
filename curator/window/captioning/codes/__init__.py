"""Code replacements in the window: replaced while a person types, edited in a panel of their own.

``book`` owns the account's table while the program runs; ``code_typing`` replaces codes in fields
as their closing sign is typed; ``model`` shows the table as rows and columns, ``panel`` is the window
around it. ``kept`` is how any value of the kit is loaded, changed, undone and kept on its shelf; the
templates use it too.

Decisions
---------
* The table is one immutable value; a changed cell makes another one. Undo keeps the tables.
* Every change is kept at once, in a job; of changes that come while one is being written only the
  last is written after it.
"""
