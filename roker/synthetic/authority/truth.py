"""The Truth: everything that was planted, with the children, workers and days concerned."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roker.synthetic.authority.days import DATE

if TYPE_CHECKING:
    from roker.synthetic.authority.people import Child
    from roker.synthetic.authority.workforce import Worker

COLUMNS = ("fault", "person_id", "worker", "first_day", "last_day", "entity", "what")


@dataclass(frozen=True, kw_only=True)
class Planted:
    """One thing that is wrong, and is known to be."""

    fault: str
    person_id: str | None
    worker: str | None
    first_day: date
    last_day: date | None
    entity: str | None
    what: str | None


class Truth:
    """What was planted, in the order in which it happened."""

    def __init__(self) -> None:
        self._noted: list[tuple[Any, ...]] = []

    def note(  # noqa: PLR0913 - the parts of a planted thing
        self, fault: str, day: int, *, child: Child | None = None, worker: Worker | None = None,
        until: int | None = None,
        entity: str | None = None, what: str | None = None,
    ) -> None:  # fmt: skip
        """Notes a planted thing of a day, or from a day until another."""
        self._noted.append((fault, child and child.id, worker and worker.name, day, until, entity, what))

    def planted(self, fault: str | None = None, *, since: int = 0) -> list[Planted]:
        """What was planted, of one fault or of all, and was still so on a day or came later."""
        return [
            Planted(
                fault=each[0], person_id=each[1], worker=each[2], first_day=DATE[each[3]],
                last_day=DATE[each[4]] if each[4] is not None else None, entity=each[5], what=each[6],
            )
            for each in self._noted
            if (fault is None or each[0] == fault) and (each[4] or each[3]) >= since
        ]  # fmt: skip

    def write(self, folder: Path, *, since: int = 0) -> list[Path]:
        """Writes truth.json and truth.csv."""
        rows = [[getattr(each, name) for name in COLUMNS] for each in self.planted(since=since)]
        texts = [[None if cell is None else str(cell) for cell in row] for row in rows]
        as_json, as_csv = folder / "truth.json", folder / "truth.csv"
        planted = [dict(zip(COLUMNS, row, strict=True)) for row in texts]
        as_json.write_text(json.dumps(planted, indent=0, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
        with as_csv.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows([["" if cell is None else cell for cell in row] for row in texts])
        return [as_json, as_csv]
