"""Children in care: who they are on 31 March, who starts and who leaves, how long it lasts, and how often they move."""

from roker.synthetic.measured.need import ETHNICITY, ETHNICITY_KNOWN
from roker.synthetic.measured.quantity import Question, Unit, age_sql, mean, mix, portion, rate, share

_CARE = "Children in care"
IN_CARE_SQL = """SELECT i.* FROM (
  SELECT c.*, d.after_12, ROW_NUMBER() OVER (PARTITION BY c.person_id ORDER BY c.entered_care_date) AS place
  FROM period_of_care c JOIN counted_day d ON d.day = c.entered_care_date
  WHERE c.entered_care_date <= {last} AND (c.ceased_date IS NULL OR c.ceased_date > {last})
) i WHERE i.place = 1"""
"""Each child in care on the last day of the year, once. Periods of care leave out series of short breaks."""

_STATUS_SQL = """SELECT s.person_id, s.legal_status FROM (
  SELECT l.*,
    ROW_NUMBER() OVER (PARTITION BY l.person_id ORDER BY l.legal_status_start_date DESC, l.legal_status) AS place
  FROM legal_status l WHERE l.legal_status_start_date <= {last}
    AND (l.legal_status_end_date IS NULL OR l.legal_status_end_date > {last})
) s WHERE s.place = 1"""
_PLACED_SQL = """SELECT s.* FROM (
  SELECT l.*, ROW_NUMBER() OVER (PARTITION BY l.person_id ORDER BY l.cla_placement_start_date DESC) AS place
  FROM cla_placement l WHERE l.cla_placement_start_date <= {last}
    AND (l.cla_placement_end_date IS NULL OR l.cla_placement_end_date > {last})
) s WHERE s.place = 1"""

IN_CARE = Question(
    heading=_CARE,
    table="Children looked after, national tables A1 and A2",
    rows=f"""SELECT i.person_id, p.dob, p.sex, p.ethnicity, l.legal_status,
  c.cla_placement_type, c.cla_placement_provider, c.placement_location, c.cla_placement_distance, u.unaccompanied
FROM ({IN_CARE_SQL}) i JOIN person p ON p.person_id = i.person_id
LEFT JOIN ({_STATUS_SQL}) l ON l.person_id = i.person_id
LEFT JOIN ({_PLACED_SQL}) c ON c.person_id = i.person_id
LEFT JOIN (SELECT person_id, 'Y' AS unaccompanied FROM immigration_status
  WHERE LOWER(immigration_status) LIKE '%unaccompanied%' GROUP BY person_id) u ON u.person_id = i.person_id""",
    quantities=(
        rate("in_care", "Children in care on 31 March"),
        share("care_age_under_1", "In care: under 1", "dob > {years_1}"),
        share("care_age_1_4", "In care: 1 to 4", "dob <= {years_1} AND dob > {years_5}"),
        share("care_age_5_9", "In care: 5 to 9", "dob <= {years_5} AND dob > {years_10}"),
        share("care_age_10_15", "In care: 10 to 15", "dob <= {years_10} AND dob > {years_16}"),
        share("care_age_16", "In care: 16 and over", "dob <= {years_16}"),
        share("care_male", "In care: boys", "sex = 'M'"),
        *mix("care", "In care, of known ethnicity", "ethnicity",
             {name: ETHNICITY[name] for name in ("white", "mixed", "asian", "black")}, ETHNICITY_KNOWN),
        *mix(
            "care",
            "In care under",
            "legal_status",
            {
                "full_order": ("a full care order", "C2"),
                "interim_order": ("an interim care order", "C1"),
                "placement_order": ("a placement order", "E1"),
                "section_20": ("an agreement (section 20)", "V2"),
            },
        ),
        *mix(
            "care",
            "Placed",
            "cla_placement_type",
            {
                "foster": ("in foster care", "U1 U2 U3 U4 U5 U6"),
                "residential": ("in a children's, secure or semi-independent home subject to regulations", "K1 K2"),
                "adoption": ("for adoption", "A3 A4 A5 A6"),
                "parents": ("with parents", "P1"),
                "supported": ("in supported or independent living", "H5 P2 K3"),
            },
        ),
        share("care_outside", "Placed outside the authority", "placement_location = 'OUT'"),
        share("far_away", "Placed outside and more than 20 miles from home",
              "placement_location = 'OUT' AND cla_placement_distance > 20"),
        share("care_own", "Placed with the authority itself", "cla_placement_provider = 'PR1'"),
        share("care_private", "Placed with a private provider", "cla_placement_provider = 'PR4'"),
        share("care_voluntary", "Placed with a voluntary body", "cla_placement_provider = 'PR5'"),
        share("care_unaccompanied", "Unaccompanied and seeking asylum", "unaccompanied = 'Y'"),
    ),
)  # fmt: skip

