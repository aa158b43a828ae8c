"""Pictures decoded in many threads: none waits for another for ever."""

import subprocess
import sys
from io import BytesIO

from PIL import Image

from curator.window.jpegs import decoded, size_of


def jpeg(size=(64, 48)):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    return out.getvalue()


def test_a_jpeg_has_its_pixels_and_its_size():
    image = decoded(jpeg())
    assert (image.width(), image.height()) == (64, 48)
    assert size_of(jpeg((30, 70))).toTuple() == (30, 70)


_THREADS = """
import sys
from threading import Thread
from curator.window.jpegs import decoded, size_of
jpeg = bytes.fromhex(sys.stdin.read())
def work(ask):
    for _ in range(3000):
        ask(jpeg)
threads = [Thread(target=work, args=(ask,)) for ask in (decoded, size_of, decoded)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_threads_that_decode_and_threads_that_ask_for_sizes_all_come_to_an_end():
    # In a process of its own: threads that wait for each other could not be ended here.
    done = subprocess.run(
        [sys.executable, "-c", _THREADS], input=jpeg().hex(), text=True, timeout=60, check=False
    )
    assert done.returncode == 0
