"""Rules about the story as a whole; what one photo's words lack is left to ``photos``."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import cast

from curator.captions.dates import is_iso, read_date
from curator.captions.spelling import subtags
from curator.captions.text import is_blank
from curator.check.addresses import is_web_address
from curator.check.facts import Facts, folded, spaced
from curator.check.gathered import Gathered, StoryRule
from curator.check.problem import Finding, Level
from curator.check.rule import About
from curator.check.spellings import accepted, variants
from curator.story import edits
from curator.story.looks import alike
from curator.story.values import Photo, Place


def _of_story(field: str, finding: Finding) -> About:
    return About(None, field, finding)


def _title_missing(gathered: Gathered) -> Iterator[About]:
    if is_blank(gathered.story.title):
        yield _of_story("title", Finding("The story has no title yet"))


def _standfirst_missing(gathered: Gathered) -> Iterator[About]:
    if is_blank(gathered.story.standfirst) and gathered.numbers:
        yield _of_story("standfirst", Finding("The story has no standfirst yet"))


def _no_photos(gathered: Gathered) -> Iterator[About]:
    if not gathered.numbers:
        yield _of_story("", Finding("The story shows no photo yet"))


def _required(gathered: Gathered) -> Iterator[About]:
    for field in gathered.style.required_of_story:
        if field in edits.STORY_FIELDS and is_blank(getattr(gathered.story, field)):
            yield _of_story(field, Finding(f"The house asks for a {field.replace('_', ' ')}"))


def _dates_unclear(gathered: Gathered) -> Iterator[About]:
    story = gathered.story
    dates = [
        ("date", story.date, ""),
        ("defaults.taken", story.defaults.taken, ", the date of all photos without their own,"),
    ]
    dates += [("corrections", c.date, ", the date of a correction,") for c in story.corrections]
    for field, text, what in dates:
        if text and not is_iso(text):
            message = (
                f"“{text[:40]}”{what} is no date that other programs read; write it as 2026-11-22"
            )
            better = None if field == "corrections" else read_date(text)  # which of them, none says
            yield _of_story(field, Finding(message, text, -1, better))


def _language_unknown(gathered: Gathered) -> Iterator[About]:
    tag = gathered.story.language
    if not subtags(tag.strip())[0]:
        message = f"“{tag[:40]}” is no tag of a language; write en-GB, or ar"
        yield _of_story("language", Finding(message if tag else "The story has no language", tag))


def _links_without_address(gathered: Gathered) -> Iterator[About]:
    story = gathered.story
    addresses = [("source", story.source.name, story.source.url)]
    addresses += [("links", link.label, link.url) for link in story.links]
    addresses.append(("license_url", "", story.defaults.license_url))
    for field, label, url in addresses:
        if url and not is_web_address(url):
            message = (
                f"“{(label or url)[:80]}” leads nowhere: the page shows it as text, not as a link"
            )
            yield _of_story(field, Finding(message, url))
    if story.address and not (is_web_address(story.address) and "@" not in story.address):
        message = f"“{story.address[:80]}” is no address of a page: feed and cards are left out"
        yield _of_story("address", Finding(message, story.address))


def _equal_captions(gathered: Gathered) -> Iterator[About]:
    first: dict[str, Photo] = {}
    for facts in gathered.facts.values():
        photo = facts.photo
        earlier = first.setdefault(facts.folded, photo) if facts.folded else photo
        if earlier is not photo:
            message = f"The same caption as photo {gathered.numbers[earlier.id]}"
            yield About(photo.id, "caption", Finding(message, photo.caption))


def _near_captions(gathered: Gathered) -> Iterator[About]:
    for photo_id, other in gathered.kept.near.items():
        message = f"Nearly the caption of photo {gathered.numbers[other]}: say what this frame adds"
        caption = gathered.facts[photo_id].photo.caption
        yield About(photo_id, "caption", Finding(message, caption))


def _repeats_story(gathered: Gathered) -> Iterator[About]:
    story = gathered.story
    told = {folded(story.title): "title", folded(story.standfirst): "standfirst"}
    told.pop("", None)
    for facts in gathered.facts.values():
        own = folded(facts.photo.headline)
        name = told.get(facts.folded) or ("headline" if own and own == facts.folded else "")
        if name:
            message = f"The caption repeats the {name}: add who and where"
            yield About(facts.photo.id, "caption", Finding(message, facts.photo.caption))


def _same_file_twice(gathered: Gathered) -> Iterator[About]:
    first: dict[str, Photo] = {}
    for facts in gathered.facts.values():
        photo = facts.photo
        earlier = first.setdefault(photo.digest, photo) if photo.digest else photo
        if earlier is not photo:
            message = f"The same picture as photo {gathered.numbers[earlier.id]}"
            yield About(photo.id, "file", Finding(message))


def _alike(gathered: Gathered) -> Iterator[About]:
    """Find pictures that look the same although their files differ: one saved twice."""
    for earlier, photo in alike(facts.photo for facts in gathered.facts.values()):
        is_same_shape = (earlier.width > earlier.height) == (photo.width > photo.height)
        if earlier.digest != photo.digest and is_same_shape:
            number = gathered.numbers[earlier.id]
            message = f"It looks the same as photo {number}: one picture saved twice?"
            yield About(photo.id, "file", Finding(message))


def _spellings(gathered: Gathered) -> Iterator[About]:
    """Find names that stand in more than one spelling, captions, credits and closing credit together."""
    from curator.captions.names import names, names_in_credit

    counts = gathered.kept.names.copy()
    story_names = []
    for passage in gathered.texts:
        is_credit = passage.field in (
            "closing_credit",
            "defaults.credit",
            "defaults.photographer",
            "byline",
        )
        found = [(n.text, n.start) for n in names(passage.text, gathered.speech.code)]
        if is_credit and not found:
            found = [(n, passage.text.find(n)) for n in names_in_credit(passage.text)]
        story_names += [(passage, name, start) for name, start in found]
        counts.update(dict.fromkeys((name for name, _ in found), 1))
    better = variants(counts, accepted(gathered.story))
    if not better:
        return
    for passage, name, start in story_names:
        if name in better:
            yield About(passage.photo, passage.field, _misspelt(name, better[name], start, counts))
    for facts in gathered.facts.values():
        for name, field, start in facts.names:
            if name in better:
                yield About(facts.photo.id, field, _misspelt(name, better[name], start, counts))


def _misspelt(name: str, better: str, start: int, counts: Counter[str]) -> Finding:
    often = counts[better]
    where = f"{often} times" if often > 1 else "once"
    message = f"“{name[:60]}” is spelled “{better[:60]}” elsewhere ({where})"
    return Finding(message, name, start, better if start >= 0 else None)


def _full_stops(gathered: Gathered) -> Iterator[About]:
    """Find captions that end otherwise than most: with a full stop, or without."""
    told = [facts for facts in gathered.facts.values() if facts.words >= 4]
    sentences = [facts.photo for facts in told]
    ends = {facts.photo.id: facts.ends for facts in told}
    with_stop = sum(ends.values())
    if len(ends) < 4:
        return
    if with_stop * 4 >= len(ends) * 3 and with_stop < len(ends):
        for photo in sentences:
            if not ends[photo.id]:
                text = photo.caption.rstrip()
                finding = Finding(
                    "No full stop at the end, as other captions have",
                    text[-20:],
                    len(text) - len(text[-20:]),
                    f"{text[-20:]}.",
                )
                yield About(photo.id, "caption", finding)
    elif 0 < with_stop * 4 <= len(ends):
        for photo in sentences:
            text = photo.caption.rstrip()
            if ends[photo.id] and text.endswith(".") and ". " not in text:
                finding = Finding(
                    "A full stop at the end, which other captions do without",
                    ".",
                    len(text) - 1,
                    "",
                )
                yield About(photo.id, "caption", finding)


def _date_styles(gathered: Gathered) -> Iterator[About]:
    """Find dates written in another order than most of the story's."""
    styles: Counter[str] = Counter(
        told.style
        for facts in gathered.facts.values()
        for told in facts.dates
        if told.year and told.day
    )
    if len(styles) < 2:
        return
    usual = styles.most_common(1)[0][0]
    for facts in gathered.facts.values():
        for told in facts.dates:
            if told.year and told.day and told.style != usual:
                message = (
                    f"“{told.text}” is written in another order than other dates here ({usual})"
                )
                yield About(facts.photo.id, "caption", Finding(message, told.text, told.start))


