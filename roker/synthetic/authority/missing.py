"""Children who go missing, the interviews when they come back, and exploitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roker.synthetic.authority import days
from roker.synthetic.authority.chance import Mix
from roker.synthetic.authority.people import Child, Pool
from roker.synthetic.authority.published import MISSING_LENGTH

if TYPE_CHECKING:
    from roker.synthetic.authority.department import Department

_GRADES = ("low", "medium", "high")
_KIND = Mix({"sexual": 38, "criminal": 52, "trafficking": 6, "other": 4})


class MissingChildren:
    """Missing episodes of children in care and in need."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["missing"]
        self.once, self.often = Pool(), Pool()

    def open(self, day: int) -> None:
        """Episodes from the first day on."""
        self.d.loop.at(day, self._day)

    def begin(self, child: Child) -> None:
        """Some who come into care go missing: a few of them again and again."""
        share = self.chance.share()
        if share < self.d.share("missing") * 3.6:
            (self.often if share < self.d.share("missing") * 2.4 else self.once).add(child)

    def _day(self) -> None:
        d, chance = self.d, self.chance
        for pool, a_year in ((self.often, d.figure("missing_again")), (self.once, 0.9)):
            for _ in range(min(chance.count(len(pool) * a_year / 365.25), len(pool))):
                child = chance.one(pool.children)
                if child.care is None or child.gone or d.age(child) >= 18:
                    pool.take_out(child)
                elif d.age(child) >= 10:
                    self._goes(child)
        for _ in range(chance.count(len(d.in_need) * 0.00035)):
            child = chance.one(d.in_need.children)
            if d.age(child) >= 11:
                self._goes(child)
        d.loop.at(d.today + 1, self._day)

    def _goes(self, child: Child) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        counted = d.share("missing_counted") * (0.55 if "undercounted_missing" in d.switches else 1.0)
        if not chance.happens(counted):
            d.truth.note("undercounted_missing", day, child=child, worker=child.worker, entity="missing")
            return
        left = day + chance.share() * 0.98
        back = left + chance.length(MISSING_LENGTH)
        ends = int(back)
        own_id = child.key(day)
        offered = chance.happens(0.93)
        held = offered and chance.happens(d.share("return_interview"))
        if "interviews_missed" in d.switches and d.chances["interview faults"].happens(0.8):
            offered = held = False
            d.truth.note("interviews_missed", day, child=child, worker=child.worker, entity="return_interview")
        row = d.book.add(
            "missing", day, table_id=own_id, person_id=child.id, missing_episode_start_date=day,
            missing_episode_type="M" if chance.happens(0.82) else "A", missing_start_time=left,
        )  # fmt: skip
        d.book.change("missing", row, d.recorded(child.worker, ends), missing_episode_end_date=ends,
                      missing_end_time=back,
                      missing_rhi_offered="Y" if offered else "N",
                      missing_rhi_accepted="Y" if held else "N" if offered else "NA")  # fmt: skip
        if child.care:
            d.book.add(
                "notification",
                day + 1,
                person_id=child.id,
                notification_kind="missing",
                aware_date=day,
                sent_date=day,
                sent_to="Police",
            )
        if offered:
            on = ends + (chance.between(0, 3) if chance.happens(0.72) else chance.between(4, 12))
            d.book.add(
                "return_interview", d.recorded(child.worker, on), person_id=child.id, missing_table_id=own_id,
                offered_date=ends + chance.between(0, 2), interview_date=on if held else None,
                interview_outcome="held" if held else "declined",
                independent=chance.yes(0.85), police_told_date=on + 2 if held else None,
            )  # fmt: skip
        if chance.happens(0.07):
            d.book.add(
                "exploitation_assessment", d.recorded(child.worker), person_id=child.id,
                exploitation_kind=chance.of(_KIND),
                concern_date=day, assessed_date=days.on(day, chance.between(2, 12)), risk_grade=chance.one(_GRADES),
                review_due_date=day + 90, worker=child.worker.name if child.worker else None,
            )  # fmt: skip
