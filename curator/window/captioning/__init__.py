"""The tools of captioning: what makes words right once and puts them where they belong.

``caption_desk`` holds what a person can do, and makes each tool when it is first used: ``templates``
and ``codes`` are panels over the kit, ``replacing`` finds and replaces, ``pasting`` with ``paste_dialog``
carries words from photo to photo, ``sheets`` with ``correcting`` and ``correction_rows`` goes to the copy
desk and back, ``writing_back`` writes sidecars, ``dictionary`` lists added words. ``before_after`` is the
table in which every tool that reaches many photos shows what it would do; ``places`` names where.

``writing`` gives every field of words its help: codes, completion, marks. ``kit`` keeps what that needs
between stories; ``known_words`` are words to complete with, ``cameras`` who photographs with which.
``incoming_words`` puts words on photos as they come in.

Decisions
---------
* Nothing here is loaded before the window is up: ``program`` makes the desk half a second later, or
  when somebody asks for it.
* A tool shows what it would do before it does it to many, and does it as one step of undo.
"""
