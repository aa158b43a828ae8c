"""The language of a story by its name: what a tag means, and a menu of those that are written in most.

Names come from Qt, in English as everything in the window is.
"""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

OFFERED = (
    "en-GB", "en-US", "de", "fr", "es", "pt-PT", "pt-BR", "it", "nl", "pl", "sv", "da", "nb", "cs", "tr",
    "uk", "ru", "ar", "he", "fa", "hi", "ko", "ja", "zh-Hans", "zh-Hant",
)  # fmt: skip
"""Tags (BCP 47) in the menu; any other can be typed."""


def language_name(tag: str) -> str:
    """Return what *tag* means, as "English (United Kingdom)", ``""`` if Qt knows no language by it."""
    parts = tag.split("-")
    language = QLocale.codeToLanguage(parts[0])
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return ""
    scripts = [QLocale.codeToScript(part) for part in parts[1:] if len(part) == 4]
    regions = [QLocale.codeToTerritory(part) for part in parts[1:] if len(part) in (2, 3)]
    named = [QLocale.scriptToString(one) for one in scripts if one != QLocale.Script.AnyScript]
    named += [
        QLocale.territoryToString(one) for one in regions if one != QLocale.Country.AnyTerritory
    ]
    more = ", ".join(named)
    return QLocale.languageToString(language) + (f" ({more})" if more else "")


class LanguageMenu(QToolButton):
    """Says what language a tag means, and offers others; *take* is told the tag that is chosen."""

    def __init__(self, take: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self.setObjectName("link")
        self.setToolTip("Choose the language the story is written in")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.show_tag("")

    def show_tag(self, tag: str) -> None:
        """Say what *tag* means."""
        words = language_name(tag) if tag.strip() else ""
        self.setText(words or ("Not a language that is known" if tag.strip() else "Choose"))
        self.setAccessibleName(f"Language: {self.text()}")

    def _fill(self) -> None:
        if self.menu().isEmpty():
            for tag in OFFERED:
                action = self.menu().addAction(f"{language_name(tag)}\t{tag}")
                action.triggered.connect(lambda _=False, chosen=tag: self._take(chosen))
