"""Photographers interleaved by time: whose clock is put right by how much, and the order that this makes.

``dialog`` holds the two: ``rows``, one for each photographer, say who takes part and with what shift;
``plan`` works out in the background what that would make of the story, and ``strip`` shows it.
"""
