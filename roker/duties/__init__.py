"""The duties: what must be done for a child and by when, as entries, and two ways of working them out."""

from roker.duties.assessment import ASSESSMENT_DUTIES
from roker.duties.care_leavers import CARE_LEAVER_DUTIES
from roker.duties.child_protection import CHILD_PROTECTION_DUTIES
from roker.duties.children_in_care import CHILDREN_IN_CARE_DUTIES
from roker.duties.duty import Clock, Duties, Duty, State, Unsure

DUTIES: Duties = Duties(*ASSESSMENT_DUTIES, *CHILD_PROTECTION_DUTIES, *CHILDREN_IN_CARE_DUTIES, *CARE_LEAVER_DUTIES)
"""Every duty, in the order in which a child meets them."""

__all__ = ["DUTIES", "Clock", "Duties", "Duty", "State", "Unsure"]
