"""Colours and style of the window, light and dark; which one is up is left to the settings.

A palette of our own, since Qt changes the colour scheme only on some desktops.
"""

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from curator import resources


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one appearance; every pair of text and ground has a contrast of 4.5 or more."""

    name: str
    window: str
    panel: str
    cell: str
    well: str
    line: str
    text: str
    muted: str
    accent: str
    accent_text: str
    selected: str
    attention: str
    error: str
    badge: str
    badge_text: str
    hover: str


DARK = Theme(
    name="dark",
    window="#1f2023",
    panel="#292b2f",
    cell="#292b2f",
    well="#1c1d20",
    line="#3d4046",
    text="#eceef1",
    muted="#a3a8b0",
    accent="#6a9cf5",
    accent_text="#0b1730",
    selected="#323b4f",
    attention="#eab35a",
    error="#f59a8c",
    badge="#8c5f10",
    badge_text="#fff3da",
    hover="#34373d",
)

LIGHT = Theme(
    name="light",
    window="#eeeeec",
    panel="#fbfbfa",
    cell="#fbfbfa",
    well="#ffffff",
    line="#cfd0cc",
    text="#1d2024",
    muted="#5c636b",
    accent="#1d5fc9",
    accent_text="#ffffff",
    selected="#dbe7fb",
    attention="#875400",
    error="#b3261e",
    badge="#f4d592",
    badge_text="#4c3000",
    hover="#e6e7e4",
)


class Looks(QObject):
    """Which theme is up; the program is dressed in it by :meth:`show`.

    Widgets made before that are dressed once. Made afterwards, Qt dresses each of them again and again
    while it is put into its place: a third of the time that building the window takes.

    Signals:
        changed(): another theme took over; repaint what is painted by hand.
    """

    changed = Signal()

    def __init__(self, appearance: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.theme = self._theme()
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _: self.show(self._appearance))

    def show(self, appearance: str) -> None:
        """Dress the program for ``light``, ``dark`` or ``system``."""
        self._appearance = appearance
        self.theme = self._theme()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        sheet = self._sheet()
        if application.styleSheet() != sheet:  # Another window has dressed the program already.
            self._dress(application, sheet)
        self.changed.emit()

    def _dress(self, application: QApplication, sheet: str) -> None:
        application.setStyle("Fusion")
        application.setPalette(_palette(self.theme))
        # WORKAROUND: Fusion draws the edge of a box from the colour of the window, where it is not seen.
        boxes = _palette(self.theme)
        boxes.setColor(QPalette.ColorRole.Window, QColor(self.theme.muted))
        application.setPalette(boxes, "QCheckBox")  # type: ignore[arg-type]  # the stubs say bytes
        application.setStyleSheet(sheet)

    def _sheet(self) -> str:
        style = Template(resources.read_text("window", "style.qss"))
        icons = resources.root() / "icons"
        arrows = {
            "arrow": icons / f"arrow-{self.theme.name}.svg",
            "arrow_up": icons / f"arrow-up-{self.theme.name}.svg",
        }
        paths = {name: path.as_posix() for name, path in arrows.items()}
        return style.substitute(asdict(self.theme), **paths)

    def _theme(self) -> Theme:
        is_light = self._appearance == "light" or (
            self._appearance == "system" and self._system_is_light()
        )
        return LIGHT if is_light else DARK

    @staticmethod
    def _system_is_light() -> bool:
        # Where the desktop does not say, pictures are judged best on a dark ground.
        return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Light


def _palette(theme: Theme) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in {
        roles.Window: theme.panel,
        roles.WindowText: theme.text,
        roles.Base: theme.well,
        roles.AlternateBase: theme.panel,
        roles.Text: theme.text,
        roles.Button: theme.panel,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.text,
        roles.Highlight: theme.accent,
        roles.HighlightedText: theme.accent_text,
        roles.Link: theme.accent,
        roles.LinkVisited: theme.accent,
        roles.ToolTipBase: theme.panel,
        roles.ToolTipText: theme.text,
        roles.PlaceholderText: theme.muted,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return palette
