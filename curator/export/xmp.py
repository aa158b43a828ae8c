"""The words that travel inside an exported picture, as one XMP packet; putting it there is left to ``pictures``.

What may travel is listed here and nowhere else. Whatever is not in the list (coordinates, dates,
serial numbers, persons, keywords, notes) has no way in.
"""

from curator.captions.text import clean, is_blank
from curator.export.markup import safe_url
from curator.story import inherit
from curator.story.values import Photo, Story

_MOST_BYTES = 60_000
"""An APP1 segment holds 65,533 bytes; XMP that is continued in a second one, few programs read."""

_PLAIN = "{0}"
_LIST = "<rdf:Seq><rdf:li>{0}</rdf:li></rdf:Seq>"
_TRANSLATABLE = '<rdf:Alt><rdf:li xml:lang="x-default">{0}</rdf:li></rdf:Alt>'

_PROPERTIES = {
    "creator": ("dc:creator", _LIST),
    "caption": ("dc:description", _TRANSLATABLE),
    "copyright": ("dc:rights", _TRANSLATABLE),
    "headline": ("photoshop:Headline", _PLAIN),
    "credit": ("photoshop:Credit", _PLAIN),
    "source": ("photoshop:Source", _PLAIN),
    "city": ("photoshop:City", _PLAIN),
    "state": ("photoshop:State", _PLAIN),
    "country": ("photoshop:Country", _PLAIN),
    "sublocation": ("Iptc4xmpCore:Location", _PLAIN),
    "alt": ("Iptc4xmpCore:AltTextAccessibility", _TRANSLATABLE),
    "usage": ("xmpRights:UsageTerms", _TRANSLATABLE),
    "license_url": ("xmpRights:WebStatement", _PLAIN),
}
"""Each word that may travel: its property (IPTC Photo Metadata Standard 2021.1) and its form."""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
{0}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def travelling_words(photo: Photo, story: Story, *, keep_location: bool) -> dict[str, str]:
    """Return the words of *photo* that its copies carry; names of places only if *keep_location*."""
    defaults = story.defaults
    usage, license_url = inherit.terms(photo, defaults)
    words = {
        "creator": inherit.photographer(photo, defaults),
        "caption": photo.caption,
        "copyright": inherit.copyright_notice(photo, defaults),
        "headline": photo.headline,
        "credit": inherit.credit_line(photo, defaults),
        "source": story.source.name,
        "alt": photo.alt,
        "usage": usage,
        "license_url": safe_url(license_url) or "",
    }
    if keep_location:
        place = inherit.place(photo, defaults)
        for part in ("sublocation", "city", "state", "country"):
            words[part] = getattr(place, part)
    return {name: text for name, text in words.items() if not is_blank(text)}


def packet(words: dict[str, str]) -> bytes:
    """Return the XMP packet that says *words*, ``b""`` if there are none.

    Words that a JPEG has no room for are cut, the longest most.
    """
    if not words:
        return b""
    longest = _MOST_BYTES
    while len(made := _build(words, longest)) > _MOST_BYTES:
        longest //= 2
    return made


def _build(words: dict[str, str], longest: int) -> bytes:
    lines = [
        f"<{name}>{form.format(_escaped(words[word], longest))}</{name}>\n"
        for word, (name, form) in _PROPERTIES.items()
        if word in words
    ]
    return _PACKET.format("".join(lines)).encode()


def _escaped(text: str, longest: int) -> str:
    """Return *text* as XML text: what XML cannot hold taken out, the rest escaped, cut at *longest* bytes."""
    held = clean(text).encode()[:longest].decode(errors="ignore")
    return held.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
