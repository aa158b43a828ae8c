"""What it costs to take photos in and to make thumbnails; run by hand: ``python tests/benchmarks/bench_intake.py``."""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[n]) for n in (1, 2)]
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "photos" / "metadata"))

from metadata_files import exif  # noqa: E402
from PIL import Image  # noqa: E402

from curator.photos.finding import find  # noqa: E402
from curator.photos.intake import take_in  # noqa: E402
from curator.photos.thumbnails import ThumbnailCache, thumbnail  # noqa: E402
from curator.photos.workers import Readers  # noqa: E402

COUNT = 60


def camera_photo(path: Path, size: tuple[int, int]) -> None:
    """Write a JPEG with the grain and the tags of a camera's."""
    grain = Image.effect_noise((size[0] // 4, size[1] // 4), 40).resize(size)
    image = Image.merge("RGB", (grain, grain.rotate(180), grain))
    tags = exif({0x010F: "Maker", 0x010E: "A ferry leaves."}, {0x9003: "2026:03:14 07:42:10"})
    image.save(path, quality=88, exif=tags)


def measured(name: str, work: object, count: int, base: float | None = None) -> float:
    """Run *work*, print its rate, and return its seconds for one photo."""
    start = time.perf_counter()
    work()  # type: ignore[operator]
    each = (time.perf_counter() - start) / count
    ratio = f", {each / base:.2f} × Pillow" if base else ""
    print(f"{name:<34} {each * 1000:7.1f} ms each, {1 / each:6.0f} a second{ratio}")
    return each


def main() -> None:
    """Print the figures."""
    for megapixels, size in ((2, (1800, 1200)), (24, (6000, 4000))):
        with tempfile.TemporaryDirectory() as folder, Readers() as readers:
            for number in range(COUNT):
                path = Path(folder, f"{number}.jpg")
                if number < 4:
                    camera_photo(path, size)
                else:  # A copy with another digest: making them takes longest.
                    path.write_bytes(
                        Path(folder, f"{number % 4}.jpg").read_bytes() + b"%d" % number
                    )
            paths = [os.path.join(folder, name) for name in os.listdir(folder)]

            def with_pillow(paths: list[str] = paths) -> None:
                for path in paths:
                    with Image.open(path) as image:
                        image.thumbnail((320, 320))

            def intake(folder: str = folder, readers: Readers = readers) -> None:
                photos = [p for b in take_in(find([folder]), readers) for p in b.photos]
                assert len(photos) == COUNT

            print(f"\n{COUNT} photos of {megapixels} megapixels, {readers.size} workers")
            list(take_in(find(paths[:4]), readers))  # workers are up
            base = measured("Pillow: open and thumbnail", with_pillow, COUNT)
            measured("intake", intake, COUNT, base)
            cache = ThumbnailCache(Path(folder, "cache"))
            measured(
                "thumbnails, one after the other",
                lambda paths=paths, readers=readers, cache=cache: [
                    thumbnail(readers, cache, path, 320) for path in paths
                ],
                COUNT,
                base,
            )
            measured(
                "thumbnails from the cache",
                lambda paths=paths, readers=readers, cache=cache: [
                    thumbnail(readers, cache, path, 320) for path in paths
                ],
                COUNT,
                base,
            )


if __name__ == "__main__":
    main()
