"""A key image drawn: the frame as the reader had it, true in its proportions, with what was measured on it.

A picture to be looked at beside the report, bounded in size; it is no diagnostic image.
"""

import io
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from apps.archive.dicom.orientation import Edges
from apps.reporting.key_images.key_image import Mark, View

# Sides in pixels: a small matrix is enlarged so that lines on it are fine, a large one cut to what a page can show.
SMALLEST_SIDE = 900
LARGEST_SIDE = 1600
QUALITY = 92
INK, OUTLINE = (255, 215, 94), (0, 0, 0)
# Lines are drawn larger and made smaller, which smooths them.
_FINER = 2
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
_SEGMENTS = 96

Point = tuple[float, float]


def draw_key_image(
    pixels: NDArray[np.uint8], view: View, *, aspect: float = 1.0, edges: Edges | None = None
) -> bytes:
    """The JPEG of an 8-bit grey or RGB frame. The same frame and view give the same bytes.

    ``aspect`` is a pixel's height divided by its width; ``edges`` are those of the stored frame. Grey stays grey where
    nothing is drawn on it.
    """
    shown = 255 - pixels if view["inverted"] else pixels
    picture = _scaled(Image.fromarray(np.ascontiguousarray(shown)), aspect)
    across, down = picture.width / pixels.shape[1], picture.height / pixels.shape[0]
    turned = _turned(picture, view)
    paths = [
        [_placed((column * across, row * down), picture.size, view) for column, row in _path(mark)]
        for mark in view["marks"]
    ]
    if paths:
        turned = _with_marks(turned.convert("RGB"), view["marks"], paths)
    turned = _with_edges(
        turned, (edges or Edges()).turned(view["rotation"], flipped=view["flipped"])
    )
    encoded = io.BytesIO()
    turned.save(encoded, "JPEG", quality=QUALITY, subsampling=0)
    return encoded.getvalue()


def _scaled(picture: Image.Image, aspect: float) -> Image.Image:
    """Square pixels, and a longest side between the smallest and the largest."""
    width, height = picture.width * max(1.0, 1 / aspect), picture.height * max(1.0, aspect)
    longest = max(width, height)
    factor = min(max(longest, SMALLEST_SIDE), LARGEST_SIDE) / longest
    size = max(1, round(width * factor)), max(1, round(height * factor))
    if size == picture.size:
        return picture
    smaller = size[0] < picture.width or size[1] < picture.height
    kind = Image.Resampling.LANCZOS if smaller else Image.Resampling.BICUBIC
    return picture.resize(size, kind)


def _turned(picture: Image.Image, view: View) -> Image.Image:
    if view["rotation"]:
        picture = picture.transpose(_TURNS[view["rotation"]])
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if view["flipped"] else picture


def _placed(point: Point, size: tuple[int, int], view: View) -> Point:
    """A point of the picture as it was before it was turned, after it."""
    x, y = point
    width, height = size
    for _ in range(view["rotation"] // 90):
        x, y = height - y, x
        width, height = height, width
    return (width - x, y) if view["flipped"] else (x, y)


def _path(mark: Mark) -> Iterable[Point]:
    """The line to draw, in the frame's pixels."""
    points = [(column, row) for column, row in mark["points"]]
    if mark["kind"] != "ellipse" or len(points) != 4:
        return points
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    middle = (ax + bx + cx + dx) / 4, (ay + by + cy + dy) / 4
    one, other = ((bx - ax) / 2, (by - ay) / 2), ((dx - cx) / 2, (dy - cy) / 2)
    angles = [2 * math.pi * step / _SEGMENTS for step in range(_SEGMENTS + 1)]
    return [
        (
            middle[0] + math.cos(angle) * one[0] + math.sin(angle) * other[0],
            middle[1] + math.cos(angle) * one[1] + math.sin(angle) * other[1],
        )
        for angle in angles
    ]


def _with_marks(
    picture: Image.Image, marks: Sequence[Mark], paths: Sequence[Sequence[Point]]
) -> Image.Image:
    unit = max(picture.size) / 900
    for ink, width in ((OUTLINE, 6.0), (INK, 3.0)):
        layer = Image.new("L", (picture.width * _FINER, picture.height * _FINER))
        pen = ImageDraw.Draw(layer)
        for mark, path in zip(marks, paths, strict=True):
            fine = [(x * _FINER, y * _FINER) for x, y in path]
            for line in (fine, *_ticks(mark, fine, 11 * unit * _FINER)):
                pen.line(line, fill=255, width=max(1, round(width * unit * _FINER)), joint="curve")
        picture.paste(ink, mask=layer.resize(picture.size, Image.Resampling.BOX))
    pen = ImageDraw.Draw(picture)
    for mark, path in zip(marks, paths, strict=True):
        if mark["text"]:
            _write(pen, picture.size, _beside(path, unit), mark["text"], round(28 * unit), INK)
    return picture


def _ticks(mark: Mark, path: Sequence[Point], half: float) -> Iterable[Sequence[Point]]:
    """Short strokes across the ends of a length."""
    if mark["kind"] != "length":
        return
    (ax, ay), (bx, by) = path[0], path[-1]
    long = math.hypot(bx - ax, by - ay) or 1.0
    across = -(by - ay) / long * half, (bx - ax) / long * half
    for x, y in (path[0], path[-1]):
        yield [(x - across[0], y - across[1]), (x + across[0], y + across[1])]


def _beside(path: Sequence[Point], unit: float) -> Point:
    """Right of the rightmost point."""
    x, y = max(path)
    return x + 12 * unit, y - 18 * unit


def _with_edges(picture: Image.Image, edges: Edges) -> Image.Image:
    pen = ImageDraw.Draw(picture)
    ink = 255 if picture.mode == "L" else (255, 255, 255)
    size, margin = round(max(picture.size) / 36), round(max(picture.size) / 90)
    width, height = picture.size
    for letters, place, anchor in (
        (edges.top, (width / 2, margin), "mt"),
        (edges.right, (width - margin, height / 2), "rm"),
        (edges.bottom, (width / 2, height - margin), "mb"),
        (edges.left, (margin, height / 2), "lm"),
    ):
        if letters:
            pen.text(place, letters, ink, _font(size), anchor, stroke_width=2, stroke_fill=0)
    return picture


def _write(
    pen: ImageDraw.ImageDraw,
    size: tuple[int, int],
    place: Point,
    text: str,
    height: int,
    ink: tuple[int, int, int],
) -> None:
    """Text inside the picture: moved in where it would run over an edge."""
    font = _font(height)
    left, top, right, bottom = pen.textbbox((0, 0), text, font)
    x = min(max(place[0], 4.0), max(4.0, size[0] - (right - left) - 6))
    y = min(max(place[1], 4.0), max(4.0, size[1] - (bottom - top) - height / 2))
    pen.text((x, y), text, ink, font, stroke_width=max(2, height // 10), stroke_fill=OUTLINE)


@lru_cache(maxsize=32)
def _font(size: int) -> ImageFont.FreeTypeFont:
    fonts = files("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf"
    font = ImageFont.truetype(str(fonts), max(10, size))
    font.set_variation_by_axes([600, 100])
    return font
