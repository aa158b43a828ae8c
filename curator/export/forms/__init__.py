"""The other forms of a published story, made of the very words and pictures of its page.

``material`` is what each is made of. ``text`` has the twins in plain text, ``manifest`` the story as
published, which opens in Curator again, ``paper`` a page to print: small, they go along with every folder.
If asked for, ``epub`` makes a book, ``pdf`` sets the page for paper, and ``markdown`` (by
``markdown_writing``) packs text and pictures for a site builder. When they are made, and that they stand
whole or not at all, is left to ``site``.

Decisions
---------
* They stand in the folder of the page: so they are replaced with it, and its report tells of each.
* No form reads a photo's file. What the page's copies do not carry, no form can.
* A book and a PDF hold one copy of each photo: nobody chooses among several there.
"""
