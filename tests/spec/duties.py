"""The spec tables of all duties, in the order of the catalogue."""

from tests.spec import (
    adoption,
    assessment,
    authority,
    care_health,
    care_leaver_needs,
    care_leavers,
    care_planning,
    care_visits,
    child_protection,
    children_in_care,
    complaints,
    conferences,
    contact_referral,
    court,
    education_plans,
    first,
    missing,
    private_fostering,
    unread,
    workforce,
)
from tests.spec.table import Spec

_AREAS = (
    first,
    contact_referral,
    assessment,
    child_protection,
    conferences,
    court,
    children_in_care,
    care_visits,
    care_planning,
    care_health,
    adoption,
    care_leaver_needs,
    care_leavers,
    missing,
    private_fostering,
    unread,
    complaints,
    workforce,
    education_plans,
    authority,
)
SPECS: tuple[Spec, ...] = tuple(spec for area in _AREAS for spec in area.SPECS)
