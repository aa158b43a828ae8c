"""Themes that a desk makes for itself, in a folder of its account; how pages are made of them is left to ``page``.

``reading`` reads the folder's ``theme.json`` and says what is wrong with it, ``style`` turns its values
into CSS and looks through CSS that came along, ``blocks`` looks through templates and keeps them in a sandbox.

Decisions
---------
* A theme is data first: colours, fonts, sizes, switches, a footer. Each value is checked against a pattern of
  its own, so that none can end the declaration it stands in; contrast is computed, and refused below WCAG's.
* Only the account has themes: never a story, a zip file or an export, which come from others.
* CSS may name no address at all. Fonts are listed as files, looked at, and go along inside the style: a browser
  that opens a page from the disk loads none from beside it, and a page whose font comes late jumps.
* A template block is a program. Jinja's sandbox keeps it from Python, but not from endless loops or memory
  (measured); so pages with such blocks are rendered in a worker process with limits, and what comes out is
  read back as any page is: captions, credits and alt texts must be there, and nothing that runs.
"""
