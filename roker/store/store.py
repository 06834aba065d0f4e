"""Keeps loads: appends them, takes them back, redacts children, and gives the record as known at any time.

A load is written aside and renamed into place, then its line is added to the manifest; killed at any moment, the
store holds the whole load or none of it. Segments are never changed: a redaction writes others, and removes those.
"""

import hashlib
import json
import secrets
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

from roker.database import Database, Row
from roker.errors import RokerError
from roker.local import Local
from roker.record import Cell, ColumnReading, Problem, Reading, Record, SourceFile
from roker.store import history, redaction
from roker.store.history import Change, Delay
from roker.store.known import DISAGREEMENTS, Known, Linking, record_of
from roker.store.manifest import Listed, Load, Manifest, Redaction, digest_of, facts_of_load, sync, time_text
from roker.store.segments import Comparison, Standing, Written, segment_path, write, write_table

PROBLEMS, COLUMNS = "problems", "columns"
_PROBLEM_COLUMNS = tuple(
    (name, "INTEGER" if name == "row" else "VARCHAR")
    for name in ("file", "sheet", "row", "column_name", "kind", "found", "expected", "remedy")
)
_CELL, _PROBLEM = ("file", "sheet", "row", "column"), ("kind", "found", "expected", "remedy")
_COLUMN_COLUMNS = (
    ("sheet", "VARCHAR"),
    ("column_name", "VARCHAR"),
    ("fills", "VARCHAR"),
    ("read_count", "BIGINT"),
    ("unread", "BIGINT"),
    ("unknown", "BIGINT"),
    ("blank", "BIGINT"),
    ("is_missing", "BOOLEAN"),
)


