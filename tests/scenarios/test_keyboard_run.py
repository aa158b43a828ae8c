"""Twenty-six photos captioned and credited by a person who never touches the mouse, in fewer keys than letters."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt

from curator.captions.codes import Code, CodeTable
from curator.kit import codes
from curator.kit.shelf import Shelf
from curator.story import inherit

KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CODES = CodeTable(
    (
        Code("kyc", ("Kim Yong Chol", "Kim Yong Chol, the minister of fisheries,")),
        Code("phf", ("the Pothonggang fish market",)),
        Code("jp", ("Jo Pak/Agency",), (("photographer", "Jo Pak"),)),
    )
)
TAKES = "→"
# Stands in what is typed for the key that takes the first name offered.

SCRIPT = (
    ("A ferry of Wonsan Marine leaves at dawn.", "A ferry of Wonsan Marine leaves at dawn."),
    (
        "=kyc#2= waits on the deck.",
        "Kim Yong Chol, the minister of fisheries, waits on the deck.",
    ),
    ("Deck hands of Won→ coil ropes.", "Deck hands of Wonsan Marine coil ropes."),
    ("=kyc= shakes hands.", "Kim Yong Chol shakes hands."),
    ("Traders set up at =phf=.", "Traders set up at the Pothonggang fish market."),
    ("Oh Sun Hee, right, guts squid.", "Oh Sun Hee, right, guts squid."),
    ("At =phf=, Oh S→ laughs.", "At the Pothonggang fish market, Oh Sun Hee laughs."),
    ("=kyc= buys a crab.", "Kim Yong Chol buys a crab."),
    ("=kyc= pays Oh S→.", "Kim Yong Chol pays Oh Sun Hee."),
    ("Rain falls on =phf=.", "Rain falls on the Pothonggang fish market."),
    ("Boys play under nets.", "Boys play under nets."),
    ("A van of Won→ is loaded.", "A van of Wonsan Marine is loaded."),
    ("=kyc= leaves =phf=.", "Kim Yong Chol leaves the Pothonggang fish market."),
    ("Pak Chol Min drives north.", "Pak Chol Min drives north."),
    ("Pak C→ stops to smoke.", "Pak Chol Min stops to smoke."),
    ("Ri Un Sim shovels salt.", "Ri Un Sim shovels salt."),
    ("Ri U→ rests on her shovel.", "Ri Un Sim rests on her shovel."),
    ("Pak C→ greets Ri U→.", "Pak Chol Min greets Ri Un Sim."),
    ("Salt dries in the sun.", "Salt dries in the sun."),
    ("Ri U→ counts her sacks.", "Ri Un Sim counts her sacks."),
    ("Pak C→ loads the sacks.", "Pak Chol Min loads the sacks."),
    ("A dog guards the van.", "A dog guards the van."),
    ("Oh S→ salts the squid.", "Oh Sun Hee salts the squid."),
    ("=kyc= tastes it.", "Kim Yong Chol tastes it."),
    ("Oh S→ closes her stall.", "Oh Sun Hee closes her stall."),
    ("Night falls on =phf=.", "Night falls on the Pothonggang fish market."),
)


class Keyboard:
    """The keys of a person; every one counts, and Ctrl and Shift as much as any."""

    def __init__(self, press, write) -> None:
        self._press, self._write = press, write
        self.strokes = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        self.strokes += 1 + sum(1 for one in (CTRL, SHIFT) if held & one)
        self._press(key, held)

    def write(self, words: str) -> None:
        """Type *words*, and take the first name offered where the script says so."""
        for place, part in enumerate(words.split(TAKES)):
            if place:
                self.press(KEY.Key_Right)
            self.strokes += len(part) + sum(1 for letter in part if letter.isupper())
            self._write(part)


class Mice(QObject):
    """Whoever watches the application for a mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)
        return False


@pytest.fixture(autouse=True)
def codes_of_last_week(tmp_path):
    """The person's codes, kept when the program was last used."""
    codes.keep(Shelf(tmp_path / "kit"), CODES)


