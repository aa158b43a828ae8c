"""What a story is and every way it can change; pure values and functions, no files, no Qt.

The words of the house (use these everywhere: code, screens, docs)::

    story         title, standfirst, language, defaults, an ordered sequence of blocks, and the
                  photos set aside                                  not: project, album, gallery
    photo         one picture's place in a story: identity, file, words      not: image, item, asset
    block         one step of the sequence: a photo, a group of photos, a text, a heading,
                  a quote
    caption       what the reader reads under this photo in this story           not: comment
    description   what the file itself says; on import it becomes the first caption
    alt text      what a reader who cannot see the picture needs
    credit        the line that names photographer and agency            not: attribution
    photographer  the person (IPTC Creator)                              not: author, artist
    defaults      values of the story that every photo inherits until it has its own
    template      named words for fields, with variables, put on photos
    variable      a name in braces that stands for a value of the photo or story, as ``{city}``
    code          a short form, as ``=dd13=``, replaced by the words it stands for
    trait         what can be said of a photo in a word, as that it has no caption
    edit          a named, pure step from one story to the next; undoable    not: command
    version       the story as it was at a save
    key           what stands in one row of the sequence: a photo's id, or the key of a block of words

``values`` holds the frozen values; ``table`` the photos by id; ``edits`` every change as a function
from story to story, ``blocks`` those of what stands between and around photos (``word_blocks``:
what becomes of words when they are turned, parted or joined), ``pictures`` those that part a
picture from its words, ``hiding`` those of the areas that no reader may see, ``placing`` those that
bring photos back to a place,
``reserve`` how much readers are told of places and the date; ``sequence`` the arithmetic of moving blocks;
``inherit`` what a photo takes from the defaults; ``times`` dates moved for a wrong clock;
``looks`` which photos look alike; ``changes`` what differs between two stories; ``history`` undo and redo.

Two versions of one story: ``comparing`` tells what differs, with ``aligning`` for their orders, and
``bringing_back`` takes any of it back, with ``placing_back`` for the sequence. Two stories that grew out of
one: ``merging`` makes them one again, with ``three_ways`` for single values.

For reaching many photos at once: ``choice`` counts what can be said of photos and chooses among
them; ``templates`` puts named words on photos, with the values that ``variables`` tells; ``passages``
names every text of a story with its place, for finding and replacing; ``pasting`` carries words from
photo to photo, ``carrying`` photos with their words from story to story. ``skeleton`` is a story without
its photos, to begin others with. What the story itself teaches: ``vocabulary`` the words to complete with,
``known_names`` the names that are spelled right, ``dictionary`` the words added to them, ``accepting``
the names whose spelling is decided.

Decisions
---------
* A story is one immutable value. Undo keeps the stories themselves; saving, check and export read
  one from any thread without a lock.
* An edit costs what it touches: photos lie in chunks that stories share (``table``), so a keystroke
  copies some hundred references, with 20 photos or with 100,000, and the difference between two
  neighbouring stories is found by comparing chunk identities. A hash-array-mapped trie from a
  library was the other candidate; none found can tell what differs without visiting every photo.
* A photo's file is an absolute path in memory; only the manifest knows relative ones.
* Keys of a manifest that this version does not know ride along in ``extra`` of the value they
  belong to, so that every edit keeps them.
"""
