"""Templates in the window: edited with a live preview, put on the selected photos, on arriving ones by themselves.

``book`` owns the account's templates while the program runs; ``field`` is a text field that completes
and marks variables; ``editor`` shows one template field by field, ``review`` what it would change in
many photos, ``panel`` is the window around them; ``applier`` puts a template on photos and ``menu``
lists the templates for a quick choice.

Decisions
---------
* Every keystroke in a template is kept at once, as in a story; undo in the panel takes it back.
* What a template does to one photo stands beside its text while it is written. For more photos a table
  shows each change, and each can be left out.
"""
