"""Finding the names of people, places and houses in a text; which spelling is the right one is left to others.

A name is told by its capitals, so a script without them has none here. Where a capital says little,
as at the start of a sentence or on every noun of German, only what cannot well be anything else is
taken: a name that is missed costs less than a word that is none.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from curator.captions.credit import read_credit
from curator.captions.filler import is_filler_credit

MAX_TEXT = 100_000
"""Characters of a text that are looked at."""

_MAX_WORDS = 12  # of one name


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: the characters *start* to *end*, and how it is spelled.

    The spelling is what stands there, with single spaces, and without the capitals of a name set
    all in capitals.
    """

    text: str
    start: int
    end: int


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ORDINARY = {
    "en": _words("a an the this that these those his her its their our your my he she it they we you i who when where "
        "while how if as at by for from in into of on out over under up down to toward towards with within without "
        "after against along amid among around before behind below beneath beside between beyond despite during "
        "except inside like near outside past since through throughout until upon via across above and or but so not "
        "no yes all any both each every few half many more most one two three four five six seven eight nine ten "
        "dozens hundreds thousands several some such other another only then there here now today yesterday tomorrow "
        "later once again meanwhile however although though former late left right top bottom clockwise is are was "
        "were has have had does did can nearly almost visitors tourists people men women children girls boys "
        "residents what which whose why"),
    "de": _words("der die das den dem des ein eine einer einen einem und oder aber auch als am an auf aus bei beim "
        "bis durch für gegen hinter im in ins mit nach neben ohne seit sich sie sein seine seiner ihr ihre ihrer er "
        "es wir ich über um unter vom von vor während wegen wie wo wer was zu zum zur zwischen zwei drei vier fünf "
        "sechs viele einige alle andere mehrere wenn weil diese dieser dieses jede jeder man nur noch nun so dann da "
        "dort hier heute gestern links rechts oben unten kurz nahe nicht kein junge alte foto"),
    "fr": _words("le la les un une des du de au aux et ou mais donc car ce cet cette ces son sa ses leur leurs nos "
        "votre il elle ils elles on nous vous je qui que dont où quand comme si sur sous dans par pour avec sans chez "
        "vers entre contre depuis pendant après avant devant derrière à en lors selon malgré deux trois quatre "
        "plusieurs quelques tous toutes tout toute chaque autre autres ici hier gauche droite photo c’est"),
    "es": _words("el la los las lo un una unos unas y o pero que quien cuando donde como si su sus en de del al a "
        "ante bajo con contra desde durante entre hacia hasta para por según sin sobre tras dos tres cuatro varios "
        "varias algunos muchos todos todas este esta estos estas ese él ella ellos no ya mientras después antes aquí "
        "hoy ayer izquierda derecha foto"),
    "it": _words("il lo la i gli le un uno una e o ma se di a da in con su per tra fra del della dei delle al alla ai "
        "dal dalla nel nella nei sul sulla questo questa questi suo sua due tre quattro alcuni molti tutti quando "
        "dove come mentre dopo prima durante non chi che qui oggi ieri sinistra destra foto"),
    "nl": _words("de het een en of maar want in op aan bij met naar van voor over onder tussen tijdens na uit door "
        "tot tegen zonder zijn haar hun deze dit die dat wie wat waar toen als hij zij ze wij we ik er hier daar twee "
        "drie vier vijf zes veel enkele alle andere niet ook nu vandaag gisteren links rechts foto"),
    "pt": _words("o a os as um uma e ou mas se em no na nos nas de do da dos das ao à aos com por para pelo pela sem "
        "sob sobre entre até após antes durante desde seu sua este esta esse ele ela eles que quem quando onde como "
        "enquanto dois duas três quatro cinco vários muitos todos não já hoje ontem esquerda direita foto"),
}  # fmt: skip
"""Words, by language, that start a sentence without being part of a name."""