_AGENCIES = (
    ("AP", "A.P.", "Associated Press", "The Associated Press"),
    ("AFP", "A.F.P.", "Agence France-Presse", "Agence France Presse"),
    ("Reuters", "Thomson Reuters"), ("EPA", "EPA-EFE", "European Pressphoto Agency"),
    ("dpa", "Deutsche Presse-Agentur"), ("PA", "PA Media", "Press Association"),
    ("Getty Images", "Getty"), ("KCNA", "Korean Central News Agency"),
    ("Magnum Photos", "Magnum"), ("NYT", "New York Times", "The New York Times"),
)  # fmt: skip
"""Names by which agencies are credited, that one of a story should be one of."""


@lru_cache(maxsize=4096)
def _agency_key(name: str) -> str:
    key = folded(name)
    return next((folded(group[0]) for group in _AGENCIES if key in map(folded, group)), key)


def _credit_forms(gathered: Gathered) -> Iterator[About]:
    """Find agencies credited under more than one name, or otherwise than the house writes them."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for facts in gathered.facts.values():
        for name in facts.agencies:
            forms[_agency_key(name)][name] += 1
    house = gathered.style.agency_of
    for facts in gathered.facts.values():
        for name in facts.agencies:
            counts = forms[_agency_key(name)]
            better = house.get(name.casefold()) or counts.most_common(1)[0][0]
            if better == name:
                continue
            why = "as the house writes it" if name.casefold() in house else "elsewhere"
            start = facts.photo.credit.find(name)
            message = f"“{name[:60]}” is credited as “{better[:60]}” {why}"
            yield About(facts.photo.id, "credit", Finding(message, name, start, better))


def _place_contradicts(gathered: Gathered) -> Iterator[About]:
    """Find captions that name the city of other photos, but not the one of their own field."""
    told = gathered.kept.told["place-contradicts"]
    seen = {facts.photo.place.city: None for facts in gathered.facts.values()}
    cities = cast(tuple[str, ...], told.same(tuple(city for city in seen if city)))
    if len(cities) < 2:
        return
    for facts in gathered.facts.values():
        if facts.photo.place.city:
            goes_by = (facts, cities)
            yield from told.of(facts.photo.id, goes_by, partial(_other_city, facts, cities))


def _other_city(facts: Facts, cities: tuple[str, ...]) -> Iterator[About]:
    place, words = facts.photo.place, facts.spaced
    if _names_place(words, place):
        return
    other = next((c for c in cities if c != place.city and _spaced_once(c) in words), None)
    if other is not None:
        message = f"The caption says {other[:60]}, the field of the city {place.city[:60]}"
        yield About(facts.photo.id, "place.city", Finding(message, place.city))


_spaced_once = lru_cache(maxsize=4096)(spaced)  # Many photos are of one place.


def _names_place(words: str, place: Place) -> bool:
    return any(_spaced_once(part) in words for part in (place.sublocation, place.city) if part)


def _directions(gathered: Gathered) -> Iterator[About]:
    """Find sides in brackets where most stand between commas, and the reverse."""
    told = [facts for facts in gathered.facts.values() if any(facts.sides)]
    with_commas = sum(1 for facts in told if facts.sides[0])
    with_brackets = sum(1 for facts in told if facts.sides[1])
    if not with_commas or not with_brackets:
        return
    odd, usual = (1, "between commas") if with_commas >= with_brackets else (0, "in brackets")
    for facts in told:
        if side := facts.sides[odd]:
            message = f"“{side[0]}”: other captions set sides {usual}"
            yield About(facts.photo.id, "caption", Finding(message, *side))


E, W, H = Level.ERROR, Level.WARNING, Level.HINT

_ORDER: tuple[str, ...] = ()
# What a rule reads that goes by nothing but which photos there are.

RULES = (
    StoryRule("title-missing", E, "a story without a title", "all desks", _title_missing, _ORDER),
    StoryRule("standfirst-missing", W, "no standfirst", "all desks", _standfirst_missing, _ORDER),
    StoryRule("photos-missing", E, "a story without photos", "all desks", _no_photos, _ORDER),
    StoryRule("required-missing", E, "fields that the house asks for", "the house", _required, _ORDER),
    StoryRule(
        "date-unclear", W, "dates that programs cannot read", "ISO 8601", _dates_unclear, _ORDER
    ),
    StoryRule(
        "language-unknown", W, "no language, or none that is one", "BCP 47", _language_unknown, _ORDER
    ),
    StoryRule(
        "link-unsafe", W, "links that lead nowhere", "HTML", _links_without_address, _ORDER
    ),
    StoryRule(
        "caption-repeated", E, "two captions that are equal", "all desks", _equal_captions, ("folded",)
    ),
    StoryRule(
        "caption-near", W, "two captions nearly equal", "all desks", _near_captions, ("photo.caption",)
    ),
    StoryRule(
        "caption-repeats-story", W, "captions that repeat title or headline", "AP", _repeats_story,
        ("folded", "photo.headline"),
    ),
    StoryRule(
        "picture-repeated", W, "the same file twice", "all desks", _same_file_twice, ("photo.digest",)
    ),
    StoryRule(
        "picture-alike", H, "one picture saved twice", "all desks", _alike,
        ("photo.look", "photo.digest", "photo.width", "photo.height"),
    ),
    StoryRule(
        "name-spellings", W, "one name in several spellings", "all desks", _spellings, ("names",)
    ),
    StoryRule(
        "full-stops", W, "full stops used unlike elsewhere", "AP", _full_stops,
        ("ends", "words", "photo.caption"),
    ),
    StoryRule("date-styles", H, "dates in another order than elsewhere", "AP", _date_styles, ("dates",)),
    StoryRule(
        "credit-forms", W, "an agency under several names", "Guardian", _credit_forms,
        ("agencies", "photo.credit"),
    ),
    StoryRule(
        "place-contradicts", W, "a caption and a field that name two cities", "Reuters",
        _place_contradicts, ("spaced", "photo.place"),
    ),
    StoryRule(
        "direction-styles", H, "sides in commas and in brackets", "AP, NPR", _directions, ("sides",)
    ),
)  # fmt: skip
