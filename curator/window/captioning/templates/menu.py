"""The templates as a menu, for a quick choice; what is done with the chosen one is left to the caller."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from curator.story.templates import Template
from curator.window.captioning.templates.book import TemplateBook

_MOST = 40
# Names listed; a menu longer than the screen helps nobody.


def fill_template_menu(
    menu: QMenu,
    book: TemplateBook,
    choose: Callable[[Template], object],
    manage: Callable[[], object],
) -> None:
    """Fill *menu* with the templates as the book has them now, and a way to the panel."""
    menu.clear()
    named = book.templates.templates
    for number, template in enumerate(named[:_MOST], 1):
        words = template.name.replace("&", "&&")
        action = menu.addAction(f"&{number} {words}" if number < 10 else words)
        action.triggered.connect(lambda _=False, t=template: choose(t))
    if not named:
        menu.addAction("No templates yet").setEnabled(False)
    menu.addSeparator()
    words = "All templates…" if len(named) > _MOST else "Edit templates…"
    menu.addAction(words).triggered.connect(lambda: manage())
