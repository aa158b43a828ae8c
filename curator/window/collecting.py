"""Where unused cycles are looked for: on the GUI thread and nowhere else; when is left to Python's counters."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 2_000
# Milliseconds between looks at the counters.

_YOUNG, _MIDDLE, _OLD = 50_000, 20, 10
# New objects, and collections of the younger generation, after which one is due. A story of 10,000
# photos is some 60,000 values that live on: looking through them more often costs as much as
# reading them did (measured: 0.11 s of 0.76).


class Collector(QObject):
    """Takes the place of Python's automatic collection while it lives.

    That runs in whatever thread happens to allocate, and would destroy windows and thread pools of
    Qt there: a pool that is destroyed by one of its own threads waits for itself, for ever.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect what is due."""
        young, middle, old = gc.get_count()
        if old >= _OLD:
            gc.collect(2)
        elif middle >= _MIDDLE:
            gc.collect(1)
        elif young >= _YOUNG:
            gc.collect(0)
