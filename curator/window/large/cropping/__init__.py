"""Choosing the part of a photo that phones show, in the large view.

``frame`` is the arithmetic: one rectangle that keeps its shape while it is drawn, moved and sized. ``pen`` turns the
mouse and the keys into that, as the pen of hidden areas does, of which both are made.
"""