_TITLES = _words("mr mrs ms miss mx dr prof professor sir dame lord lady president premier chancellor minister "
    "secretary ambassador senator sen congressman congresswoman representative rep governor gov mayor councillor "
    "chairman chairwoman director general gen lieutenant lt colonel col major maj captain capt sergeant sgt corporal "
    "cpl private admiral adm commander cmdr marshal officer constable inspector detective judge justice king queen "
    "prince princess emperor empress pope cardinal archbishop bishop father brother sister reverend rev rabbi imam "
    "sheikh ayatollah leader spokesman spokeswoman photographer journalist reporter author artist singer actor "
    "actress coach pilot farmer teacher doctor nurse guide soldier soldiers worker workers student students activist "
    "lawyer comrade herr frau präsident präsidentin kanzler kanzlerin ministerin könig königin papst fotograf trainer "
    "monsieur madame mme président présidente ministre roi reine pape señor señora don doña presidente ministro rey "
    "reina papa signor signora re regina meneer mevrouw koning")  # fmt: skip
_SURNAMES = _words("king prince pope bishop judge major marshal father brother rey don")
_GERMAN_TITLES = tuple(_words("präsident präsidentin kanzler kanzlerin minister ministerin chef"))
_MODIFIERS = _words("vice deputy foreign prime supreme first acting assistant lieutenant lt brigadier attorney "
    "interior defence defense finance health education culture press senior chief executive opposition former crown "
    "major premier")  # fmt: skip
# Where one of these follows a title, the title belongs to the name: General Assembly, Queen Street.
_HOUSES = _words("airport assembly avenue bridge committee council department electric hospital hotel house island "
    "league library memorial ministry motors museum office palace park party square stadium station street university "
    "day")  # fmt: skip
_CALENDAR = {
    "en": _words("monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
        "august september october november december jan feb mar apr aug sept oct nov dec"),
    "de": _words("montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli "
        "august september oktober november dezember ende anfang mitte uhr euro prozent meter kilometer millionen "
        "tausende jahre stadt hauptstadt provinz"),
}  # fmt: skip
# "of" joins what follows to these, and to no person: the Bank of England, but Mina Oh of Seoul.
_HEADS = _words("academy alliance arch army association bank bay board cape cathedral centre center chamber church "
    "city coast college committee confederation congress council court duchy duke earl emirate empire federation "
    "festival forum gulf hall house institute isle isles island islands king kingdom lake league library ministry "
    "mount museum order palace party port prince province queen republic royal school sea senate society state states "
    "statue strait temple theatre tower treaty union university valley war")  # fmt: skip
PARTICLES = _words("van von vom der den de del della dello dei degli di da do dos das du des la le les el al af av "
    "zu zum zur ten ter te bin ibn bint ben abu y e of the op")  # fmt: skip
# Particles that begin a name unless they are everyday words of the language: de Gaulle, van Gogh.
_LEADING = _words("van von de del della di da du der la bin ibn bint")
# Particles that are the everyday “and” of a language, unless one word follows: Ortega y Gasset.
_ANDS = {"es": ("y", "e"), "ca": ("i",), "pt": ("e",), "it": ("e",)}
_ABBREVIATED = _words(
    "st ste mt ft jr sr dr mr mrs ms prof gen lt col sgt capt maj adm gov sen rep rev"
)
_INSTITUTIONAL = _words("people children women men king queen workers students st saint lord")
_TAILS = _words("based born led backed style made speaking controlled run owned held era wide trained bound educated "
    "type funded occupied sponsored")  # fmt: skip
_NEVER = _words(
    "photo photograph picture file image handout courtesy copyright credit tv pm am id i’m i'm i’ve i've i’d i’ll"
)
_ACRONYMS = _words("un us uk eu usa ussr dprk nato unesco unicef fbi cia bbc nbc cnn ap afp")
_FUNCTION = _words("a an and at by for from in of on or to with")
_ENGLISH_ING = _words("beijing nanjing chongqing reading fleming irving harding manning")
_ARTICLES = _words("al el ul an ad as ar ash at az ud ed es")
_GIVEN = _words("peter walter alexander günter günther dieter werner rainer oliver jürgen helene anne marie luise "
    "sabine christine heike silke antje uwe malte jens johannes andreas annalena volker holger")  # fmt: skip
