"""Life in care and after it: stability, missing, health, reviews, workers, court, adoption, care leavers."""

from roker.synthetic.measured.care import IN_CARE_SQL
from roker.synthetic.measured.quantity import Question, Unit, age_sql, mean, rate, share

_LIFE, _COURT, _AFTER = "Life in care", "Court and adoption", "Care leavers"

STABILITY = Question(
    heading=_LIFE,
    table="Children looked after, stability: stays in a placement that touch the year; of children under 16 in care "
    "for 2.5 years, those in one placement for 2, or placed for adoption and that and the one before lasted 2",
    rows=f"""SELECT i.person_id, i.entered_care_date, p.dob, s.stays, w.stay_start_date,
  CASE WHEN w.placement_type IN ('A3', 'A4', 'A5', 'A6') THEN w.before_date END AS before_adoption
FROM ({IN_CARE_SQL}) i JOIN person p ON p.person_id = i.person_id
LEFT JOIN (
  SELECT person_id, COUNT(*) AS stays FROM placement_stay
  WHERE stay_start_date <= {{last}} AND (stay_end_date IS NULL OR stay_end_date >= {{first}}) GROUP BY person_id
) s ON s.person_id = i.person_id
LEFT JOIN (
  SELECT x.*, ROW_NUMBER() OVER (PARTITION BY x.person_id ORDER BY x.stay_start_date DESC) AS place FROM (
    SELECT y.*, LAG(y.stay_start_date) OVER (PARTITION BY y.person_id ORDER BY y.stay_start_date) AS before_date
    FROM placement_stay y WHERE y.stay_start_date <= {{last}}
  ) x WHERE x.stay_end_date IS NULL OR x.stay_end_date > {{last}}
) w ON w.person_id = i.person_id AND w.place = 1""",
    quantities=(
        share("three_placements", "In care with 3 or more placements in the year", "stays >= 3"),
        share(
            "same_placement",
            "In long care and in the same placement for 2 years",
            "dob > {years_16} AND entered_care_date <= {months_30} "
            "AND (stay_start_date <= {years_2} OR before_adoption <= {years_2})",
            "dob > {years_16} AND entered_care_date <= {months_30}",
        ),
    ),
)

MISSING = Question(
    heading=_LIFE,
    table="Children looked after, missing: of all in care at any time in the year",
    rows="""SELECT c.person_id, COUNT(m.missing_episode_start_date) AS incidents FROM (
  SELECT person_id, MIN(entered_care_date) AS from_on, MAX(COALESCE(ceased_date, DATE '2100-01-01')) AS to_on
  FROM period_of_care WHERE entered_care_date <= {last} AND (ceased_date IS NULL OR ceased_date >= {first})
  GROUP BY person_id
) c LEFT JOIN missing m ON m.person_id = c.person_id AND m.missing_episode_type = 'M'
  AND m.missing_episode_start_date BETWEEN {first} AND {last}
  AND m.missing_episode_start_date >= c.from_on AND m.missing_episode_start_date <= c.to_on
GROUP BY c.person_id""",
    quantities=(
        share("missing_children", "Went missing in the year, of all in care in it", "incidents > 0"),
        mean("missing_incidents", "Times missing, for each child who was", "incidents", Unit.RATIO,
             "CASE WHEN incidents > 0 THEN 1 ELSE 0 END"),
        share("missing_again", "Missing more than once, of those who were", "incidents > 1", "incidents > 0"),
    ),
)  # fmt: skip

HEALTH = Question(
    heading=_LIFE,
    table="Children looked after, outcomes of those in care for 12 months on 31 March",
    rows=f"""SELECT p.dob, o.* FROM ({IN_CARE_SQL}) i JOIN person p ON p.person_id = i.person_id
LEFT JOIN care_outcomes o ON o.person_id = i.person_id AND o.year_end_date = {{last}}
WHERE i.entered_care_date <= {{years_1}}""",
    quantities=(
        share("health_assessed", "Health assessed in the year", "health_assessment = 'Y'"),
        share("teeth_checked", "Teeth checked in the year", "teeth_check = 'Y'"),
        share("immunised", "Immunised", "immunisations = 'Y'"),
        share("substance_misuse", "Misused substances", "substance_misuse = 'Y'"),
        share("convicted", "Convicted or cautioned, of those of 10 and over", "convicted = 'Y' AND dob <= {years_10}",
              "dob <= {years_10}"),
        share("sdq_returned", "Strengths and difficulties scored, of those of 4 to 16",
              "sdq_score IS NOT NULL", "dob <= {years_4} AND dob > {years_17}"),
        mean("mean_sdq", "Strengths and difficulties: mean score", "sdq_score", Unit.MEAN),
    ),
)  # fmt: skip

