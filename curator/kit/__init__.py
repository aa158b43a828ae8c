"""What a desk keeps between stories, so that a thing typed right once is typed once: no Qt, no photo files.

``shelf`` keeps each kind as one JSON file in the account's folder, written whole; ``codes`` is the
table of code replacements, ``templates`` the named sets of words, ``cameras`` who photographs with
which camera, ``words`` what was typed in fields of late, ``dictionary`` the words that the account
spells right, ``story_templates`` the bones of stories to begin new ones with.

Decisions
---------
* One readable file a kind, not a database: a desk copies its codes to a colleague by copying a file.
* What cannot be read is told with its place and left untouched on disk; the program goes on without
  it, and writes it only once somebody changed it on purpose.
"""