_AGE = age_sql("p.dob", "c.entered_care_date")

STARTED = Question(
    heading=_CARE,
    table="Children looked after, national tables C1 and C2",
    rows=f"""SELECT s.*, l.legal_status FROM (
  SELECT c.*, {_AGE} AS age, ROW_NUMBER() OVER (PARTITION BY c.person_id ORDER BY c.entered_care_date) AS place
  FROM period_of_care c JOIN person p ON p.person_id = c.person_id
  WHERE c.entered_care_date BETWEEN {{first}} AND {{last}}
) s LEFT JOIN (
  SELECT person_id, legal_status_start_date, MIN(legal_status) AS legal_status FROM legal_status
  GROUP BY person_id, legal_status_start_date
) l ON l.person_id = s.person_id AND l.legal_status_start_date = s.entered_care_date
WHERE s.place = 1""",
    quantities=(
        rate("care_started", "Children who started to be in care"),
        share("started_under_1", "Started in care: under 1", "age < 1"),
        share("started_1_4", "Started in care: 1 to 4", "age BETWEEN 1 AND 4"),
        share("started_5_9", "Started in care: 5 to 9", "age BETWEEN 5 AND 9"),
        share("started_10_15", "Started in care: 10 to 15", "age BETWEEN 10 AND 15"),
        share("started_16", "Started in care: 16 and over", "age >= 16"),
        *mix(
            "started",
            "Started in care because of",
            "primary_need_code",
            {
                "abuse": ("abuse or neglect", "N1"),
                "dysfunction": ("family dysfunction", "N5"),
                "absent": ("absent parenting", "N8"),
            },
        ),
        *mix(
            "started",
            "Started in care under",
            "legal_status",
            {
                "section_20": ("an agreement (section 20)", "V2"),
                "interim_order": ("an interim care order", "C1"),
                "police": ("police protection", "L1"),
                "emergency_order": ("an emergency protection order", "L2"),
            },
        ),
    ),
)

_PLACEMENTS_OF_PERIOD = """SELECT person_id, cla_id, COUNT(*) AS placements FROM cla_placement
  WHERE cla_placement_type NOT IN ('T0', 'T1', 'T2', 'T3', 'T4') GROUP BY person_id, cla_id"""

ENDED = Question(
    heading=_CARE,
    table="Children looked after, national tables D1 to D4",
    rows=f"""SELECT e.*, t.number - f.number AS days, t.day AS left_on, f.after_6, f.after_12, f.after_24, f.after_36,
  f.after_60, f.after_120, x.placements
FROM (
  SELECT c.*, ROW_NUMBER() OVER (PARTITION BY c.person_id ORDER BY c.entered_care_date) AS periods,
    ROW_NUMBER() OVER (PARTITION BY c.person_id ORDER BY c.entered_care_date DESC) AS from_last
  FROM period_of_care c WHERE c.entered_care_date <= {{last}}
) e JOIN counted_day f ON f.day = e.entered_care_date JOIN counted_day t ON t.day = e.ceased_date
LEFT JOIN ({_PLACEMENTS_OF_PERIOD}) x ON x.person_id = e.person_id AND x.cla_id = e.cla_id
WHERE e.from_last = 1 AND e.ceased_date BETWEEN {{first}} AND {{last}}""",
    quantities=(
        rate("care_ended", "Children who left care"),
        *mix(
            "left",
            "Left care",
            "ceased_reason",
            {
                "home_planned": ("for home, as planned", "E4A"),
                "home_unplanned": ("for home, not as planned", "E4B"),
                "relative": ("for a parent or relative without parental responsibility", "E13"),
                "arrangements_order": ("by a child arrangements or residence order", "E41"),
                "guardianship": ("by special guardianship", "E43 E44 E45 E46 E47 E48"),
                "supported": ("for independent living with support", "E5"),
                "unsupported": ("for independent living without support", "E6"),
                "custody": ("for custody", "E9"),
                "adult_care": ("for residential care of adult services", "E7"),
                "stayed": ("at 18, and stayed with the carers", "E17"),
                "other_authority": ("for the care of another authority", "E3"),
            },
        ),
        share("leavers_adopted", "Left care by adoption", "ceased_reason IN ('E11', 'E12')"),
        share("care_lasted_2w", "Care lasted under 2 weeks", "days < 14"),
        share("care_lasted_8w", "Care lasted 2 to 8 weeks", "days >= 14 AND days < 56"),
        share("care_lasted_6m", "Care lasted 8 weeks to 6 months", "days >= 56 AND left_on < after_6"),
        share("care_lasted_12m", "Care lasted 6 to 12 months", "left_on >= after_6 AND left_on < after_12"),
        share("care_lasted_24m", "Care lasted 1 to 2 years", "left_on >= after_12 AND left_on < after_24"),
        share("care_lasted_36m", "Care lasted 2 to 3 years", "left_on >= after_24 AND left_on < after_36"),
        share("care_lasted_60m", "Care lasted 3 to 5 years", "left_on >= after_36 AND left_on < after_60"),
        share("care_lasted_120m", "Care lasted 5 to 10 years", "left_on >= after_60 AND left_on < after_120"),
        share("care_lasted_longer", "Care lasted 10 years and more", "left_on >= after_120"),
        mean("care_lasted_mean", "Days that care lasted: mean", "days", Unit.DAYS),
        share("placements_at_exit_1", "Left care after 1 placement", "placements = 1"),
        share("placements_at_exit_2", "Left care after 2 placements", "placements = 2"),
        share("placements_at_exit_3", "Left care after 3 placements", "placements = 3"),
        share("placements_at_exit_4", "Left care after 4 placements", "placements = 4"),
        share("placements_at_exit_5", "Left care after 5 placements", "placements = 5"),
        share("placements_at_exit_9", "Left care after 6 to 9 placements", "placements BETWEEN 6 AND 9"),
        share("placements_at_exit_more", "Left care after 10 placements and more", "placements >= 10"),
        share("periods_at_exit_1", "Left care after 1 period of care", "periods = 1"),
        share("periods_at_exit_2", "Left care after 2 periods of care", "periods = 2"),
        share("periods_at_exit_more", "Left care after 3 periods of care and more", "periods >= 3"),
    ),
)

