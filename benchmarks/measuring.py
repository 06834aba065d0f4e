"""How a figure is measured: CPU seconds and peak memory of a piece of work, beside another piece, against a target."""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a piece of work took."""

    seconds: float
    """CPU seconds, all threads together."""
    peak: float
    """The most memory at once, in megabytes."""


def cpu(piece: Callable[[], object]) -> float:
    """The CPU seconds of a piece of work in this process, all threads together."""
    start = time.process_time()
    piece()
    return time.process_time() - start


def in_turn(runs: int, *pieces: Callable[[], object]) -> list[float]:
    """The median CPU seconds of each piece, run in turn so that noise falls on all alike."""
    times = [[cpu(piece) for piece in pieces] for _ in range(runs)]
    return [statistics.median(each) for each in zip(*times, strict=True)]


def alone(piece: str, *arguments: str | Path) -> Cost:
    """What one of `benchmarks.pieces` takes in a process of its own, after its imports."""
    command = [sys.executable, "-m", "benchmarks.pieces", piece, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def median(costs: Sequence[Cost]) -> Cost:
    """The median seconds, and the highest of the peaks: a limit that was broken once is broken."""
    return Cost(
        seconds=statistics.median(each.seconds for each in costs),
        peak=max(each.peak for each in costs),
    )


def peak_of_this_process() -> float:
    """In megabytes. What the parent had used counts with `getrusage` on Linux, so that the kernel is asked there."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def say(
    what: str, seconds: float | None = None, compared: str = "", *, at_most: tuple[float, float] | None = None
) -> None:
    """Prints one figure. `at_most` is what was measured and its target: whether it was met stands beside it."""
    spent = "" if seconds is None else f"{seconds:8.3f} s"
    verdict = ""
    if at_most:
        measured, target = at_most
        verdict = f"target {target:,g}: {'met' if measured <= target else 'MISSED'}"
    print(f"  {what:<34}{spent:>10}   {compared:<44}{verdict}".rstrip(), flush=True)
