"""The story as one column of pictures and words, for where no engine is installed to show the page itself."""

from html import escape

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QResizeEvent, QShowEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from curator.captions.text import is_blank
from curator.story import inherit
from curator.story import sequence as order
from curator.story.values import (
    Block,
    GroupBlock,
    HeadingBlock,
    Photo,
    PhotoBlock,
    PhotoId,
    QuoteBlock,
    Story,
    TextBlock,
)
from curator.window.covers import covered
from curator.window.document import StoryDocument
from curator.window.theme import Looks, Theme
from curator.window.thumbnails import Thumbnails

_WAIT = 150
# Milliseconds of quiet before the view follows: well within what feels immediate.


_COLUMN = 760
# Logical pixels of the column at most: about as many letters a line as a page has.


class Sketch(QTextBrowser):
    """The story as one column of pictures and words.

    Signals:
        photo_clicked(photo_id): a picture was clicked.
    """

    photo_clicked = Signal(str)

    def __init__(
        self,
        document: StoryDocument,
        thumbnails: Thumbnails,
        looks: Looks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._story_document, self._thumbnails, self._looks = document, thumbnails, looks
        self.setAccessibleName("Sketch of the page")
        self.setObjectName("page")
        self.setOpenLinks(False)
        # A bar that came and went would change the width, and so lay the page out for ever.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(self.Shape.NoFrame)
        self.anchorClicked.connect(self._clicked)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self._render)
        for signal in (document.changed, document.opened, thumbnails.ready, looks.changed):
            signal.connect(self._follow)

    def _follow(self, *_: object) -> None:
        if self.isVisible():
            self._later.start()

    def _clicked(self, url: QUrl) -> None:
        if url.scheme() == "photo":
            self.photo_clicked.emit(url.path())

    def _render(self) -> None:
        bar = self.verticalScrollBar()
        place = bar.value()
        self.document().setDefaultStyleSheet(_style(self._looks.theme))
        width = min(max(self.width() - 100, 240), _COLUMN)
        side = max((self.width() - width) // 2 - 30, 0)
        self.setViewportMargins(side, 0, side, 0)
        self.document().setDocumentMargin(24)
        self.setHtml(_html(self._story_document.story, width))
        bar.setValue(place)

    # Qt's methods

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was edited out of sight."""
        super().showEvent(event)
        QTimer.singleShot(0, self._render)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the column out anew."""
        super().resizeEvent(event)
        self._later.start()

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        """Give pictures from the thumbnails, and nothing from anywhere else."""
        name = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value or name.scheme() != "photo":
            return None
        photo = self._story_document.story.photos.get(PhotoId(name.path()))
        if photo is not None and (pixmap := self._thumbnails.pixmap(photo, 1024)) is not None:
            return covered(pixmap, photo.hidden) if photo.hidden else pixmap
        empty = QImage(4, 3, QImage.Format.Format_RGB32)
        empty.fill(QColor(self._looks.theme.line))
        return empty


def _style(theme: Theme) -> str:
    return (
        f"body {{ color: {theme.text}; font-family: Georgia, 'DejaVu Serif', serif; font-size: 16px; }}"
        f".standfirst {{ font-size: 18px; }} .small {{ color: {theme.muted}; font-size: 13px; }}"
        ".words { font-family: sans-serif; font-size: 14px; }"
        f".missing {{ color: {theme.attention}; font-family: sans-serif; font-size: 14px; font-style: italic; }}"
        f"a {{ color: {theme.accent}; }}"
    )


def _html(story: Story, width: int) -> str:
    numbers = order.numbers(story.sequence)
    parts = [f"<h1>{escape(story.title) or '<span class=missing>No title yet</span>'}</h1>"]
    parts += [f"<p class=standfirst>{_lines(story.standfirst)}</p>"] if story.standfirst else []
    line = " · ".join(filter(None, (story.byline, story.date)))
    parts += [f"<p class=small>{escape(line)}</p>"] if line else []
    parts += [_block(story, block, numbers, width) for block in story.sequence]
    parts += [f"<p class=small>{_lines(story.closing_credit)}</p>"] if story.closing_credit else []
    if story.source.name:
        parts.append(f"<p class=small>First published by {escape(story.source.name)}</p>")
    parts += [f"<p class=small>{escape(link.label or link.url)}</p>" for link in story.links]
    return f"<body>{''.join(parts)}</body>"


def _block(story: Story, block: Block, numbers: dict[PhotoId, int], width: int) -> str:
    match block:
        case PhotoBlock() | GroupBlock():
            ids = order.photos_of(block)
            return "".join(_photo(story, story.photos[i], numbers[i], width) for i in ids)
        case TextBlock(text=text):
            from curator.export.markup import markdown  # Not before a page is looked at.

            return str(markdown(text))
        case HeadingBlock(heading=heading):
            return f"<h2>{escape(heading)}</h2>"
        case QuoteBlock(quote=quote, by=by):
            return f"<blockquote>{_lines(quote)}<br>{escape(by)}</blockquote>"
    return ""


def _photo(story: Story, photo: Photo, number: int, width: int) -> str:
    height = round(width * photo.height / photo.width) if photo.width else round(width * 0.75)
    if 0 < photo.width < width:
        width, height = photo.width, photo.height
    if height > width * 1.2:
        width, height = round(width * width * 1.2 / height), round(width * 1.2)
    name = bytes(QUrl.toPercentEncoding(photo.id).data()).decode()
    caption = (
        _lines(photo.caption)
        if not is_blank(photo.caption)
        else "<span class=missing>No caption yet</span>"
    )
    credit = inherit.credit_line(photo, story.defaults)
    foot = f"<br><span class=small>{escape(credit)}</span>" if credit else ""
    return (
        f"<p><a href='photo:{name}'><img src='photo:{name}' width={width} height={height}></a></p>"
        f"<p class=words><span class=small>{number}</span>&nbsp; {caption}{foot}</p>"
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
