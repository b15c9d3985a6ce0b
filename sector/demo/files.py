"""Real small files for demo resources, made at load time: PDF, PNG, MP4 and MP3."""

import json
import subprocess
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import imageio_ffmpeg
import typst
from PIL import Image, ImageDraw

HERE = Path(__file__).parent
TINTS = ["#0b5b69", "#2b6b3f", "#5a4796", "#8a5800", "#a32615"]


def make_worksheet(*, title: str, over: str, lead: str, tasks: list[str], author: str) -> bytes:
    """Return a one-page PDF."""
    data = {
        "title": title,
        "over": over,
        "lead": lead,
        "tasks": tasks,
        "author": author,
        "foot": over,
    }
    return typst.compile(
        str(HERE / "worksheet.typ"), sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )


def make_graph(slope: float, shift: float, tint: int) -> Image.Image:
    """Return a picture of a straight line in a grid."""
    width, height = 640, 360
    image = Image.new("RGB", (width, height), "#f6f4ee")
    draw = ImageDraw.Draw(image)
    for x in range(0, width, 40):
        draw.line([(x, 0), (x, height)], fill="#dedacf")
    for y in range(20, height, 40):
        draw.line([(0, y), (width, y)], fill="#dedacf")
    draw.line([(width // 2, 0), (width // 2, height)], fill="#14232b", width=3)
    draw.line([(0, height // 2), (width, height // 2)], fill="#14232b", width=3)
    points = [(x, height / 2 - (slope * (x - width / 2) + shift * 40)) for x in (0, width)]
    draw.line(points, fill=TINTS[tint % len(TINTS)], width=6)
    return image


def make_card(*, over: str, title: str, points: list[str], tint: int) -> bytes:
    """Return a card of what is to be known of a topic, as PNG."""
    data = {"over": over, "title": title, "points": points, "tint": TINTS[tint % len(TINTS)]}
    return typst.compile(
        str(HERE / "card.typ"),
        format="png",
        ppi=108,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def _ffmpeg(arguments: list[str], folder: Path, name: str) -> bytes:
    target = folder / name
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-y"]
    subprocess.run([*command, *arguments, str(target)], check=True, timeout=60)  # noqa: S603 - our own words
    return target.read_bytes()


@lru_cache(maxsize=8)
def make_video(tint: int) -> bytes:
    """Return six seconds of a line that turns: H.264 and AAC in MP4."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for frame in range(24):
            make_graph(-1.5 + frame / 8, 0, tint).save(folder / f"{frame:03d}.png")
        pictures = ["-framerate", "4", "-i", str(folder / "%03d.png")]
        tone = ["-f", "lavfi", "-i", "sine=frequency=330:duration=6"]
        codecs = [
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-pix_fmt",
            "yuv420p",
            "-c:a",
            "aac",
            "-shortest",
        ]
        return _ffmpeg([*pictures, *tone, *codecs], folder, "video.mp4")


@lru_cache(maxsize=4)
def make_audio(pitch: int) -> bytes:
    """Return four seconds of a tone as MP3."""
    with TemporaryDirectory() as name:
        return _ffmpeg(
            ["-f", "lavfi", "-i", f"sine=frequency={pitch}:duration=4", "-b:a", "32k"],
            Path(name),
            "audio.mp3",
        )
