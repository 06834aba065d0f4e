"""The duties: what must be done for a child and by when, as entries, and two ways of working them out."""

from roker.duties.adoption import ADOPTION_DUTIES
from roker.duties.assessment import ASSESSMENT_DUTIES
from roker.duties.authority import AUTHORITY_DUTIES
from roker.duties.care_health import CARE_HEALTH_DUTIES
from roker.duties.care_leaver_needs import CARE_LEAVER_NEEDS_DUTIES
from roker.duties.care_leavers import CARE_LEAVER_DUTIES
from roker.duties.care_planning import CARE_PLANNING_DUTIES
from roker.duties.care_visits import CARE_VISITS_DUTIES
from roker.duties.child_protection import CHILD_PROTECTION_DUTIES
from roker.duties.children_in_care import CHILDREN_IN_CARE_DUTIES
from roker.duties.clock import Clock, State, Unsure
from roker.duties.complaints import COMPLAINTS_DUTIES
from roker.duties.conferences import CONFERENCES_DUTIES
from roker.duties.contact_referral import CONTACT_REFERRAL_DUTIES
from roker.duties.court import COURT_DUTIES
from roker.duties.duty import Duties, Duty
from roker.duties.education_plans import EDUCATION_PLANS_DUTIES
from roker.duties.missing import MISSING_DUTIES
from roker.duties.not_computed import NOT_COMPUTED, NotComputed
from roker.duties.private_fostering import PRIVATE_FOSTERING_DUTIES
from roker.duties.workforce import WORKFORCE_DUTIES

DUTIES: Duties = Duties(
    *CONTACT_REFERRAL_DUTIES,
    *ASSESSMENT_DUTIES,
    *CHILD_PROTECTION_DUTIES,
    *CONFERENCES_DUTIES,
    *COURT_DUTIES,
    *CHILDREN_IN_CARE_DUTIES,
    *CARE_VISITS_DUTIES,
    *CARE_PLANNING_DUTIES,
    *CARE_HEALTH_DUTIES,
    *ADOPTION_DUTIES,
    *CARE_LEAVER_NEEDS_DUTIES,
    *CARE_LEAVER_DUTIES,
    *MISSING_DUTIES,
    *PRIVATE_FOSTERING_DUTIES,
    *COMPLAINTS_DUTIES,
    *WORKFORCE_DUTIES,
    *EDUCATION_PLANS_DUTIES,
    *AUTHORITY_DUTIES,
)
"""Every duty, in the order in which a child meets them."""

__all__ = ["DUTIES", "NOT_COMPUTED", "Clock", "Duties", "Duty", "NotComputed", "State", "Unsure"]