@pytest.fixture
def keyboard(qapp, program, drop, tmp_path, make_picture, press, write):
    """A keyboard in front of a window into which twenty-six photos were dropped."""
    for number in range(1, 27):
        colour = f"#{number * 9:02x}{255 - number * 9:02x}80"
        make_picture(tmp_path / "trip" / f"DSC_{number:04}.JPG", colour, format="JPEG")
    drop(tmp_path / "trip")
    mice = Mice()
    qapp.installEventFilter(mice)
    yield Keyboard(press, write)
    qapp.removeEventFilter(mice)
    assert mice.seen == 0


def in_order(program):
    story = program.document.story
    return [story.photos[key] for key in program.views.story.rows.keys]


def words_of(photos) -> int:
    """Return how many letters a person would have had to type, field by field."""
    return sum(
        len(text)
        for photo in photos
        for text in (photo.caption, photo.credit, photo.photographer, photo.place.city)
    )


def test_twenty_six_photos_take_fewer_keys_than_their_words_have_letters(qtbot, program, keyboard):
    # The captions, one after the other, the cursor always in the caption.
    keyboard.press(KEY.Key_F2)
    for typed, _ in SCRIPT:
        qtbot.waitUntil(lambda: program.kit.words.is_settled)
        keyboard.write(typed)
        keyboard.press(KEY.Key_Return, CTRL)
    captions = [photo.caption for photo in in_order(program)]
    assert captions == [words for _, words in SCRIPT]
    assert keyboard.strokes < sum(map(len, captions))

    # One photographer for all, in the fields of the whole selection.
    for key, held in ((KEY.Key_Escape, NONE), (KEY.Key_A, CTRL), (KEY.Key_F2, NONE)):
        keyboard.press(key, held)
    keyboard.press(KEY.Key_Tab)
    keyboard.press(KEY.Key_Tab)
    keyboard.write("Mina Oh/Agency")
    keyboard.press(KEY.Key_Tab)
    keyboard.write("Mina Oh")
    # The last three are by somebody else, whom a code names once.
    for key in (KEY.Key_Escape, KEY.Key_End, KEY.Key_Left, KEY.Key_Left, KEY.Key_F2):
        keyboard.press(key)
    keyboard.press(KEY.Key_Tab)
    keyboard.press(KEY.Key_Tab)
    keyboard.write("=jp=")
    keyboard.press(KEY.Key_Return, CTRL)
    keyboard.press(KEY.Key_Apostrophe, CTRL)
    keyboard.press(KEY.Key_Tab)
    keyboard.press(KEY.Key_Apostrophe, CTRL)
    keyboard.press(KEY.Key_Return, CTRL)
    keyboard.press(KEY.Key_Apostrophe, CTRL)
    keyboard.press(KEY.Key_Backtab, SHIFT)
    keyboard.press(KEY.Key_Apostrophe, CTRL)

    photos = in_order(program)
    assert [photo.caption for photo in photos] == captions
    assert [photo.credit for photo in photos] == ["Mina Oh/Agency"] * 23 + ["Jo Pak/Agency"] * 3
    assert [photo.photographer for photo in photos] == ["Mina Oh"] * 23 + ["Jo Pak"] * 3
    assert keyboard.strokes < words_of(photos)


def test_the_same_credit_goes_on_from_photo_to_photo_by_one_key(program, keyboard):
    keyboard.press(KEY.Key_F2)
    keyboard.press(KEY.Key_Tab)
    keyboard.press(KEY.Key_Tab)
    keyboard.write("Mina Oh/Agency")
    for _ in range(25):
        keyboard.press(KEY.Key_Return, CTRL)
        keyboard.press(KEY.Key_Apostrophe, CTRL)

    story = program.document.story
    credits = [inherit.credit_line(photo, story.defaults) for photo in in_order(program)]
    assert credits == ["Mina Oh/Agency"] * 26
    assert [photo.caption for photo in in_order(program)] == [""] * 26
    assert keyboard.strokes < words_of(in_order(program))
    for _ in range(25):
        keyboard.press(KEY.Key_Z, CTRL)
    assert [photo.credit for photo in in_order(program)] == ["Mina Oh/Agency"] + [""] * 25