class Store:
    """The loads under one directory."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._directory = home / "store"
        self._manifest = Manifest(self._directory)

    # ------------------------------------------------------------------------------------------------------- asking

    def loads(self) -> list[Load]:
        """Every load, oldest first, also those withdrawn. Refuses a manifest whose chain is broken."""
        return list(self._manifest.read().loads)

    def standing(self) -> list[Load]:
        """The loads that were not withdrawn."""
        return [load for load in self.loads() if not load.withdrawn]

    def redactions(self) -> list[Redaction]:
        """The children who were taken out, oldest first: by whom and why, and nobody's name."""
        return list(self._manifest.read().redactions)

    def known(self, as_known_at: datetime | None = None) -> Known | None:
        """Which loads make the record at a time (None: now), or None where there were none."""
        listed = self._manifest.read()
        loads = tuple(load for load in listed.loads if load.stands(as_known_at))
        since = (each for each in listed.redactions if as_known_at is not None and each.time > as_known_at)
        if not loads:
            return None
        return Known(as_known_at=as_known_at, loads=loads, belief=self._belief(), redacted_since=tuple(since))

    def _belief(self) -> str:
        local = Local.of_home(self._home)
        order_of = {name: list(order) for name, order in sorted(local.precedence_of.items())}
        return json.dumps([list(local.precedence), order_of, sorted(local.limits.items())])

    def known_lately(self) -> Iterator[Known]:
        """What is known now; then what was known without the last of the loads, and so on back: for what has to be
        made anew after a load and is not there yet.
        """
        loads, belief = self.standing(), self._belief()
        for count in range(len(loads), 0, -1):
            yield Known(as_known_at=None, loads=tuple(loads[:count]), belief=belief)

    def record(self, known: Known, workspace: Database | None = None) -> Record:
        """The record that was known, in a database of its own. Refuses a segment that was altered since."""
        return record_of(known, self._linking(), self._checked_segment, workspace or Database.in_memory())

    def as_known_at(self, time: datetime) -> Record:
        """The record exactly as it was known at a time, but for children redacted since. Refuses a time before the
        first load.
        """
        known = self.known(time)
        if known is None:
            raise RokerError(
                f"Nothing had been loaded by {time:%d/%m/%Y %H:%M}. `roker loads` lists what was, and when."
            )
        return self.record(known)

    def shown(self) -> Load | None:
        """The load that speaks of the latest day, and of those the last: what pages show ends on its day."""
        known = self.known()
        return known.newest if known else None

    def disagreements(self, known: Known) -> list[Row]:
        """What sources say differently: entity, child, about what, field, source and what it says, the other and what
        that says.
        """
        with self.record(known).database as database:
            return database.rows(f"SELECT * FROM {DISAGREEMENTS} ORDER BY entity, person_id, about, field")

    def history(self, person_id: str) -> list[Change]:
        """Each change to what is known of a child, with the load that brought it, oldest first."""
        return history.of_child(self.loads(), self._segment, person_id, self._linking())

    def delays(self, entity: str, known: Known) -> list[Delay]:
        """For each dated row of an entity that stands: how long after it happened it was recorded."""
        return history.delays(known, self._segment, entity)

    def problems_of(self, load: Load) -> list[Problem]:
        """Everything that could not be read in a load, in the order of the file."""
        return [
            Problem(at=Cell(**dict(zip(_CELL, row, strict=False))), **dict(zip(_PROBLEM, row[4:], strict=True)))
            for row in self._rows_beside(load, PROBLEMS)
        ]

    def columns_of(self, load: Load) -> list[ColumnReading]:
        """The mapping report of a load: how the cells of each column were read."""
        names = [each.name for each in fields(ColumnReading)]
        return [ColumnReading(**dict(zip(names, row, strict=True))) for row in self._rows_beside(load, COLUMNS)]

    def same_as_last(self, source: str, files: Sequence[SourceFile]) -> Load | None:
        """The last load of a source, where it was made of these very files: then there is nothing to read."""
        last = next((load for load in reversed(self.standing()) if load.source == source), None)
        return last if last and _hashes(last.files) == _hashes(files) else None

    def fingerprints(self, source: str) -> Path | None:
        """What the reader noted of the last load of a source, to tell next time which rows are the same; None where
        there is none, or where it is of another load.
        """
        last = next((load for load in reversed(self.standing()) if load.source == source), None)
        kept = self._fingerprints(last) if last and last.is_full else None
        return kept if kept and kept.exists() else None

    def verify(self) -> list[str]:
        """What is wrong with the segments, in sentences; empty when every one is as it was written."""
        wrong = []
        named = set()
        for load in self.loads():
            for name in load.segments:
                segment = self._segment(load, name)
                named.add(segment)
                if not segment.exists():
                    wrong.append(f"Load {load.number}: the segment of {name} is missing.")
                elif digest_of(segment) != load.segments[name]:
                    wrong.append(f"Load {load.number}: the segment of {name} was altered.")
        unknown = sorted(set(self._directory.glob("[0-9]*/*")) - named)
        return [
            *wrong,
            *(f"The list of loads does not name {path.parent.name}/{path.name}, which lies there." for path in unknown),
        ]

    # ------------------------------------------------------------------------------------------------------ changing

    def append(
        self,
        reading: Reading,
        received_time: datetime | Callable[[], datetime],
        *,
        is_full: bool = True,
        settings: str = "",
        compared_with: str | None = None,
    ) -> tuple[Load, bool]:
        """Keeps a reading; returns its load, and whether it is new.

        The files of the last load of a source, read again for the same day with the same `settings`, are already kept:
        nothing is added. Refuses a time before that of the last line, for what was known when could no longer be told;
        a day before that of a part that stands; and a reading that left out what was as in the load with the hash
        `compared_with`, if another load has come since. A clock in place of a time is asked when all is written.
        """
        with self._manifest.only_writer():
            listed = self._manifest.read()
            standing = [load for load in listed.loads if load.source == reading.source and not load.withdrawn]
            same = standing[-1:] and _same(standing[-1], reading, is_full=is_full, settings=settings)
            if same:
                return standing[-1], False
            clock = received_time if callable(received_time) else lambda: received_time
            _refuse_earlier(listed, clock())
            if reading.rest_as_before and (not standing or standing[-1].hash != compared_with):
                raise RokerError("Another load came in between, or was taken back. Load the files again.")
            part = next(
                (load for load in standing if not load.is_full and load.snapshot_on > reading.snapshot_on), None
            )
            if part is not None:
                raise RokerError(
                    f"Load {part.number} is a part of an extract of a later day. Withdraw it, load these files, and "
                    "then load its files again."
                )
            self._remove_what_nobody_names(listed)
            return self._append(listed, standing, reading, clock, is_full, settings), True

    def withdraw(self, number: int, withdrawn_time: datetime) -> Load:
        """Takes the last load of a source back: it stays in the store, and is no longer shown.

        Refuses a load that is not there, and one that later loads of its source were compared with.
        """
        with self._manifest.only_writer():
            listed = self._manifest.read()
            load = next((each for each in listed.loads if each.number == number and not each.withdrawn), None)
            if load is None:
                raise RokerError(f"There is no load {number} to withdraw. `roker loads` lists them.")
            last = [each for each in listed.loads if each.source == load.source and not each.withdrawn][-1]
            if last.number != number:
                raise RokerError(
                    f"Load {last.number} was compared with load {number} and says what changed since. "
                    f"Withdraw load {last.number} first, and load its files again afterwards."
                )
            _refuse_earlier(listed, withdrawn_time)
            self._manifest.add({"withdraws": number, "time": time_text(withdrawn_time)}, listed.last_hash)
            return load

    def redact(self, person_id: str, *, by: str, authority: str, why: str, time: datetime) -> Redaction:
        """Takes a child out of every segment, so that no byte of the child is left, and notes that it was done.

        Refuses a child who is not on the record. Publications are not the store's: they are made again.
        """
        with self._manifest.only_writer():
            listed = self._manifest.read()
            _refuse_earlier(listed, time)
            self._remove_what_nobody_names(listed)
            done = redaction.redact(
                listed.loads,
                self._segment,
                self._directory,
                redaction.Order(
                    person_id=person_id,
                    by=by,
                    authority=authority,
                    why=why,
                    time=time,
                    linking=replace(self._linking(), salt=self._salt(listed, make=True)),
                ),
            )
            shutil.rmtree(self._directory / "standing", ignore_errors=True)  # it is made again, without the child
            self._manifest.add(
                {"redacts": {**vars(done.noted), "time": time_text(time)}, "segments": done.segments},
                listed.last_hash,
            )
            self._remove_what_nobody_names(self._manifest.read())
            return done.noted

    # --------------------------------------------------------------------------------------------------------- within

    def _segment(self, load: Load, name: str) -> Path:
        return segment_path(self._directory / f"{load.number:06}", name, load.segments[name])

    def _checked_segment(self, load: Load, name: str) -> Path:
        segment = self._segment(load, name)
        if not segment.exists() or digest_of(segment) != load.segments[name]:
            raise RokerError(
                f"Load {load.number} is not as it was written ({name}). Restore it from a backup; "
                "`roker verify` says what else was altered."
            )
        return segment

    def _rows_beside(self, load: Load, name: str) -> list[Row]:
        if name not in load.segments:
            return []
        with Database.in_memory() as database:
            database.create_view_of_parquet(name, self._checked_segment(load, name))
            return database.rows(f"SELECT * FROM {name}")

    def _append(  # noqa: PLR0913 - what a load is made of
        self,
        listed: Listed,
        standing: Sequence[Load],
        reading: Reading,
        clock: Callable[[], datetime],
        is_full: bool,
        settings: str,
    ) -> Load:
        number = len(listed.loads) + 1
        later = [load for load in standing if load.is_full and load.snapshot_on > reading.snapshot_on]
        comparison = Comparison(
            reading=reading,
            is_full=is_full,
            newest=max(later, key=lambda load: (load.snapshot_on, load.number), default=None),
            redacted=frozenset(digest for each in listed.redactions for digest in each.digests),
            salt=self._salt(listed),
        )
        aside = self._directory / f"incoming-{number:06}"
        aside.mkdir(mode=0o700)
        try:
            hashes = self._standing_of(reading.source, standing)
            written = write(comparison, hashes, aside)
            written.segments |= _write_beside(reading, aside, without_texts=written.redacted_rows > 0)
            sync(aside)
            aside.rename(self._directory / f"{number:06}")
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        sync(self._directory)
        time = max(filter(None, (clock(), listed.last_time)))
        load = _load(reading, written, number=number, received_time=time, is_full=is_full, settings=settings)
        digest = self._manifest.add(facts_of_load(load), listed.last_hash)
        load = replace(load, previous=listed.last_hash, hash=digest)
        with suppress(RokerError, OSError):  # the load is kept; what stands is worked out again before the next
            self._standing_of(reading.source, [*standing, load])
            self._keep_fingerprints(reading, load, is_whole=not written.redacted_rows)
        return load

    def _fingerprints(self, load: Load) -> Path:
        return self._directory / "standing" / f"{load.source}-{load.hash[:16]}.read"

    def _keep_fingerprints(self, reading: Reading, load: Load, *, is_whole: bool) -> None:
        for path in (self._directory / "standing").glob(f"{load.source}-*.read"):
            path.unlink(missing_ok=True)
        if reading.fingerprints and load.is_full and is_whole:  # those of a redacted child are not kept
            reading.fingerprints.replace(self._fingerprints(load))

    def _standing_of(self, source: str, loads: Sequence[Load]) -> Path:
        segments = {(load.number, name): self._segment(load, name) for load in loads for name in load.segments}
        return Standing(self._directory, source).bring_up_to(loads, segments)

    def _linking(self) -> Linking:
        listed = self._manifest.read()
        salt = self._salt(listed) if any(each.shared for each in listed.redactions) else ""
        return Linking(local=Local.of_home(self._home), redactions=listed.redactions, salt=salt)

    def _salt(self, listed: Listed, *, make: bool = False) -> str:
        """The store's own salt; empty while nobody was redacted. Refuses to go on without that of the redactions."""
        path = self._directory / "salt"
        if listed.redactions:
            salt = path.read_text(encoding="ascii", errors="replace") if path.exists() else ""
            if hashlib.sha256(salt.encode()).hexdigest() != listed.redactions[-1].salt_digest:
                raise RokerError(
                    "The file “salt” of the store is missing or was altered: redacted children would come back. "
                    "Restore it from a backup."
                )
            return salt
        if not make:
            return ""
        aside = path.with_suffix(".new")
        aside.write_text(secrets.token_hex(32), encoding="ascii")
        sync(aside)
        aside.replace(path)
        sync(self._directory)
        return path.read_text(encoding="ascii")

    def _remove_what_nobody_names(self, listed: Listed) -> None:
        """What a load or a redaction that broke off left behind, and what a redaction has replaced."""
        named = {self._segment(load, name) for load in listed.loads for name in load.segments}
        last = len(listed.loads)
        beyond = [path for path in self._directory.glob("[0-9]*") if int(path.name) > last + 1]
        if beyond:
            raise RokerError(
                "The store's list of loads is shorter than what lies beside it. Restore “store” from a backup."
            )
        for path in self._directory.glob("incoming-*"):
            shutil.rmtree(path)
        shutil.rmtree(self._directory / f"{last + 1:06}", ignore_errors=True)
        for path in self._directory.glob("[0-9]*/*"):
            if path not in named:
                path.unlink()


