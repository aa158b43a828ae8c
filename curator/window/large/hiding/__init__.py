"""Marking the areas of a photo that no reader may see, in the large view.

``drawing`` is the arithmetic alone: areas, which of them is chosen, what a press, a drag and a key make
of them. ``pen`` turns the mouse and the keys over the canvas into that, and tells what came of it. Areas are
painted by ``window.covers``, wherever the window shows a picture.

On the screen an area is a veil that lets the editor see what it covers. What readers get has no such
thing beneath it: see ``photos.covering``.
"""
