"""Codes of adoption, earlier permanence orders and adopters."""

from roker.record.codes.code_set import CodeSet

PERMANENCE = (
    CodeSet(
        code="adoption_reversed",
        title="Why the child should no longer be placed for adoption",
        labels={
            "RD1": "The child's needs changed",
            "RD2": "The court made no placement order",
            "RD3": "No adopters were found",
            "RD4": "Another reason",
        },
    ),
    CodeSet(
        code="permanence_order_type",
        title="Kind of permanence order",
        labels={
            "ADOPTION": "Adoption order",
            "SGO": "Special guardianship order",
            "CAO": "Child arrangements order",
        },
    ),
    CodeSet(
        code="previous_permanence",
        title="Earlier permanence order",
        labels={
            "P1": "Adoption",
            "P2": "Special guardianship order",
            "P3": "Residence or child arrangements order",
            "P4": "Not known which",
            "Z1": "None",
        },
        unknown="P4",
    ),
    CodeSet(
        code="adopter_sex",
        title="Sex of the adopters",
        labels={
            "M1": "One man",
            "F1": "One woman",
            "MM": "Two men",
            "FF": "Two women",
            "MF": "A man and a woman",
        },
    ),
    CodeSet(
        code="adopter_legal_status",
        title="Legal status of the adopters",
        labels={
            "L0": "Single",
            "L11": "Married, of different sex",
            "L12": "Married, of the same sex",
            "L2": "Civil partners",
            "L3": "Not married, of different sex",
            "L4": "Not married, of the same sex",
        },
    ),
    CodeSet(
        code="adopter_leaving",
        title="Why the adopter left the process",
        labels={"1": "Adopter withdrew", "2": "Put on hold", "3": "Application refused"},
    ),
)
