"""What an export costs and yields beside other makers of galleries, on the same photos in the same run.

Run by hand: ``python tests/benchmarks/bench_export.py [FOLDER]``. Without a folder 27 photos of 24 megapixels
are made. Told are: processor time of four JPEG widths beside a loop of ``vipsthumbnail``; of a whole
export beside ``sigal``, ``thumbsup`` and ``lazygal``; bytes and likeness (SSIM, needs numpy) of the picture a
reader sees at some 1,600 pixels; and what a second export costs, with nothing changed and with one caption changed.
What is not installed is left out; ``PEERS`` in the environment names folders to look in for it.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

from made_photos import camera_photos
from measuring import HERE  # noqa: F401 — makes the package of this checkout the one that is measured
from PIL import Image

from curator.export import pictures
from curator.export.copies import CopyCache
from curator.export.site import Options, publish
from curator.photos.workers import Readers
from curator.story.table import PhotoTable
from curator.story.values import Photo, PhotoBlock, PhotoId, Story

COUNT = 27
FOUR = (640, 1280, 1920, 2560)
QUALITY = 80
SEEN = 1600
"""Pixels of width at which pictures are compared: what every maker can be told to make."""

VIPS, AGAIN = 0.75, 0.03
"""Limits: four widths beside vipsthumbnail, and an export after one changed caption beside the first."""


def spent(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that *work* takes, in this process and its children."""

    def now() -> float:
        who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, who))

    before = now()
    work()
    return now() - before


def found(name: str) -> str | None:
    """Return the path of the program *name*, if it is installed."""
    places = [*filter(None, os.environ.get("PEERS", "").split(os.pathsep)), os.environ["PATH"]]
    return shutil.which(name, path=os.pathsep.join(places))


def run(*command: str, cwd: Path | None = None) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=cwd)


def story_of(paths: list[Path]) -> Story:
    photos = [
        Photo(
            id=PhotoId(f"p{number}"),
            file=str(path),
            caption=f"The river in the morning, seen from the ferry at pier {number}.",
            credit="Mina Oh/Agency",
            alt=f"A ferry at pier {number}",
        )
        for number, path in enumerate(paths, 1)
    ]
    blocks = tuple(PhotoBlock(photo.id) for photo in photos)
    return Story(title="The river", photos=PhotoTable(photos), sequence=blocks)


def export(story: Story, folder: Path, cache: CopyCache | None, **options: bool) -> None:
    with Readers(os.cpu_count() or 1) as readers:
        for _ in publish(story, str(folder), readers, Options(**options), cache):
            pass


# ---- Four widths


def four_widths(paths: list[Path], work: Path) -> None:
    """Print what four JPEG widths cost, beside vipsthumbnail."""
    ours = spent(lambda: [pictures.web_copies(str(p), list(FOUR), QUALITY, [], 0) for p in paths])
    print(f"four JPEG widths            {ours / len(paths) * 1000:7.0f} ms a photo")
    vips = found("vipsthumbnail")
    if vips is None:
        return

    def theirs() -> None:
        for path in paths:
            for width in FOUR:
                name = f"{work}/%s-{width}.jpg[Q={QUALITY},optimize_coding,strip]"
                run(vips, str(path), "--size", f"{width}x", "-o", name)

    other = spent(theirs)
    verdict = "ok" if ours / other <= VIPS else "OVER"
    print(f"the same by vipsthumbnail   {other / len(paths) * 1000:7.0f} ms a photo")
    print(f"                            {ours / other:7.2f} x (limit {VIPS}) {verdict}\n")


# ---- Whole exports


@dataclass(frozen=True, slots=True)
class Gallery:
    """A page that somebody made: processor time, and its pictures of the width that is compared."""

    name: str
    seconds: float
    pictures: list[Path]
    copies: int


def copies_in(folder: Path) -> int:
    return sum(1 for path in folder.rglob("*") if path.suffix.lower() in (".jpg", ".avif"))


def ours(story: Story, work: Path) -> Iterator[Gallery]:
    draft, whole = work / "draft", work / "whole"
    seconds = spent(lambda: export(story, draft, None, draft=True))
    yield Gallery(
        "Curator, draft", seconds, sorted(draft.glob(f"photos/*-{SEEN}.*.jpg")), copies_in(draft)
    )
    seconds = spent(lambda: export(story, whole, None))
    yield Gallery(
        "Curator, AVIF", seconds, sorted(whole.glob(f"photos/*-{SEEN}.*.avif")), copies_in(whole)
    )


def sigal(photos: Path, work: Path) -> Iterator[Gallery]:
    program = found("sigal")
    if program is None:
        return
    settings, target = work / "sigal.conf.py", work / "sigal"
    lines = (
        f"source = {str(photos)!r}", "theme = 'photoswipe'", f"img_size = ({SEEN}, {SEEN})",
        "thumb_size = (480, 320)", "title = 'The river'", "use_orig = False", "zip_gallery = False",
    )  # fmt: skip
    settings.write_text("\n".join(lines), encoding="utf-8")
    seconds = spent(
        lambda: run(program, "build", "-q", "-c", str(settings), str(photos), str(target))
    )
    yield Gallery("sigal, two sizes", seconds, sorted(target.glob("*.JPG")), copies_in(target))