_NOUN_ENDINGS = ("ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "ismus", "tät")
_ADJECTIVAL = ("e", "en", "er", "es", "em")

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"  # or a small letter beyond Latin, which is told afterwards
_REST = r"[\w\u0300-\u036f]*(?:['’ʼ\-‐‑][\w\u0300-\u036f]+)*"
_WORD = re.compile(
    rf"(?<!\w)(?<!\w['’ʼ\-‐‑])(?:(?:{_CAPITAL}\.){{2,}}|{_CAPITAL}{_REST}"
    rf"|(?:{'|'.join(sorted(PARTICLES))})(?![\w'’\-])|[a-z]{{1,5}}['’\-](?={_CAPITAL}){_REST})"
)
_SENTENCE = re.compile(r"(?<!\b[^\W\d_]\.[^\W\d_])(?:[.!?…:\n•\"“„«(\[—*#>|]|\s(?:['‘]|- ))\W*$")
_DAY = re.compile(r"\W{0,2}\d")
_ANY = re.compile(r"\w")
_ROMAN = re.compile(r"[IVX]+")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|dell|all|nell|sull|dall)['’ʼ](?=[^\W\d_])", re.IGNORECASE)


class _Word(NamedTuple):
    """A word that may be part of a name, *lower* in small letters; nothing joins one that ``closes`` it."""

    text: str
    lower: str
    start: int
    end: int
    is_first: bool
    is_particle: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class _Language:
    """What capitals mean in a language; nothing is known of one without ordinary words."""

    code: str
    ordinary: frozenset[str]
    calendar: frozenset[str]
    leading: frozenset[str]


def primary(language: str) -> str:
    """Return the language of a BCP 47 tag without region and script, English if it names none."""
    return re.split("[-_]", language.strip().lower())[0] or "en"


@lru_cache(maxsize=32)
def _language(tag: str) -> _Language:
    code = primary(tag)
    ordinary = ORDINARY.get(code, frozenset())
    leading = _LEADING if code == "en" else _LEADING - ordinary
    return _Language(code, ordinary, _CALENDAR.get(code, frozenset()), leading)


def names(text: str, language: str = "en", known: Container[str] = ()) -> list[Name]:
    """Return the names in *text* in their order, none overlapping another.

    *known* are words that are parts of names elsewhere: where a capital alone says too little, a
    word is taken for a name if it is one of these, or part of a sure name of *text*.
    """
    text = text[:MAX_TEXT]
    speech = _language(language)
    if text.isupper() and len(text.split()) > 4:
        return []  # Nothing tells a name where all is capitals.
    sure: list[list[_Word]] = []
    doubtful: list[list[_Word]] = []
    small = 0
    for run in _runs(text, speech):
        small += sum(w.lower in _FUNCTION for w in run if not (w.is_first or w.is_particle))
        for part in _parts(run, speech, text):
            (sure if _is_sure(part, speech, text) else doubtful).append(part)
    if small > 2:
        return []  # A Headline In The Case Of Headlines.
    spelled = {word.text for run in sure for word in run}
    sure += [run for run in doubtful if all(w.text in spelled or w.text in known for w in run)]
    return sorted((_name(run, text) for run in sure), key=lambda name: name.start)


@lru_cache(maxsize=4096)
def names_in_credit(line: str) -> tuple[str, ...]:
    """Return the photographer and the agencies that a credit line names."""
    credit = read_credit(line)
    parts = (part.strip() for part in (credit.photographer, *credit.credit.split("/")))
    return tuple(dict.fromkeys(part for part in parts if part and not is_filler_credit(part)))


def may_be_ordinary(text: str, start: int, end: int, language: str) -> bool:
    """Say whether *start* to *end* begins a sentence and may become an everyday word, as “Th” may."""
    before = text[max(0, start - 3) : start].rstrip(" \u00a0'’‘")
    is_first = not before or bool(_SENTENCE.match(before[-1]))
    typed = text[start:end].lower()
    return is_first and any(word.startswith(typed) for word in _language(language).ordinary)


def _runs(text: str, speech: _Language) -> Iterator[list[_Word]]:
    """Yield the runs of capitalised words of *text*, with the small words that may join them."""
    run: list[_Word] = []
    last = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        gap = text[last:start]
        if run and not _joins(gap, run[-1]):
            yield run
            run = []
        is_first = not run and (bool(_SENTENCE.search(gap[-9:])) or not (last or _ANY.search(gap)))
        word = _word(found[0], start, is_first, speech)
        if word and not (word.is_particle and not _may_stand(word.text, run, speech)):
            run.append(word)
        elif run:
            yield run
            run = []
        last = end
    if run:
        yield run


def _joins(gap: str, before: _Word) -> bool:
    """Say whether the word after *gap* may belong to the name that *before* is of."""
    if before.closes or "\n" in gap:
        return False
    if gap.startswith(".") and gap[1:].isspace():
        is_initial = len(before.text) == 1 and before.text.isupper()
        return is_initial or before.lower in _ABBREVIATED
    return gap.isspace() or (gap in ("’ ", "' ") and before.lower.endswith("s"))


def _word(text: str, start: int, is_first: bool, speech: _Language) -> _Word | None:
    """Return the word *text* if it may be part of a name, cut to what may."""
    if text in PARTICLES:
        return _Word(text, text, start, start + len(text), is_first, True, False)
    closes = False
    if speech.code in ("fr", "it", "ca") and (elided := _ELISION.match(text)):
        text, start, is_first = text[elided.end() :], start + elided.end(), False
    elif speech.code == "en" and len(text) > 2 and text[-1] in "sS" and text[-2] in "'’ʼ":
        text = text[:-2]
        closes = text.lower() not in _INSTITUTIONAL
    head, hyphen, tail = text.partition("-")
    if hyphen and tail in _TAILS:
        text, closes = head, True
    is_capital = text[0].isupper() or (head in _ARTICLES and tail[:1].isupper())
    lower = text.lower()
    if lower in _NEVER or not (is_capital or (text[1:2] in ("'", "’") and text[2:3].isupper())):
        return None
    return _Word(text, lower, start, start + len(text), is_first, False, closes)


def _may_stand(particle: str, run: list[_Word], speech: _Language) -> bool:
    """Say whether *particle* may follow the words of *run*, or begin a name."""
    if not run:
        return particle in speech.leading
    if particle in ("of", "the"):
        return run[-1].lower in _HEADS if particle == "of" else run[-1].text == "of"
    return speech.code != "en" or particle not in ("op", "ten", "zum", "zur")


def _parts(run: list[_Word], speech: _Language, text: str) -> Iterator[list[_Word]]:
    """Yield the names in *run*: without an everyday word at its start, titles, dates, loose particles."""
    if run[0].is_first and _is_ordinary(run[0], len(run), speech):
        run = run[1:]
    for part in _between_titles(run) if 0 < len(run) <= _MAX_WORDS else ():
        for piece in _between_ands(part, speech):
            kept = _trimmed(piece, speech, text)
            if any(len(word.text) > 1 and not word.is_particle for word in kept):
                yield kept


def _is_ordinary(word: _Word, length: int, speech: _Language) -> bool:
    """Say whether *word*, the first of a sentence, is no part of the name after it."""
    head = re.split("['’-]", word.lower)[0]
    if word.lower in speech.ordinary or head in speech.ordinary:
        return len(word.text) == 1 or length == 1 or not word.text.isupper()
    is_verb = word.lower.endswith("ing") and len(word.text) > 5
    is_age = word.lower.endswith("-old")
    return speech.code == "en" and (is_age or (is_verb and word.lower not in _ENGLISH_ING))


def _between_titles(run: list[_Word]) -> Iterator[list[_Word]]:
    """Yield what stands between the titles of *run*, without what belongs to the titles."""
    part: list[_Word] = []
    for word, following in zip(run, (*run[1:], None), strict=True):
        if following is None or not _is_title(word, following, bool(part)):
            part.append(word)
            continue
        while part and part[-1].lower in _MODIFIERS:
            part.pop()
        yield part
        part = []
    if not all(word.lower in _TITLES or word.lower in _MODIFIERS for word in part):
        yield part


def _is_title(word: _Word, following: _Word, is_inside: bool) -> bool:
    """Say whether *word* is the title of the name that *following* begins."""
    lower, after = word.lower, following.lower
    if lower not in _TITLES and not lower.endswith(_GERMAN_TITLES):
        return False
    is_house = after in _HOUSES or after in ("of", "jr", "sr")
    return not is_house and not (is_inside and lower in _SURNAMES)


def _between_ands(run: list[_Word], speech: _Language) -> Iterator[list[_Word]]:
    """Yield *run* in pieces where a particle of it is the everyday “and” of the language."""
    ands = _ANDS.get(speech.code, ())
    for place, word in enumerate(run):
        if word.text in ands:
            after = run[place + 1 :]
            if place < 2 or sum(not w.is_particle for w in after) != 1:
                yield run[:place]
                yield from _between_ands(after, speech)
                return
    yield run


def _trimmed(run: list[_Word], speech: _Language, text: str) -> list[_Word]:
    """Return *run* without dates and loose particles at its ends."""
    while run and (
        (run[0].lower in speech.calendar and not (run[1:] and run[1].lower in _HOUSES))
        or (run[0].is_particle and run[0].text not in speech.leading)
    ):
        run = run[1:]
    while run and (
        run[-1].is_particle
        # A month with its day, and so not Theresa May.
        or (run[-1].lower in speech.calendar and _DAY.match(text, run[-1].end))
    ):
        run = run[:-1]
    return run


def _is_sure(run: list[_Word], speech: _Language, text: str) -> bool:
    """Say whether *run* is a name by itself, whatever stands elsewhere."""
    first = run[0]
    if len(run) == 1 and first.text.isupper():
        is_dateline = text[first.end : first.end + 2] in (", ", " (", " —", " –")
        return len(first.text.replace(".", "")) > 3 and (is_dateline or not first.is_first)
    if not speech.ordinary:
        return not first.is_first
    if speech.code in ("de", "lb"):
        return _is_sure_in_german(run)
    return len(run) > 1 or not first.is_first


def _is_sure_in_german(run: list[_Word]) -> bool:
    """Say whether *run* is a name where every noun has a capital."""
    if len(run) < 2 or any(word.lower.endswith(_NOUN_ENDINGS) for word in run):
        return False
    is_adjective = run[0].is_first and run[0].lower.endswith(_ADJECTIVAL)
    return len(run) > 2 or not is_adjective or run[0].lower in _GIVEN


def _name(run: list[_Word], text: str) -> Name:
    start, end = run[0].start, run[-1].end
    if run[-1].lower in ("jr", "sr") and text[end : end + 1] == ".":
        end += 1
    spelled = " ".join(text[start:end].split())
    capitals = [word.text for word in run if len(word.text) > 1 and not word.is_particle]
    is_all = all(map(str.isupper, capitals)) and (len(run) > 1 or run[0].is_first)
    return Name(_without_capitals(spelled) if is_all else spelled, start, end)


def _without_capitals(name: str) -> str:
    """Return *name*, set all in capitals, as it is usually set; initials and numbers stay."""
    return " ".join(
        part if _ROMAN.fullmatch(part) or "." in part or part.lower() in _ACRONYMS
        else part.lower() if place and part.lower() in PARTICLES
        else part.title()
        for place, part in enumerate(name.split(" "))
    )  # fmt: skip
