"""Child protection: enquiries, conferences, plans that begin, are open and end, their reviews and visits."""

from roker.synthetic.measured.need import LENGTHS
from roker.synthetic.measured.quantity import Question, Unit, bands, mix, portion, rate, ratio, share

_PROTECTION = "Child protection"
OWN_PLAN = "COALESCE(p.cp_plan_ola, 'N') <> 'Y'"
"""A plan of another authority, for a time, is counted there."""

ENQUIRIES = Question(
    heading=_PROTECTION,
    table="Children in need, tables C1 and C4",
    rows="""SELECT 'enquiry' AS kind FROM s47_enquiry WHERE s47_start_date BETWEEN {first} AND {last}
UNION ALL SELECT 'referral' FROM cin_episodes WHERE referral_date BETWEEN {first} AND {last}
UNION ALL SELECT 'conference' FROM initial_cp_conference
WHERE icpc_date BETWEEN {first} AND {last} AND COALESCE(icpc_transfer_in, 'N') <> 'Y'
UNION ALL SELECT 'plan' FROM cp_plans p WHERE cp_plan_start_date BETWEEN {first} AND {last}
  AND COALESCE(p.cp_plan_ola, 'N') <> 'Y'""",
    quantities=(
        rate("enquiries", "Section 47 enquiries", "kind = 'enquiry'"),
        rate("conferences", "Initial conferences", "kind = 'conference'"),
        ratio("enquiries_per_referral", "Enquiries for each referral", "kind = 'enquiry'", "kind = 'referral'"),
        ratio("conferences_per_enquiry", "Conferences for each enquiry", "kind = 'conference'", "kind = 'enquiry'"),
        ratio("plans_per_conference", "Plans for each conference", "kind = 'plan'", "kind = 'conference'"),
    ),
)

CONFERENCES = Question(
    heading=_PROTECTION,
    table="Children in need, table C4; from the strategy discussion that began the enquiry",
    rows="""SELECT t.working - f.working AS waited FROM initial_cp_conference c
JOIN s47_enquiry s ON s.s47_enquiry_id = c.s47_enquiry_id AND s.person_id = c.person_id
JOIN counted_day f ON f.day = s.s47_start_date JOIN counted_day t ON t.day = c.icpc_date
WHERE c.icpc_date BETWEEN {first} AND {last} AND COALESCE(c.icpc_transfer_in, 'N') <> 'Y'""",
    quantities=(
        share("conferences_in_time", "Conferences within 15 working days of the enquiry's start", "waited <= 15"),
        *bands(
            "conference_days",
            "Conferences by working days",
            "waited",
            {
                "10": ("up to 10", "10"),
                "15": ("11 to 15", "15"),
                "20": ("16 to 20", "20"),
                "longer": ("21 and more", ""),
            },
        ),
        portion("conference_days_p25", "Working days, conference: lower quarter", "waited", 0.25, Unit.WORKING_DAYS),
        portion("conference_days_p50", "Working days, conference: median", "waited", 0.5, Unit.WORKING_DAYS),
        portion("conference_days_p75", "Working days, conference: upper quarter", "waited", 0.75, Unit.WORKING_DAYS),
    ),
)  # fmt: skip

PLANS = Question(
    heading=_PROTECTION,
    table="Children in need, tables D1 to D3 and D7",
    rows=f"""SELECT p.*, d.after_3, d.after_6, d.after_12, d.after_24,
  ROW_NUMBER() OVER (PARTITION BY p.person_id ORDER BY p.cp_plan_start_date) AS place
FROM cp_plans p JOIN counted_day d ON d.day = p.cp_plan_start_date WHERE {OWN_PLAN}""",
    quantities=(
        rate("plans_started", "Plans that began", "cp_plan_start_date BETWEEN {first} AND {last}"),
        rate("plans_ended", "Plans that ended", "cp_plan_end_date BETWEEN {first} AND {last}"),
        share(
            "second_plans",
            "Plans that began and were not the first of the child",
            "cp_plan_start_date BETWEEN {first} AND {last} AND (number_of_previous_plans > 0 OR place > 1)",
            "cp_plan_start_date BETWEEN {first} AND {last}",
        ),
        *bands("plans_ended", "Plans that ended after", "cp_plan_end_date", LENGTHS,
               "cp_plan_end_date BETWEEN {first} AND {last}"),
        share(
            "plans_ended_after_2_years",
            "Plans that ended after 2 years or more",
            "cp_plan_end_date BETWEEN {first} AND {last} AND cp_plan_end_date >= after_24",
            "cp_plan_end_date BETWEEN {first} AND {last}",
        ),
    ),
)  # fmt: skip