PLACEMENTS = Question(
    heading=_CARE,
    table="Children looked after, placements that ended in the year, without temporary moves",
    rows="""SELECT c.*, t.number - f.number AS days, t.day AS over_on, f.after_3, f.after_6, f.after_12, f.after_24,
  f.after_60, n.person_id AS moved
FROM cla_placement c JOIN counted_day f ON f.day = c.cla_placement_start_date
JOIN counted_day t ON t.day = c.cla_placement_end_date
LEFT JOIN (SELECT DISTINCT person_id, cla_placement_start_date FROM cla_placement) n
  ON n.person_id = c.person_id AND n.cla_placement_start_date = c.cla_placement_end_date
WHERE c.cla_placement_end_date BETWEEN {first} AND {last}
  AND c.cla_placement_type NOT IN ('T0', 'T1', 'T2', 'T3', 'T4')""",
    quantities=(
        share("placement_lasted_1w", "Placement lasted up to 7 days", "days <= 7"),
        share("placement_lasted_1m", "Placement lasted 8 days to a month", "days > 7 AND days <= 30"),
        share("placement_lasted_3m", "Placement lasted 1 to 3 months", "days > 30 AND over_on <= after_3"),
        share("placement_lasted_6m", "Placement lasted 3 to 6 months", "over_on > after_3 AND over_on <= after_6"),
        share("placement_lasted_12m", "Placement lasted 6 to 12 months", "over_on > after_6 AND over_on <= after_12"),
        share("placement_lasted_24m", "Placement lasted 1 to 2 years", "over_on > after_12 AND over_on <= after_24"),
        share("placement_lasted_60m", "Placement lasted 2 to 5 years", "over_on > after_24 AND over_on <= after_60"),
        share("placement_lasted_longer", "Placement lasted more than 5 years", "over_on > after_60"),
        portion("placement_lasted_p50", "Days that a placement lasted: median", "days", 0.5, Unit.DAYS),
        *mix(
            "moved",
            "Moved",
            "cla_placement_change_reason",
            {
                "care_plan": ("as the care plan has it", "CARPL"),
                "other": ("for another reason", "OTHER"),
                "carer_behaviour": ("as the carer asked because of behaviour", "CREQB"),
                "carer_other": ("as the carer asked for another reason", "CREQO"),
                "child": ("as the child asked", "CHILD"),
                "authority": ("as the authority asked", "LAREQ"),
                "allegation": ("because of an allegation", "ALLEG"),
                "standards": ("because of standards of care", "STAND"),
                "closure": ("as the home closed", "CLOSE"),
            },
            "moved IS NOT NULL AND cla_placement_change_reason IS NOT NULL AND cla_placement_change_reason <> 'PLACE'",
        ),
    ),
)

QUESTIONS = (IN_CARE, STARTED, ENDED, PLACEMENTS)
__all__ = ["IN_CARE_SQL", "QUESTIONS"]
