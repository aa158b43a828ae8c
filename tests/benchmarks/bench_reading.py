"""What reading photos costs in processor time, as ratios against other tools on the same files in the same run.

Run by hand: ``python tests/benchmarks/bench_reading.py [FOLDER]``. Without a folder ten photos of 24
megapixels are made. Needs ``vipsthumbnail`` (libvips-tools) and, for metadata, ``exiftool``; what is
not there is left out.
"""

import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from curator.errors import PhotoError
from curator.photos import files, picture
from curator.photos.answers import make_thumbnail
from curator.photos.likeness import likeness
from curator.photos.metadata import read_metadata

LONGEST = 512
ROUNDS = 3


def made(folder: Path, count: int = 10) -> list[str]:
    """Make photos of 24 megapixels: soft shapes with grain, as large as a camera's files."""
    paths = []
    for number in range(count):
        chance = random.Random(number)
        small = Image.new("RGB", (60, 40))
        small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(2_400)])
        image = small.resize((6000, 4000), Image.Resampling.BICUBIC)
        grain = Image.effect_noise((1500, 1000), 40).resize(image.size).convert("RGB")
        exif = Image.Exif()
        exif[0x010F], exif[0x0110] = "Maker", "Model"
        exif.get_ifd(0x8769)[0x9003] = "2021:05:03 10:11:12"
        path = folder / f"{number}.jpg"
        Image.blend(image, grain, 0.25).save(path, quality=90, exif=exif)
        paths.append(str(path))
    return paths


def cost(work: Callable[[], object], who: int = resource.RUSAGE_SELF) -> float:
    """Return the seconds of processor time that *work* takes."""
    before = resource.getrusage(who)
    work()
    after = resource.getrusage(who)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def cost_outside(*command: str) -> float:
    return cost(
        lambda: subprocess.run(command, check=True, capture_output=True), resource.RUSAGE_CHILDREN
    )


def each(function: Callable[[str], object], paths: list[str]) -> Callable[[], None]:
    def work() -> None:
        for path in paths:
            function(path)

    return work


def readable(path: Path) -> bool:
    try:
        files.read_format(str(path))
    except PhotoError:
        return False
    return True


def report(paths: list[str]) -> None:
    """Print milliseconds a photo, and ratios."""
    size = sum(Path(path).stat().st_size for path in paths) / len(paths) / 1e6
    print(f"{len(paths)} photos, {size:.1f} MB each on average; processor time a photo")
    scale = 1_000 / len(paths)
    each(lambda path: make_thumbnail(path, LONGEST), paths[:1])()
    has_vips, has_exiftool = shutil.which("vipsthumbnail"), shutil.which("exiftool")
    for _ in range(ROUNDS):
        ours = cost(each(lambda path: make_thumbnail(path, LONGEST), paths)) * scale
        line = f"thumbnail {ours:6.1f} ms"
        if has_vips:
            with tempfile.TemporaryDirectory() as out:
                args = ("vipsthumbnail", "--size", str(LONGEST), "-o", f"{out}/%s.jpg")
                theirs = cost_outside(*args, *paths) * scale
            line += f"   vipsthumbnail {theirs:6.1f} ms   ratio {ours / theirs:.2f}"
        print(line)
    for _ in range(ROUNDS):
        ours = cost(each(read_metadata, paths)) * scale
        line = f"metadata  {ours:6.2f} ms"
        if has_exiftool:
            theirs = cost_outside("exiftool", "-j", "-G1", "-struct", "-n", *paths) * scale
            line += f"   exiftool {theirs:6.1f} ms   ratio {ours / theirs:.2f}"
        print(line)
    quick = cost(each(lambda path: picture.quick(path, LONGEST), paths)) * scale
    small = [picture.render(path, LONGEST) for path in paths[:10]]
    alike = cost(lambda: [likeness(image) for image in small * 20]) * 1_000 / len(small) / 20
    print(f"quick     {quick:6.2f} ms   likeness of a thumbnail {alike:.2f} ms")


def main() -> None:
    """Measure the folder given, or photos made for it."""
    if len(sys.argv) > 1:
        found = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
        report([str(path) for path in found if readable(path)])
        return
    with tempfile.TemporaryDirectory() as folder:
        report(made(Path(folder)))


if __name__ == "__main__":
    main()
