"""The story on paper: a contact sheet or its captions, as a PDF or printed.

The way of the data: ``sheets`` is what a person chooses, kept as text in the settings. ``contents``
picks from the story what goes on paper, as ``texts`` in order (``prose`` reads the Markdown between
photos); ``typesetting`` measures them; ``layout`` with ``stacks`` says which line and which picture
stands where on which page. ``painting`` draws one page; ``making`` drives it all as a generator, page
after page, on a ``pdf`` or a ``printer``, with pictures that come as ``prints`` from worker processes.

``paper_desk`` holds what a person can do; its ``dialog`` has the ``choices`` left and a ``preview``
right, of pages that ``proof`` lays out in the background.

Decisions
---------
* Layout is arithmetic on measured lines and knows no Qt, so that its promises can be tested on any
  words: each line stands on one page, in order, nothing over another, nothing in the margins.
* Letters are set at 1,200 dots an inch everywhere. The preview is the same page shown small, and
  breaks where the paper does.
* A text too long for its page goes on on the next, under the name of its photo; nothing is cut off
  but a title at the head of pages.
* Pages are counted before the first is drawn, since each tells how many there are; pictures come
  afterwards, page by page, and are never all in memory.
* The JPEG that a worker makes goes into the PDF as it is (``pdf``): encoded once, and the window
  is never held up by an encoder. A process of its own for drawing was the other way; it would have
  needed the window's fonts, and could not have served printers.
* Reading, drawing and writing happen in a thread. Qt allows that for QPdfWriter, QPrinter and QImage.
* A PDF that the print dialog writes is written like any other: whole or not at all.
"""
