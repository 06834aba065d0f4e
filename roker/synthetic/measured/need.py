"""The front door and children in need: referrals, assessments, cases that open, are open and close."""

from roker.synthetic.measured.quantity import (
    Question,
    Unit,
    bands,
    mix,
    portion,
    rate,
    ratio,
    share,
)

_FRONT, _NEED = "Front door", "Children in need"
LENGTHS = {
    "3m": ("up to 3 months", "after_3"),
    "6m": ("3 to 6 months", "after_6"),
    "12m": ("6 to 12 months", "after_12"),
    "24m": ("1 to 2 years", "after_24"),
    "longer": ("more than 2 years", ""),
}
"""The bands in which the Department tells how long cases and plans last."""
COUNTS_AS_NEED = "COALESCE(e.referral_nfa, 'N') <> 'Y'"
"""A referral on which nothing was to be done is no case."""
_NOT_IN_NEED = "COALESCE(close_reason, '-') IN ('RC8', 'RC9')"
_WHITE, _MIXED = "WBRI WIRI WIRT WOTH WROM", "MWBC MWBA MWAS MOTH"
_ASIAN, _BLACK, _OTHER = "AIND APKN ABAN AOTH", "BCRB BAFR BOTH", "CHNE OOTH"
ETHNICITY = {
    "white": ("White", _WHITE),
    "mixed": ("mixed", _MIXED),
    "asian": ("Asian", _ASIAN),
    "black": ("Black", _BLACK),
    "other": ("other", _OTHER),
}
_KNOWN = ", ".join(f"'{each}'" for each in f"{_WHITE} {_MIXED} {_ASIAN} {_BLACK} {_OTHER}".split())
ETHNICITY_KNOWN = f"ethnicity IN ({_KNOWN})"

REFERRALS = Question(
    heading=_FRONT,
    table="Children in need, tables C1 and C5",
    rows="""SELECT e.*, d.after_12 AS year_after_one_before FROM (
  SELECT c.*, LAG(c.referral_date) OVER (PARTITION BY c.person_id ORDER BY c.referral_date) AS one_before
  FROM cin_episodes c
) e LEFT JOIN counted_day d ON d.day = e.one_before
WHERE e.referral_date BETWEEN {first} AND {last}""",
    quantities=(
        rate("referrals", "Referrals"),
        share("repeat_referrals", "Referred again within 12 months", "year_after_one_before >= referral_date"),
        share("referrals_no_action", "No further action on the referral", "referral_nfa = 'Y'"),
        share("referrals_not_in_need", "Assessed and not in need", _NOT_IN_NEED),
        *mix(
            "source",
            "Referred by",
            "referral_source_code",
            {
                "individuals": ("individuals", "1A 1B 1C 1D"),
                "schools": ("schools", "2A"),
                "education": ("education services", "2B"),
                "health": ("health services", "3A 3B 3C 3D 3E 3F"),
                "housing": ("housing", "4"),
                "authority": ("services of an authority", "5A 5B 5C 5D"),
                "police": ("police", "6"),
                "legal": ("other legal agencies", "7"),
                "other": ("others", "8"),
                "anonymous": ("anonymous", "9"),
                "unknown": ("not known", "10"),
            },
        ),
    ),
)

CONTACTS = Question(
    heading=_FRONT,
    table="ADCS, Safeguarding Pressures; Ofsted",
    rows="""SELECT 'contact' AS kind, contact_source_code AS source, contact_outcome_json AS outcome
FROM contacts WHERE contact_date BETWEEN {first} AND {last}
UNION ALL SELECT 'referral', referral_source_code, NULL
FROM cin_episodes WHERE referral_date BETWEEN {first} AND {last}""",
    quantities=(
        ratio("contacts_per_referral", "Contacts for each referral", "kind = 'contact'", "kind = 'referral'"),
        share(
            "police_contacts_no_action",
            "Contacts of the police that end without further action",
            "kind = 'contact' AND source = '6' AND outcome LIKE '%\"NFA_FLAG\"%'",
            "kind = 'contact' AND source = '6'",
        ),
    ),
)

ASSESSMENTS = Question(
    heading=_FRONT,
    table="Children in need, table C2",
    rows="""SELECT t.working - f.working AS lasted FROM cin_assessments a
JOIN counted_day f ON f.day = a.assessment_start_date JOIN counted_day t ON t.day = a.assessment_auth_date
WHERE a.assessment_auth_date BETWEEN {first} AND {last}""",
    quantities=(
        share("assessed_in_time", "Assessed within 45 working days", "lasted <= 45"),
        *bands(
            "assessment_days",
            "Assessments by working days",
            "lasted",
            {
                "0": ("same day", "0"),
                "10": ("1 to 10", "10"),
                "20": ("11 to 20", "20"),
                "30": ("21 to 30", "30"),
                "40": ("31 to 40", "40"),
                "45": ("41 to 45", "45"),
                "50": ("46 to 50", "50"),
                "60": ("51 to 60", "60"),
                "longer": ("61 and more", ""),
            },
        ),
        portion("assessment_days_p25", "Working days, assessment: lower quarter", "lasted", 0.25, Unit.WORKING_DAYS),
        portion("assessment_days_p50", "Working days, assessment: median", "lasted", 0.5, Unit.WORKING_DAYS),
        portion("assessment_days_p75", "Working days, assessment: upper quarter", "lasted", 0.75, Unit.WORKING_DAYS),
    ),
)  # fmt: skip

ASSESSED = Question(
    heading=_FRONT,
    table="Children in need, tables C1 and C2",
    rows="""SELECT 'assessment' AS kind FROM cin_assessments WHERE assessment_auth_date BETWEEN {first} AND {last}
UNION ALL SELECT 'referral' FROM cin_episodes WHERE referral_date BETWEEN {first} AND {last}""",
    quantities=(
        ratio("assessments_per_referral", "Assessments for each referral", "kind = 'assessment'", "kind = 'referral'"),
    ),
)

