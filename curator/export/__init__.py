"""A finished story as a page: a folder that needs no server, no network and no script.

The way of the data: ``site`` drives it all. It asks ``folder`` whether the target may be replaced
(``report`` knows what Curator once put there), makes a sibling folder, and asks ``copies`` for
those of each photo: from the cache, or made by worker processes that run ``pictures``. Into them go
the words that ``xmp`` lets travel, and every byte is looked at by ``segments`` and ``boxes``. Then
``page`` makes one HTML text of the story and the facts about the pictures: ``layout`` says which
photo stands where and how wide, ``markup`` turns words into safe HTML, ``language`` has the few
words that a page says itself, ``structured`` what search engines read, ``sharing`` where the page
stands on the web, and a ``theme`` (in resources) what it looks like. ``alone`` gives each photo a
page of its own, ``feed`` the story an entry for readers of feeds. ``forms`` has the other forms of
the same: plain text, the story as published, a book. Last come the report, an ``archive`` if
wanted, and one rename.

``collection`` sends the whole story on, with its photos as they are, and takes one in from a zip file.

Decisions
---------
* Whole or not at all: everything is built beside the target. Cancelling closes the generator, and
  ``finally`` removes the sibling; after a kill, the next export to the same place does.
* A folder is replaced only if its report says that Curator made it. What others put into it stays;
  what others changed in it stops the export.
* Pictures are decoded and encoded anew, never copied, and carry an allow-list of the story's words.
  Cleaning the camera's file in place was refused: every tool tried left something behind.
* AVIF for browsers that read it, JPEG for all others, for search engines and for a picture that is opened
  on its own. A draft, and a page that is one file, have JPEG alone. AVIF takes some 60 % of the bytes at
  three times the processor time; with one thread for each picture it is the same byte for byte.
* Copies are kept without words, under the digest of the photo's file, what is hidden of it, the recipe
  and the versions of every codec: a changed caption makes no pixel anew, and the bytes of a page are the
  same with and without the cache.
* No colour profile in the copies: their pixels are sRGB, which is what browsers take them for.
* A full view opens by the command of a button; each photo has a page of its own to be sent
  to somebody. The address of the story is told (canonical, cards, feed) only where the story names it.
* The same story gives the same bytes: no clock, path, host, version or random number goes in.
* Captions stand on the page twice, under the photo and in its full view, and are not repeated for search engines.
* No script, and a content security policy that would stop one. So arrow keys do not turn the full view;
  links beside it lead to the photos before and after. Where commands are unknown, the file opens.
* A photo's number on the page counts those that are shown; in file names it is its place in the
  story, so that a photo that fails today does not rename the others.
"""
