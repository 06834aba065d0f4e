"""The synthetic authority: a whole made-up department, day by day, with everything that was planted in it.

Nothing here knows a duty or a measure: what is tested against it must be found in the rows alone.
"""

from roker.synthetic.authority.faults import FAULTS, NOT_PLANTED, Fault, Plant
from roker.synthetic.authority.scenarios import SCENARIOS, Scenario
from roker.synthetic.authority.simulation import Simulation, simulate
from roker.synthetic.authority.truth import Planted

__all__ = ["FAULTS", "NOT_PLANTED", "SCENARIOS", "Fault", "Plant", "Planted", "Scenario", "Simulation", "simulate"]