REVIEWS = Question(
    heading=_LIFE,
    table="Ofsted, inspection of Sunderland 2015: in care on 31 March for 20 working days, of whom each review that "
    "fell due in the year was held within 20 working days, then 3 months, then 6 months",
    rows=f"""SELECT q.person_id, MAX(CASE WHEN q.due_on BETWEEN {{first}} AND {{last}}
    AND (q.next_on IS NULL OR q.next_on > q.due_on) THEN 1 ELSE 0 END) AS late
FROM (
  SELECT s.person_id, LEAD(s.held_on) OVER (PARTITION BY s.person_id ORDER BY s.held_on) AS next_on,
    CASE s.place WHEN 1 THEN w.day WHEN 2 THEN d.after_3 ELSE d.after_6 END AS due_on
  FROM (
    SELECT h.person_id, h.held_on, ROW_NUMBER() OVER (PARTITION BY h.person_id ORDER BY h.held_on) AS place FROM (
      SELECT i.person_id, i.entered_care_date AS held_on FROM ({IN_CARE_SQL}) i
      UNION
      SELECT i.person_id, r.cla_review_date FROM ({IN_CARE_SQL}) i JOIN cla_reviews r ON r.person_id = i.person_id
      WHERE r.cla_review_date > i.entered_care_date AND r.cla_review_date <= {{last}}
        AND COALESCE(r.cla_review_cancelled, 'N') <> 'Y'
    ) h
  ) s JOIN counted_day d ON d.day = s.held_on
  LEFT JOIN (SELECT working, MIN(day) AS day FROM counted_day GROUP BY working) w ON w.working = d.working + 20
) q GROUP BY q.person_id""",
    quantities=(share("care_reviews_in_time", "In care and reviewed in time", "late = 0"),),
)

WORKERS = Question(
    heading=_LIFE,
    table="Local Authority Interactive Tool; Children's Commissioner, Stability Index: in care on 31 March for 12 "
    "months, by the social workers in that time",
    rows=f"""SELECT i.person_id, COUNT(DISTINCT v.professional_id) AS workers FROM ({IN_CARE_SQL}) i
LEFT JOIN involvements v ON v.person_id = i.person_id AND v.involvement_kind = 'social_worker'
  AND v.involvement_start_date <= {{last}} AND (v.involvement_end_date IS NULL OR v.involvement_end_date > {{years_1}})
WHERE i.entered_care_date <= {{years_1}} GROUP BY i.person_id""",
    quantities=(
        share("three_workers", "In care with 3 or more social workers in the year", "workers >= 3"),
        share("workers_same", "In care with the same social worker", "workers <= 1"),
        share("workers_one_change", "In care with one change of social worker", "workers = 2"),
        share("workers_more_changes", "In care with more changes of social worker", "workers >= 3"),
    ),
)

COURT = Question(
    heading=_COURT,
    table="Ministry of Justice, Family Court Statistics Quarterly: proceedings for care that ended in the year",
    rows="""SELECT (t.number - f.number) / 7.0 AS weeks FROM proceedings p
JOIN counted_day f ON f.day = p.issue_date JOIN counted_day t ON t.day = p.proceedings_end_date
WHERE p.proceedings_kind IN ('care', 'supervision') AND p.proceedings_end_date BETWEEN {first} AND {last}""",
    quantities=(
        mean("court_weeks", "Weeks that care proceedings lasted: mean", "weeks", Unit.WEEKS),
        share("court_in_26_weeks", "Care proceedings that ended within 26 weeks", "weeks <= 26"),
    ),
)

APPLICATIONS = Question(
    heading=_COURT,
    table="Cafcass, in the Local Authority Interactive Tool: applications, which brothers and sisters share",
    rows="""SELECT DISTINCT court_reference, application_date FROM proceedings
WHERE proceedings_kind IN ('care', 'supervision') AND application_date BETWEEN {first} AND {last}""",
    quantities=(rate("care_applications", "Applications to court for care"),),
)

ADOPTION = Question(
    heading=_COURT,
    table="Adoption scorecards A1 and A2, of one year: children adopted in it",
    rows="""SELECT m.number - e.number AS to_move, x.number - o.number AS to_match FROM permanence p
JOIN period_of_care c ON c.person_id = p.person_id AND c.ceased_reason IN ('E11', 'E12')
  AND c.ceased_date BETWEEN {first} AND {last}
JOIN counted_day e ON e.day = c.entered_care_date
LEFT JOIN counted_day m ON m.day = p.placed_for_adoption_date
LEFT JOIN counted_day o ON o.day = p.placement_order_date LEFT JOIN counted_day x ON x.day = p.matched_date
WHERE p.decision_reversed_date IS NULL""",
    quantities=(
        mean("adoption_entry_to_move", "Days from entering care to moving in with adopters", "to_move", Unit.DAYS),
        mean("adoption_court_to_match", "Days from the court's authority to the match", "to_match", Unit.DAYS),
    ),
)

_TURNED = age_sql("p.dob", "b.birthday_date")

LEAVERS = Question(
    heading=_AFTER,
    table="Children looked after, care leavers who turned 19, 20 or 21 in the year",
    rows=f"""SELECT b.* FROM care_leaver_birthday b JOIN person p ON p.person_id = b.person_id
WHERE b.birthday_date BETWEEN {{first}} AND {{last}} AND {_TURNED} BETWEEN 19 AND 21""",
    quantities=(
        share("leavers_suitable_home", "Care leavers in a suitable home", "accommodation_suitable = '1'"),
        share("leavers_at_work", "Care leavers in education, work or training",
              "activity LIKE 'F%' OR activity LIKE 'P%'"),
        share("leavers_unknown", "Care leavers of whom no activity is known", "activity IS NULL OR activity = '0'"),
        share("leavers_in_touch", "Care leavers in touch", "in_touch = 'YES'"),
        share("leavers_not_in_touch", "Care leavers not in touch", "in_touch = 'NO'"),
    ),
)  # fmt: skip

QUESTIONS = (STABILITY, MISSING, HEALTH, REVIEWS, WORKERS, COURT, APPLICATIONS, ADOPTION, LEAVERS)
