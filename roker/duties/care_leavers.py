"""Duties to care leavers."""

from datetime import date

from roker.calendar import weeks
from roker.duties.duty import Confidence, Duty, Event, Form, Is, Not, Rule, Source, Strength, Version
from roker.record.entities import care_leavers
from roker.record.holding import Role

CARE_LEAVER_DUTIES = (
    Duty(
        code="pa_keep_in_touch",
        title="Contact with a care leaver",
        asks="Be in touch with the young person",
        area="Care leavers",
        who="A relevant or former relevant young person, up to the 25th birthday",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.EVERY,
        about=care_leavers.care_leaver_latest_contact,
        opens=None,
        met_by=(Event(field=care_leavers.care_leaver_latest_contact),),
        rules=(
            Rule(
                code="pa_keep_in_touch",
                versions=(
                    Version(
                        in_force_from=date(2001, 10, 1),
                        limit=weeks(8),
                        law=Source(
                            title="Local standard",
                            provision="eight weeks is the commonest that local procedures publish",
                        ),
                        confidence=Confidence.CORROBORATED,
                    ),
                ),
            ),
        ),
        where=(
            Not(condition=Is(field=care_leavers.care_leaver_eligibility, codes=("Q", "E"))),
            Not(condition=Is(field=care_leavers.care_leaver_in_touch, codes=("DIED", "REFU", "NREQ", "RHOM"))),
        ),
        see_also=(
            Source(title="Children Act 1989", provision="sections 23B, 23C and 23CZB: a duty, without a number"),
        ),
        until_age=25,
        held_by=Role.PERSONAL_ADVISER,
        notes=(
            "Qualifying and eligible young people have other duties.",
            "An attempt that failed is not contact.",
            "From 21 to 25 the duty holds on request or in education; the source does not say, so it is counted.",
        ),
    ),
)
