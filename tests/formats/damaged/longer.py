"""The fuzzing of `make fuzz`, for as long as one likes: atheris chooses which damaged files to damage further.

atheris watches which code a case reaches and keeps the cases that reach something new; the damage itself is that of
`mutation`. Where atheris is not installed (it is built for Linux on x86-64), cases are drawn from a seed alone.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import traceback
import zipfile
from pathlib import Path
from random import Random

try:
    import atheris
except ImportError:
    atheris = None

if atheris:
    with atheris.instrument_imports(include=["roker.formats"]):
        import roker.formats  # noqa: F401 - watched from here on

from tests.formats.damaged.fuzzing import SEED, packed, removed, run, run_case, unpacked
from tests.formats.damaged.mutation import damaged
from tests.formats.damaged.seeds import TARGETS, Target

LONGEST = 1 << 20
"""Bytes of all files of a case together."""


class Cases:
    """What atheris runs: cases of one reader, whose files it keeps as one text each."""

    def __init__(self, target: Target, folder: Path) -> None:
        (folder / "seeds").mkdir(parents=True)
        self.count = 0
        self._target, self._folder = target, folder
        self._seeds = target.files(folder / "seeds")

    def seeds(self) -> list[bytes]:
        """The valid files to begin with."""
        return [packed(each) for each in self._seeds]

    def mutate(self, content: bytes, most: int, seed: int) -> bytes:
        """Damages a case further."""
        random = Random(seed)
        try:
            changed = packed(damaged(random, unpacked(content)))
        except zipfile.BadZipFile:
            changed = packed(random.choice(self._seeds))
        return changed if len(changed) <= most else content

    def run(self, content: bytes) -> None:
        """Runs a case. The files of one that fails stay where they are."""
        try:
            given = unpacked(content)
        except zipfile.BadZipFile:
            return
        if not given:
            return
        self.count += 1
        case = self._folder / f"case-{self.count}"
        case.mkdir()
        try:
            run_case(self._target, given, case, number=self.count)
        except Exception:
            print(f"{self._target.code}: a case failed; its files are in {case / 'given'}.", flush=True)
            traceback.print_exc()
            raise
        removed(case)


def with_atheris(target: Target, folder: Path, seconds: int) -> None:
    """Runs until the time is over or a case fails. Ends the process."""
    cases, kept = Cases(target, folder), folder / "kept"
    kept.mkdir()
    for number, seed in enumerate(cases.seeds()):
        (kept / str(number)).write_bytes(seed)
    asked = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=0", "-rss_limit_mb=3000", "-verbosity=0"]
    atheris.Setup(
        [sys.argv[0], *asked, f"-artifact_prefix={folder}/", str(kept)], cases.run, custom_mutator=cases.mutate
    )
    atheris.Fuzz()


def main() -> int:
    """Fuzzes one reader, or all of them one after the other; the status says whether any case failed."""
    asked = argparse.ArgumentParser(description="Reads damaged files for longer than the tests do.")
    asked.add_argument("--seconds", type=int, default=300, help="for each reader")
    asked.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4)), help=f"the tests use {SEED}")
    asked.add_argument("reader", nargs="?", choices=[target.code for target in TARGETS])
    options = asked.parse_args()
    if options.reader is None:
        again = [sys.executable, "-m", "tests.formats.damaged.longer", f"--seconds={options.seconds}"]
        statuses = [subprocess.call([*again, f"--seed={options.seed}", each.code]) for each in TARGETS]
        return int(any(statuses))
    (target,) = (each for each in TARGETS if each.code == options.reader)
    folder = Path(tempfile.mkdtemp(prefix=f"roker-fuzz-{target.code}-"))
    how = "with atheris" if atheris else f"without atheris, from seed {options.seed}"
    print(f"{target.code}: {options.seconds} seconds {how}. A case that fails stays in {folder}.", flush=True)
    if atheris:
        with_atheris(target, folder, options.seconds)
    cases, read = run(target, folder, seconds=options.seconds, seed=options.seed)
    print(f"{target.code}: {cases:,} cases, {read:,} of them read; none failed.")
    removed(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
