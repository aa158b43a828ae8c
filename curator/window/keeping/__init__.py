"""What keeps a story: versions, compared and brought back; the story collected with its photos, or taken out of a zip.

``keeping_desk`` is what a person can do. ``book`` reads and compares versions in the background;
``versions_dialog`` shows them: ``version_list`` all of them, ``change_list`` what differs between two,
of ``change_lines``, ``full_text`` one change with all its words; ``telling`` says it in words.
``clashes_dialog`` shows in the same way what two people changed, for one of them to choose.
``collecting`` and ``unpacking`` drive the long work, ``collect_dialog`` asks where to.
"""
