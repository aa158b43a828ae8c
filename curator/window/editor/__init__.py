"""The editor beside the grid: words of photos, of blocks between them, and of the story.

``fields`` are text fields that leave undo to the window; ``form`` arranges them; ``photo_panel``
edits one photo or all that are selected (``placing``: how they stand in the story), ``text_panel`` a
text, heading or quote between photos, ``story_panel`` the story's own words and the defaults,
``links`` its links; ``panel`` shows one of the three. ``completion`` is the list under a field,
``spelling`` knows what is misspelt, ``marks`` draws waves under it and ``corrections`` offers what it
may mean. In a text ``markdown_looks`` shows what Markdown makes of the words, and ``formatting_keys``
put its signs there; ``highlighting`` draws both, looks and waves. Every keystroke is an edit; edits of
one field without a pause are one step of undo.
"""
