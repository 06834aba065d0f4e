"""Social workers on 30 September: how many, vacancies, agency staff, leavers, absence, and the children they hold."""

from roker.synthetic.measured.quantity import Quantity, Question, Unit, mean

_WORKFORCE = "Workforce"
_SEPTEMBER = (9, 30)
_SOCIAL_WORKER = "COALESCE(w.qualified, 'N') = 'Y'"
_FTE = "COALESCE(w.full_time_equivalent, 1)"

POSTS = Question(
    heading=_WORKFORCE,
    table="Children's social work workforce: full-time equivalents on 30 September; leavers in the year to it",
    until=_SEPTEMBER,
    rows=f"""SELECT 'post' AS kind, {_FTE} AS fte, COALESCE(w.agency, 'N') AS agency, w.organisation_role AS role
FROM worker_post w WHERE {_SOCIAL_WORKER} AND w.post_start_date <= {{last}}
  AND (w.post_end_date IS NULL OR w.post_end_date > {{last}})
UNION ALL
SELECT 'vacant', COALESCE(v.full_time_equivalent, 1), 'N', v.organisation_role FROM vacancy v
WHERE v.vacancy_start_date <= {{last}} AND (v.vacancy_end_date IS NULL OR v.vacancy_end_date > {{last}})
UNION ALL
SELECT 'leaver', {_FTE}, 'N', w.organisation_role FROM worker_post w
LEFT JOIN (
  SELECT DISTINCT x.worker FROM worker_post x
  WHERE x.post_start_date <= {{last}} AND (x.post_end_date IS NULL OR x.post_end_date > {{last}})
) s ON s.worker = w.worker
WHERE {_SOCIAL_WORKER} AND COALESCE(w.agency, 'N') = 'N' AND s.worker IS NULL
  AND w.post_end_date BETWEEN {{first}} AND {{last}}""",
    quantities=(
        Quantity(code="social_workers", label="Social workers", unit=Unit.RATE, adds=True,
                 counted="CASE WHEN kind = 'post' AND agency = 'N' THEN fte ELSE 0 END"),
        Quantity(code="vacancy", label="Vacant, of all posts", unit=Unit.SHARE, adds=True,
                 counted="CASE WHEN kind = 'vacant' THEN fte ELSE 0 END",
                 out_of="CASE WHEN kind = 'vacant' OR (kind = 'post' AND agency = 'N') THEN fte ELSE 0 END"),
        Quantity(code="agency", label="From an agency, of all social workers", unit=Unit.SHARE, adds=True,
                 counted="CASE WHEN kind = 'post' AND agency = 'Y' THEN fte ELSE 0 END",
                 out_of="CASE WHEN kind = 'post' THEN fte ELSE 0 END"),
        Quantity(code="turnover", label="Left in the year, of those in post", unit=Unit.SHARE, adds=True,
                 counted="CASE WHEN kind = 'leaver' THEN fte ELSE 0 END",
                 out_of="CASE WHEN kind = 'post' AND agency = 'N' THEN fte ELSE 0 END"),
        Quantity(code="case_holders", label="Hold children, of all in post", unit=Unit.SHARE, adds=True,
                 counted="CASE WHEN kind = 'post' AND agency = 'N' AND role = '5' THEN fte ELSE 0 END",
                 out_of="CASE WHEN kind = 'post' AND agency = 'N' THEN fte ELSE 0 END"),
    ),
)  # fmt: skip

ABSENCE = Question(
    heading=_WORKFORCE,
    table="Children's social work workforce: working days lost to sickness, of those that staff in post could work",
    until=_SEPTEMBER,
    rows=f"""SELECT 'available' AS kind, {_FTE} * (t.working - f.working) AS days FROM (
  SELECT w.*, CASE WHEN w.post_start_date > {{first}} THEN w.post_start_date ELSE {{first}} END AS from_on,
    CASE WHEN w.post_end_date <= {{last}} THEN w.post_end_date ELSE {{last}} END AS to_on
  FROM worker_post w WHERE {_SOCIAL_WORKER} AND COALESCE(w.agency, 'N') = 'N'
    AND w.post_start_date <= {{last}} AND (w.post_end_date IS NULL OR w.post_end_date >= {{first}})
) w JOIN counted_day f ON f.day = w.from_on JOIN counted_day t ON t.day = w.to_on
UNION ALL
SELECT 'lost', w.fte * (t.working - f.working) FROM (
  SELECT s.worker, CASE WHEN s.sickness_start_date > {{first}} THEN s.sickness_start_date ELSE {{first}} END AS from_on,
    CASE WHEN s.sickness_end_date <= {{last}} THEN s.sickness_end_date ELSE {{last}} END AS to_on
  FROM sickness s WHERE s.absence_reason = 'SIC' AND s.sickness_start_date <= {{last}}
    AND (s.sickness_end_date IS NULL OR s.sickness_end_date >= {{first}})
) s JOIN (
  SELECT w.worker, MAX({_FTE}) AS fte FROM worker_post w
  WHERE {_SOCIAL_WORKER} AND COALESCE(w.agency, 'N') = 'N' GROUP BY w.worker
) w ON w.worker = s.worker
JOIN counted_day f ON f.day = s.from_on JOIN counted_day t ON t.day = s.to_on""",
    quantities=(
        Quantity(code="absence", label="Working days lost to sickness", unit=Unit.SHARE, adds=True,
                 counted="CASE WHEN kind = 'lost' THEN days ELSE 0 END",
                 out_of="CASE WHEN kind = 'available' THEN days ELSE 0 END"),
    ),
)  # fmt: skip

_HELD = """SELECT w.worker, MAX(COALESCE(w.full_time_equivalent, 1)) AS fte, COUNT(DISTINCT v.person_id) AS held
FROM worker_post w JOIN professionals p ON p.professional_name = w.worker
JOIN involvements v ON v.professional_id = p.professional_id AND v.involvement_kind = 'social_worker'
  AND v.involvement_start_date <= {last} AND (v.involvement_end_date IS NULL OR v.involvement_end_date > {last})
WHERE COALESCE(w.qualified, 'N') = 'Y' AND w.post_start_date <= {last}
  AND (w.post_end_date IS NULL OR w.post_end_date > {last})
GROUP BY w.worker"""

CASELOADS = Question(
    heading=_WORKFORCE,
    table="Children's social work workforce: children held by social workers with any, agency staff among them, for "
    "each full-time equivalent; groups of 2021 without those of 50 and more",
    until=_SEPTEMBER,
    rows=_HELD,
    quantities=(
        mean("mean_caseload", "Children for each case holder", "held", Unit.MEAN, "fte"),
        *(
            Quantity(code=f"caseload_under_{to}", label=f"Case holders with {called} children", unit=Unit.SHARE,
                     adds=True,
                     counted=f"CASE WHEN held / fte >= {over} AND held / fte < {to} THEN fte ELSE 0 END",
                     out_of="CASE WHEN held / fte < 50 THEN fte ELSE 0 END")
            for over, to, called in ((0, 5, "up to 5"), (5, 10, "5 to 9"), (10, 15, "10 to 14"), (15, 20, "15 to 19"),
                                     (20, 25, "20 to 24"), (25, 50, "25 to 49"))
        ),
    ),
)  # fmt: skip

QUESTIONS = (POSTS, ABSENCE, CASELOADS)
