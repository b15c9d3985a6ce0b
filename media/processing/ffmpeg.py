"""Reads and copies video and sound with ffmpeg, held to local files and known containers."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .sandbox import MEGABYTE, Bounds, SandboxError, limited_command, run_limited, stop

# A playlist that is named .mp4 must not make ffmpeg fetch what it points at.
_WALLS = (
    "-nostdin",
    "-hide_banner",
    "-protocol_whitelist",
    "file,pipe",
    "-format_whitelist",
    "mov,mp4,m4a,matroska,webm,mp3,wav,ogg",
)
_DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_VIDEO = re.compile(r"Stream #\S+.*?: Video: (\w+).*?, (\d{2,5})x(\d{2,5})")
_AUDIO = re.compile(r"Stream #\S+.*?: Audio: (\w+)")
_ROTATION = re.compile(r"rotation of (-?\d+)")
_PROGRESS = re.compile(r"out_time_us=(\d+)")


@dataclass(frozen=True)
class Probe:
    """What a recording is."""

    duration_seconds: float
    video_codec: str
    audio_codec: str
    width: int | None
    height: int | None

    @property
    def has_video(self) -> bool:
        """Whether it holds moving pictures."""
        return bool(self.video_codec)


@cache
def find_ffmpeg() -> str:
    """Return the program: the one named by FFMPEG, the machine's own, else the wheel's."""
    from django.conf import settings

    named: str = settings.FFMPEG
    if named:
        return named
    own = shutil.which("ffmpeg")
    if own:
        return own
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def probe(path: Path, *, seconds: int = 20) -> Probe:
    """Read the streams and decode the first moment, or raise SandboxError."""
    bounds = Bounds(seconds=seconds, memory=3072 * MEGABYTE)
    _, said = run_limited(
        find_ffmpeg(),
        *_WALLS,
        *("-i", f"file:{path}", "-t", "1", "-map", "0:v:0?", "-map", "0:a:0?"),
        *("-threads", "2", "-f", "null", "-"),
        bounds=bounds,
    )
    described = said.split("Output #0")[0]
    duration, video, audio = (pattern.search(described) for pattern in (_DURATION, _VIDEO, _AUDIO))
    if not duration or not (video or audio):
        raise SandboxError(said)
    hours, minutes, rest = duration.groups()
    width, height = (int(video[2]), int(video[3])) if video else (None, None)
    turned = _ROTATION.search(described)
    if turned and abs(int(turned[1])) % 180 == 90:
        width, height = height, width
    return Probe(
        duration_seconds=int(hours) * 3600 + int(minutes) * 60 + float(rest),
        video_codec=video[1] if video else "",
        audio_codec=audio[1] if audio else "",
        width=width,
        height=height,
    )


def write_poster(source: Path, target: Path, *, at: float) -> None:
    """Write one frame as WebP, at most 960 px wide."""
    run_limited(
        find_ffmpeg(),
        *_WALLS,
        *("-y", "-ss", f"{at:.2f}", "-i", f"file:{source}", "-frames:v", "1"),
        *("-vf", "scale='min(960,iw)':-2", "-threads", "2", "-f", "webp", f"file:{target}"),
        bounds=Bounds(seconds=60, memory=3072 * MEGABYTE),
    )


def write_web_video(
    source: Path, target: Path, *, duration: float, on_progress: Callable[[float], None]
) -> None:
    """Write H.264 with AAC, at most 720 lines, playable from its first bytes.

    ``on_progress`` gets the part done, 0 to 1, about once a second; what it raises stops the work.
    """
    allowed = int(600 + duration * 6)
    bounds = Bounds(seconds=allowed, memory=4096 * MEGABYTE, file=4096 * MEGABYTE)
    command = limited_command(
        find_ffmpeg(),
        *_WALLS,
        *("-y", "-i", f"file:{source}", "-map", "0:v:0", "-map", "0:a:0?"),
        *("-vf", "scale=-2:'min(720,ceil(ih/2)*2)',format=yuv420p", "-c:v", "libx264"),
        *("-preset", "veryfast", "-crf", "24", "-maxrate", "2500k", "-bufsize", "5000k"),
        *("-c:a", "aac", "-b:a", "96k", "-ac", "2", "-movflags", "+faststart"),
        *("-map_metadata", "-1", "-threads", str(min(2, os.cpu_count() or 1))),
        *("-progress", "pipe:1", "-loglevel", "error", "-f", "mp4", f"file:{target}"),
        bounds=bounds,
    )
    # The list holds our own program and paths that we made; no shell reads it.
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
        errors="replace",
    ) as process:
        said = _follow(process, lambda moment: on_progress(min(1.0, moment / max(duration, 0.1))))
    if process.returncode != 0:
        raise SandboxError(said[-4000:])


def _follow(process: "subprocess.Popen[str]", on_moment: Callable[[float], None]) -> str:
    """Report the moments that are done and return what else the program said."""
    said: list[str] = []
    try:
        for line in process.stdout or ():
            moment = _PROGRESS.match(line)
            if moment:
                on_moment(int(moment[1]) / 1_000_000)
            elif "=" not in line:
                said.append(line)
        process.wait(timeout=30)
    finally:
        if process.poll() is None:
            stop(process)
    return "".join(said)
