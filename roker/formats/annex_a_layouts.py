"""The editions of Annex A, the newest last. A further one is one more entry here."""

from datetime import date

from roker.catalogue import Catalogue
from roker.formats.mapping import Layout

LAYOUTS: Catalogue[Layout] = Catalogue(
    Layout(
        code="2018",
        title="January 2018",
        in_force_from=date(2018, 1, 1),
        in_force_to=date(2022, 12, 31),
        confidence="The columns are those of several published samples and configurations; the last day is an "
        "estimate.",
        lacks={
            9: (
                "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
                "Allocated Personal Advisor",
                "Latest Pathway Plan Review Date",
                "Latest Date of Contact",
            ),
        },
        lacks_codes={
            "ethnicity": ("UNKNOWN",),
            "referral_source": ("5D",),
            "closure_reason": ("RC9",),
            "ceased_reason": ("E17",),
            "care_leaver_eligibility": ("E",),
            "activity": ("F4", "P4", "F5", "P5"),
        },
    ),
    Layout(
        code="2024",
        title="January 2024",
        in_force_from=date(2023, 1, 1),
        in_force_to=None,
        confidence="The columns are those of a published sample of January 2024; the first day is an estimate, and "
        "Ofsted may have published a later edition.",
        lacks_codes={"activity": ("F3", "P3")},
    ),
)

NEWEST = list(LAYOUTS)[-1]
