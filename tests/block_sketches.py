"""Sequences in a few signs, for tests of blocks: ``p1 | # Dawn | (p2 p3):pair “Two boats”``."""

from factories import photo, story_of

from curator.story.values import GroupBlock, HeadingBlock, PhotoBlock, QuoteBlock, Story, TextBlock


def drawn(block: object) -> str:
    """Return *block* in a few signs."""
    match block:
        case PhotoBlock(photo=one, layout=layout):
            return f"{one}{':' if layout else ''}{layout}"
        case GroupBlock(photos=several, layout=layout, caption=caption):
            told = f"{':' if layout else ''}{layout}" + (f" “{caption}”" if caption else "")
            return f"({' '.join(several)}){told}"
        case HeadingBlock(heading=heading):
            return f"# {heading}"
        case QuoteBlock(quote=quote, by=by):
            return f"“{quote}”{by}"
        case TextBlock(text=text):
            return text
    return "?"


def sketch(story: Story) -> str:
    """Return the sequence of *story* in a few signs."""
    return " | ".join(map(drawn, story.sequence))


def laid_out(*sequence: object, photos: int = 6) -> Story:
    """Return a story of *sequence*, in which ``p1`` stands for a photo and a tuple for a group."""
    known = [photo(number) for number in range(1, photos + 1)]
    steps = [
        PhotoBlock(one) if isinstance(one, str) else GroupBlock(one) if type(one) is tuple else one
        for one in sequence
    ]
    return story_of(*known, sequence=steps)
