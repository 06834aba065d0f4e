"""One run of the model: asked for in one call, and then asked what was known on a day."""

from collections.abc import Sequence
from datetime import date

from roker.errors import RokerError
from roker.record import Record
from roker.synthetic.authority.department import Department, Progress
from roker.synthetic.authority.faults import Plant
from roker.synthetic.authority.scenarios import Scenario, scenario_of
from roker.synthetic.authority.truth import Planted

_EARLIEST, _LATEST = date(2009, 4, 1), date(2028, 6, 30)
SMALLEST, LARGEST = 300, 400_000


class Simulation:
    """A department that was gone through day by day."""

    def __init__(self, department: Department) -> None:
        self.department = department

    def record(self, as_at: date) -> Record:
        """The record as an extract of that day shows it: only what had been recorded by its end."""
        if not self.department.begins <= as_at.toordinal() <= self.department.end:
            raise RokerError(f"The run does not go through {as_at:%d/%m/%Y}.")
        return self.department.book.record(as_at.toordinal())

    def call(self, worker: str, manager: str) -> str:
        """Gives a social worker of an assessment team, and the team's manager, names that a tour can use.

        It is one who is there on the last day and neither the fullest nor the emptiest. Returns the name of the team.
        """
        teams = self.department.workforce.teams["assessment"]
        there = [each for team in teams for each in team.workers if each.gone_on is None and team.manager is not None]
        there = [each for each in there if not each.agency] or there
        if not there:
            raise RokerError("No social worker of an assessment team is there on the last day.")
        there.sort(key=lambda each: (len(each.children), each.code))
        chosen = there[len(there) // 2]
        self.department.book.rename(chosen.name, worker)
        if chosen.team.led_by is not None:
            self.department.book.rename(chosen.team.led_by, manager)
        return chosen.team.name

    def truth(self, fault: str | None = None) -> list[Planted]:
        """What was planted in the time that is shown: of one fault, or all."""
        return self.department.truth.planted(fault, since=self.department.first)


def simulate(  # noqa: PLR0913 - what makes a run
    scenario: str | Scenario,
    *,
    population: int,
    first: date,
    last: date,
    seed: int,
    faults: Sequence[Plant] = (),
    progress: Progress = lambda done, whole: None,  # noqa: ARG005 - tells nobody
) -> Simulation:
    """Runs a scenario from three years before `first` (for stocks to come into balance) to `last`.

    `population` are residents aged 0 to 17; `faults` are planted beside those of the
    scenario. The same arguments give the same rows on any machine.
    """
    if not SMALLEST <= population <= LARGEST:
        raise RokerError(
            f"Choose a population of {SMALLEST:,} to {LARGEST:,} residents aged 0 to 17, not {population:,}."
        )
    if not _EARLIEST <= first < last <= _LATEST:
        raise RokerError(f"Choose days from {_EARLIEST:%d/%m/%Y} to {_LATEST:%d/%m/%Y}, the first before the last.")
    found = scenario if isinstance(scenario, Scenario) else scenario_of(scenario)
    department = Department(found, population=population, first=first, last=last, seed=seed, planted=faults)
    department.run(progress)
    return Simulation(department)
