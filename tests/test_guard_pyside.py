"""The trap of PySide6 6.12 under Python 3.11: each emit lost a reference to True, and some 560 were the end."""

import os
import subprocess
import sys

_EMITTING = """
from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    told = Signal(bool)
    said = Signal(object)


heard = []
sender = Sender()
sender.told.connect(heard.append)
sender.said.connect(heard.append)
for _ in range(2000):
    sender.told.emit(True)
    sender.said.emit(True)
print(len(heard), all(value is True for value in heard))
"""


def test_a_signal_carries_true_two_thousand_times() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _EMITTING],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["4000", "True"]
