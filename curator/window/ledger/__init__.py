"""The names of the open story: how each is spelled, where, and which spelling counts.

``rows`` puts the entries of :mod:`curator.check.ledger` into a list, ``panel`` shows it, keeps it in step in
the background, and turns what is done there into edits. Renaming is find and replace, filled in: it
shows every place before anything changes.
"""
