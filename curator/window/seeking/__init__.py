"""The files of photos: watched while the story is open, and found again where they went.

``watch`` looks at them in the background when a story is opened and when the person comes back to the window;
``seeking`` drives the search for those that are gone, and ``dialog`` shows what it found.
"""
