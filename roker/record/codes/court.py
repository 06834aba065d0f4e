"""Codes of legal planning, proceedings and orders."""

from roker.record.codes.code_set import CodeSet

COURT = (
    CodeSet(
        code="legal_gateway",
        title="Decision of the legal gateway",
        labels={
            "A": "Go on as now",
            "B": "Begin pre-proceedings",
            "C": "Apply to the court",
            "D": "Not known",
        },
        unknown="D",
    ),
    CodeSet(
        code="la_care_plan_initial",
        title="Care plan at the first hearing",
        labels={
            "A": "Care order",
            "B": "Care order, living at home",
            "C": "Adoption",
            "D": "Supervision order",
            "E": "Special guardianship order",
            "F": "Private law order",
            "G": "Another plan",
        },
    ),
    CodeSet(
        code="la_care_plan_final",
        title="Care plan at the final hearing",
        labels={
            "A": "Care order",
            "B": "Care order, living at home",
            "C": "Adoption",
            "D": "Supervision order",
            "E": "Special guardianship order",
            "F": "Private law order",
            "G": "Another plan",
            "H": "The final hearing is still to come",
        },
    ),
    CodeSet(
        code="order_kind",
        title="Order of a court",
        labels={
            "care": "Care order",
            "interim_care": "Interim care order",
            "supervision": "Supervision order",
            "interim_supervision": "Interim supervision order",
            "emergency_protection": "Emergency protection order",
            "child_assessment": "Child assessment order",
            "placement": "Placement order",
            "adoption": "Adoption order",
            "special_guardianship": "Special guardianship order",
            "child_arrangements": "Child arrangements order",
            "secure": "Secure accommodation order",
            "contact": "Order on contact",
            "discharge": "Discharge of an order",
            "none": "No order",
            "other": "Another order",
        },
    ),
    CodeSet(
        code="court_report_kind",
        title="Kind of report for a court",
        labels={
            "section_37": "Section 37 report",
            "section_7": "Section 7 report",
            "special_guardianship": "Special guardianship report",
            "adoption": "Adoption report",
            "other": "Another report",
        },
    ),
)