def thumbsup(photos: Path, work: Path) -> Iterator[Gallery]:
    program = found("thumbsup")
    if program is None:
        return
    target = work / "thumbsup"
    sizes = ("--large-size", str(SEEN * 2 // 3), "--thumb-size", "320")
    command = (program, "--input", str(photos), "--output", str(target), "--title", "The river")
    seconds = spent(lambda: run(*command, *sizes))
    large = sorted(target.glob("media/large/*"))
    yield Gallery("thumbsup, three sizes", seconds, large, copies_in(target))


def lazygal(photos: Path, work: Path) -> Iterator[Gallery]:
    program = found("lazygal")
    if program is None:
        return
    target = work / "lazygal"
    sizes = f"--image-size=large={SEEN}x{SEEN}"
    seconds = spent(lambda: run(program, "--quiet", sizes, "-o", str(target), str(photos)))
    large = sorted(target.glob("*_large.*[gG]"))
    yield Gallery("lazygal, two sizes", seconds, large, copies_in(target))


def likeness(path: Path, other: Image.Image) -> float:
    """Return the structural similarity (Wang and others, 2004; means of 8 by 8) of the luminance of both."""
    import numpy as np

    def blocks(values: "np.ndarray") -> "np.ndarray":
        height, width = values.shape[0] // 8 * 8, values.shape[1] // 8 * 8
        cut = values[:height, :width].reshape(height // 8, 8, width // 8, 8)
        return cut.swapaxes(1, 2).reshape(-1, 64)

    with Image.open(path) as image:
        a = blocks(np.asarray(image.convert("L"), dtype=float))
    b = blocks(np.asarray(other.convert("L"), dtype=float))
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    mean_a, mean_b = a.mean(1), b.mean(1)
    both = ((a - mean_a[:, None]) * (b - mean_b[:, None])).mean(1)
    above = (2 * mean_a * mean_b + c1) * (2 * both + c2)
    below = (mean_a**2 + mean_b**2 + c1) * (a.var(1) + b.var(1) + c2)
    return float((above / below).mean())


def reference(path: Path, size: tuple[int, int]) -> Image.Image:
    """Return the photo at *path* as it would be in *size*, from all its pixels."""
    with Image.open(path) as image:
        return image.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def seen(made: Gallery, paths: list[Path]) -> str:
    """Return bits a pixel and mean likeness of the large pictures of *made*."""
    if len(made.pictures) != len(paths):
        return f"   {len(made.pictures)} large pictures"
    bits, alike = [], []
    for picture, photo in zip(made.pictures, paths, strict=True):
        with Image.open(picture) as image:
            size = image.size
        bits.append(picture.stat().st_size * 8 / (size[0] * size[1]))
        try:
            alike.append(likeness(picture, reference(photo, size)))
        except ImportError:
            return f"   {mean(bits):12.2f}"
    return f"   {mean(bits):12.2f}   {mean(alike):.4f}"


def whole_exports(paths: list[Path], work: Path) -> None:
    """Print what each maker spends, and how large and how like its pictures are."""
    galleries = [*ours(story_of(paths), work), *sigal(paths[0].parent, work)]
    for peer in (thumbsup, lazygal):
        galleries += peer(paths[0].parent, work)
    print(f"{'':22} CPU s   ms a copy   bits a pixel   SSIM, at some {SEEN} px")
    for made in galleries:
        told = f"{made.name:22} {made.seconds:5.1f} {made.seconds / made.copies * 1000:9.0f}"
        print(told + seen(made, paths))
    print()


# ---- Again


def again(paths: list[Path], work: Path) -> None:
    """Print what a second export costs, and whether two are the same byte for byte."""
    story, cache = story_of(paths), CopyCache(work / "cache")
    first = spent(lambda: export(story, work / "page", cache))
    same = spent(lambda: export(story, work / "page", cache))
    photo = story.photos[PhotoId("p2")]
    changed = replace(
        story, photos=story.photos.with_photos([replace(photo, caption="Another caption.")])
    )
    caption = spent(lambda: export(changed, work / "page", cache))
    export(story, work / "one", cache)
    export(story, work / "two", None)
    equal = _tree(work / "one") == _tree(work / "two")
    verdict = "ok" if caption / first <= AGAIN else "OVER"
    print(f"first export                {first:7.2f} s of processor time")
    print(f"nothing changed             {same:7.2f} s   {same / first:.1%}")
    print(
        f"one caption changed         {caption:7.2f} s   {caption / first:.1%} (limit {AGAIN:.0%}) {verdict}"
    )
    print(f"with and without the cache  {'the same bytes' if equal else 'DIFFERENT BYTES'}")


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        photos = Path(sys.argv[1]) if len(sys.argv) > 1 else work / "photos"
        if len(sys.argv) < 2:
            camera_photos(photos, COUNT)
        paths = sorted(p for p in photos.iterdir() if p.suffix.lower() in (".jpg", ".jpeg"))
        print(f"{len(paths)} photos\n")
        four_widths(paths, work)
        whole_exports(paths, work)
        again(paths, work)


if __name__ == "__main__":
    main()
