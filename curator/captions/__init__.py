"""Words under pictures: text in, text out. Knows no photo, no file and no story.

``text`` cleans whatever comes from outside (typing, files, sheets) at the one edge where it enters
and counts it; ``filler`` tells words that a camera or a form put there from words of a person;
``credit`` reads and cleans credit lines, ``dates`` dates as people write them.

For writing fast: ``codes`` replaces codes by what they stand for, ``variables`` fills ``{city}`` and the
like into words of templates, ``names`` finds names in a text, ``completion`` what may complete the
words being typed, ``openings`` captions that begin alike, ``search`` finds and replaces words,
``differences`` compares two texts word by word.

For running text: ``markdown`` says what becomes of the words of a line on the page (``markdown_words``
takes it apart, ``markdown_runs`` finds emphasis), ``formatting`` puts its signs around words.

For spelling: ``words`` takes a text apart; ``spelling`` says which words are misspelt and what they may
mean, from the lists of ``wordlists``, the dictionaries of the system that ``hunspell`` finds (its rules
in ``affixes``), ``stems`` and compounds, and ``nearness`` of letters.

Decisions
---------
* Text is kept as typed: no Unicode normalisation, no-break spaces stay, decomposed letters stay.
  Only what no reader can see or no file can hold is taken out (see :func:`text.clean`).
* Nothing here changes words by itself after they were typed; whoever calls decides what to offer. A
  code is the one exception, and only the moment its closing sign is typed.
* Names are the hard part of spelling: a capitalised word is marked only where it is close to, but not,
  a name that the story uses.
"""