_FACTORS = {
    "domestic_abuse": ("domestic abuse of a parent", "3B"),
    "domestic_abuse_child": ("domestic abuse of the child", "3A"),
    "mental_health": ("mental health of a parent", "4B"),
    "mental_health_child": ("mental health of the child", "4A"),
    "alcohol": ("alcohol, a parent", "1B"),
    "drugs": ("drugs, a parent", "2B"),
    "emotional_abuse": ("emotional abuse", "17A"),
    "neglect": ("neglect", "16A"),
    "physical_abuse": ("physical abuse by an adult", "18C"),
    "physical_abuse_by_child": ("physical abuse by a child", "18B"),
    "sexual_abuse": ("sexual abuse by an adult", "19C"),
    "sexual_abuse_by_child": ("sexual abuse by a child", "19B"),
    "sexual_exploitation": ("sexual exploitation", "11A"),
    "criminal_exploitation": ("criminal exploitation", "24A"),
    "missing": ("missing", "10A"),
    "gangs": ("gangs", "13A"),
    "self_harm": ("self-harm", "15A"),
    "young_carer": ("young carer", "7A"),
    "learning_disability": ("learning disability of the child", "5A"),
}

FACTORS = Question(
    heading=_FRONT,
    table="Children in need, table C3",
    rows="""SELECT f.assessment_factors_json AS factors FROM assessment_factors f
JOIN cin_assessments a ON a.assessment_id = f.assessment_id AND a.person_id = f.person_id
WHERE a.assessment_auth_date BETWEEN {first} AND {last} AND f.assessment_factors_json LIKE '%"%'""",
    quantities=tuple(
        share(f"factor_{code}", f"Factor found: {called}", f"factors LIKE '%\"{factor}\"%'")
        for code, (called, factor) in _FACTORS.items()
    ),
)

_OPEN_CHILDREN = f"""SELECT o.*, d.after_3, d.after_6, d.after_12, d.after_24, p.sex, p.dob, p.ethnicity, x.disabled
FROM (
  SELECT e.*, ROW_NUMBER() OVER (PARTITION BY e.person_id ORDER BY e.referral_date) AS place FROM cin_episodes e
  WHERE {COUNTS_AS_NEED} AND e.referral_date <= {{last}} AND (e.close_date IS NULL OR e.close_date > {{last}})
) o JOIN counted_day d ON d.day = o.referral_date
JOIN person p ON p.person_id = o.person_id
LEFT JOIN (SELECT person_id, 'Y' AS disabled FROM disability WHERE disability_code <> 'NONE' GROUP BY person_id) x
  ON x.person_id = o.person_id
WHERE o.place = 1"""

IN_NEED = Question(
    heading=_NEED,
    table="Children in need, tables A1 to A6, B1 to B4",
    rows=_OPEN_CHILDREN,
    quantities=(
        rate("in_need_open", "Children in need on 31 March"),
        *bands("in_need_open", "In need on 31 March, for", "{last}", LENGTHS),
        *mix(
            "need",
            "In need on 31 March because of",
            "cin_primary_need_code",
            {
                "abuse": ("abuse or neglect", "N1"),
                "disability": ("disability of the child", "N2"),
                "illness": ("illness of a parent", "N3"),
                "stress": ("acute stress", "N4"),
                "dysfunction": ("family dysfunction", "N5"),
                "behaviour": ("behaviour", "N6"),
                "income": ("low income", "N7"),
                "absent": ("absent parenting", "N8"),
            },
        ),
        share("in_need_male", "In need: boys", "sex = 'M'"),
        share("in_need_female", "In need: girls", "sex = 'F'"),
        share("in_need_disabled", "In need: disabled", "disabled = 'Y'"),
        share("in_need_unborn", "In need: not yet born", "dob > {last} OR dob IS NULL"),
        share("in_need_under_5", "In need: under 5", "dob > {years_5} AND dob <= {last}"),
        share("in_need_10_15", "In need: 10 to 15", "dob <= {years_10} AND dob > {years_16}"),
        *mix("in_need", "In need, of known ethnicity", "ethnicity", ETHNICITY, ETHNICITY_KNOWN),
    ),
)

_CASES = f"""SELECT e.*, d.after_3, d.after_6, d.after_12, d.after_24 FROM cin_episodes e
JOIN counted_day d ON d.day = e.referral_date WHERE {COUNTS_AS_NEED}
  AND COALESCE(e.close_reason, '-') NOT IN ('RC8', 'RC9')"""

_CLOSED = "close_date BETWEEN {first} AND {last}"

CASES = Question(
    heading=_NEED,
    table="Children in need, tables B1, B5 and B6; a child who was assessed and found not in need is no case",
    rows=_CASES,
    quantities=(
        rate("in_need_started", "Cases that began", "referral_date BETWEEN {first} AND {last}"),
        rate("in_need_ended", "Cases that ended", "close_date BETWEEN {first} AND {last}"),
        *bands("in_need_ended", "Cases that ended after", "close_date", LENGTHS, _CLOSED),
        *mix(
            "closed",
            "Cases that ended because of",
            "close_reason",
            {
                "adopted": ("adoption", "RC1"),
                "moved": ("a move to another authority", "RC5"),
                "adult": ("a move to adult services", "RC6"),
                "other": ("any other reason", "RC7"),
            },
            "close_date BETWEEN {first} AND {last}",
        ),
    ),
)  # fmt: skip

QUESTIONS = (REFERRALS, CONTACTS, ASSESSMENTS, ASSESSED, FACTORS, IN_NEED, CASES)