_OPEN_PLANS = f"""SELECT o.* FROM (
  SELECT p.*, d.after_3, d.after_6, d.after_12, d.after_24, d.working AS begun,
    ROW_NUMBER() OVER (PARTITION BY p.person_id ORDER BY p.cp_plan_start_date) AS place
  FROM cp_plans p JOIN counted_day d ON d.day = p.cp_plan_start_date
  WHERE {OWN_PLAN} AND p.cp_plan_start_date <= {{last}}
    AND (p.cp_plan_end_date IS NULL OR p.cp_plan_end_date > {{last}})
) o WHERE o.place = 1"""

ON_A_PLAN = Question(
    heading=_PROTECTION,
    table="Children in need, tables A6, D4 and D5",
    rows=_OPEN_PLANS,
    quantities=(
        rate("plans_open", "Children on a plan on 31 March"),
        *bands("plans_open", "Plans open on 31 March, for", "{last}", LENGTHS),
        *mix(
            "plan_category",
            "Plans open on 31 March because of",
            "cp_plan_latest_category",
            {
                "neglect": ("neglect", "NEG"),
                "emotional": ("emotional abuse", "EMO"),
                "physical": ("physical abuse", "PHY"),
                "sexual": ("sexual abuse", "SAB"),
                "multiple": ("more than one kind of abuse", "MUL"),
            },
        ),
    ),
)

REVIEWS = Question(
    heading=_PROTECTION,
    table="Children in need, table D6: plans open on 31 March for 3 months, of which each review that fell due in the "
    "year was held within 3 months of the plan's start, and then within 6 months of the review before",
    rows=f"""SELECT q.cp_plan_id, MAX(CASE WHEN q.due_on BETWEEN {{first}} AND {{last}}
    AND (q.next_on IS NULL OR q.next_on > q.due_on) THEN 1 ELSE 0 END) AS late
FROM (
  SELECT s.cp_plan_id, s.due_on,
    LEAD(s.held_on) OVER (PARTITION BY s.cp_plan_id ORDER BY s.held_on, s.due_on) AS next_on
  FROM (
    SELECT o.person_id || '/' || o.cp_plan_id AS cp_plan_id, o.cp_plan_start_date AS held_on, o.after_3 AS due_on
    FROM ({_OPEN_PLANS}) o WHERE o.cp_plan_start_date <= {{months_3}}
    UNION ALL
    SELECT o.person_id || '/' || o.cp_plan_id, r.cp_review_date, d.after_6 FROM ({_OPEN_PLANS}) o
    JOIN cp_reviews r ON r.cp_plan_id = o.cp_plan_id AND r.person_id = o.person_id
    JOIN counted_day d ON d.day = r.cp_review_date
    WHERE o.cp_plan_start_date <= {{months_3}} AND r.cp_review_date <= {{last}}
      AND r.cp_review_date > o.cp_plan_start_date
  ) s
) q GROUP BY q.cp_plan_id""",
    quantities=(share("plan_reviews_in_time", "Plans reviewed in time", "late = 0"),),
)

VISITS = Question(
    heading=_PROTECTION,
    table="Ofsted, inspection of Sunderland 2015: plans open on 31 March for more than 10 working days whose child was "
    "not seen in the last 10",
    rows=f"""SELECT t.working - MAX(COALESCE(v.working, o.begun)) AS since
FROM ({_OPEN_PLANS}) o JOIN counted_day t ON t.day = {{last}}
LEFT JOIN (
  SELECT x.person_id, x.cp_plan_id, d.working FROM cp_visits x JOIN counted_day d ON d.day = x.cp_visit_date
  WHERE x.cp_visit_date <= {{last}} AND COALESCE(x.cp_visit_seen, 'Y') = 'Y'
) v ON v.person_id = o.person_id AND v.cp_plan_id = o.cp_plan_id
WHERE t.working - o.begun > 10 GROUP BY o.person_id, o.cp_plan_id, t.working""",
    quantities=(share("plan_children_unseen", "Children on a plan not seen in 10 working days", "since > 10"),),
)

QUESTIONS = (ENQUIRIES, CONFERENCES, PLANS, ON_A_PLAN, REVIEWS, VISITS)