def _same(load: Load, reading: Reading, *, is_full: bool, settings: str) -> bool:
    """Whether a load was made of the files of a reading, in the same way."""
    return bool(reading.files) and (
        _hashes(load.files) == _hashes(reading.files)
        and (load.snapshot_on, load.is_full, load.settings) == (reading.snapshot_on, is_full, settings)
    )


def _refuse_earlier(listed: Listed, time: datetime) -> None:
    if listed.last_time is not None and time < listed.last_time:
        raise RokerError("This computer's clock stands before the time of the last load. Set it right, and try again.")


def _hashes(files: Sequence[SourceFile]) -> list[str]:
    return sorted(file.sha256 for file in files)


def _load(  # noqa: PLR0913 - what a load is made of
    reading: Reading, written: Written, *, number: int, received_time: datetime, is_full: bool, settings: str
) -> Load:
    return Load(
        number=number,
        received_time=received_time,
        source=reading.source,
        is_full=is_full,
        files=reading.files,
        snapshot_on=reading.snapshot_on,
        snapshot_from=reading.snapshot_from,
        speaks_from=dict(reading.speaks_from),
        counts=dict(reading.counts),
        rows=written.rows,
        changes=written.changes,
        problems=dict(Counter(problem.kind for problem in reading.problems)),
        only_latest=reading.only_latest,
        absent=reading.absent,
        rest_as_before=reading.rest_as_before,
        settings=settings,
        segments=written.segments,
        previous="",
        hash="",
    )


def _write_beside(reading: Reading, directory: Path, *, without_texts: bool) -> dict[str, str]:
    """The problems and the mapping report, as segments of their own; `without_texts`: what was found is left out, as
    it may be of a redacted child.
    """
    segments = {}
    with Database.in_memory() as database:
        if reading.problems:
            rows = (
                (*vars(each.at).values(), each.kind, *_texts(each, without_texts=without_texts), each.remedy)
                for each in reading.problems
            )
            database.create_table(PROBLEMS, _PROBLEM_COLUMNS, rows)
            segments[PROBLEMS] = write_table(database, PROBLEMS, PROBLEMS, directory)
        if reading.columns:
            database.create_table(COLUMNS, _COLUMN_COLUMNS, (tuple(vars(each).values()) for each in reading.columns))
            segments[COLUMNS] = write_table(database, COLUMNS, COLUMNS, directory)
    return segments


def _texts(problem: Problem, *, without_texts: bool) -> tuple[str, str]:
    return (redaction.TAKEN_OUT, "") if without_texts else (problem.found, problem.expected)
