"""What an extract of the Standard Safeguarding Dataset holds, table by table, as SQL over made-up lives.

A query of `LIVES` or `TABLES` uses the macros of `benchmarks.ssd_extract`. In a table `n` numbers the row, and `c` is 1
in the few rows that are different on the second night.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Table:
    """One file of the extract."""

    rows: str
    """A query that gives each row its number `n`, and what the columns are made of."""
    columns: str
    """Every column of the table, in the order of the dataset."""
    has_children: bool = False
    """Other tables refer to its rows, so that none comes or goes between two nights."""


def _flags(names: str) -> str:
    """An outcome as JSON: each flag is yes in a quarter of the rows."""
    bits = [
        f"""'"{name}":"' || CASE WHEN (h >> {2 * n}) & 3 = 0 THEN 'Y"' ELSE 'N"' END"""
        for n, name in enumerate(names.split())
    ]
    return "'{' || " + " || ',' || ".join(bits) + " || '}'"


LIVES = {
    "people": """
        SELECT *, greatest(DATE '2019-04-01', dob - 60) AS first_on,
            (least(last_day(), dob + 6570) - greatest(DATE '2019-04-01', dob - 60))::INT AS days
        FROM (SELECT i, number(10, i) AS person, DATE '2004-01-01' + pick('dob', i, 8000) AS dob,
            chance('female', i, 0.48) AS female FROM range(people()) made(i))""",
    "referrals": """
        SELECT *, CASE WHEN started_on + lasts < last_day() THEN started_on + lasts END AS closed_on,
            least(started_on + lasts, last_day()) AS until FROM (
            SELECT i * 10 + k AS r, i, person, nfa, first_on + (k * slice + pick('start', i * 10 + k, slice))::INT
                AS started_on, CASE WHEN nfa THEN 1 + pick('nfa days', i * 10 + k, 10)
                ELSE 60 + pick('need days', i * 10 + k, 840) END AS lasts
            FROM (SELECT *, chance('nfa', i * 10 + k, 0.2) AS nfa FROM (SELECT *, unnest(range(times))::INT AS k,
                (greatest(1, days // greatest(times, 1)))::INT AS slice FROM (
                    SELECT *, [0, 1, 1, 1, 1, 1, 1, 2, 2, 3][1 + pick('referrals', i, 10)] AS times FROM people))))""",
    "assessments": """
        SELECT r * 10 + k AS a, r, i, person, started_on + k * 120 AS started_on,
            started_on + k * 120 + 10 + pick('assessing', r * 10 + k, 50) AS authorised_on
        FROM (SELECT *, unnest(range(1 + pick('assessments', r, 5) // 2))::INT AS k FROM referrals WHERE NOT nfa)
        WHERE started_on + k * 120 < until""",
    "need_plans": """
        SELECT r, i, person, started_on + 45 AS started_on, closed_on, until FROM referrals
        WHERE NOT nfa AND chance('need plan', r, 0.65) AND until > started_on + 45""",
    "enquiries": """
        SELECT r * 10 + k AS e, r, i, person, started_on + k * 90 + pick('enquiry', r * 10 + k, 20) AS started_on
        FROM (SELECT *, unnest(range(pick('enquiries', r, 8) // 3))::INT AS k FROM referrals WHERE NOT nfa)
        WHERE started_on + k * 90 + 20 < until""",
    "conferences": """
        SELECT e, r, i, person, started_on + 7 + pick('conference', e, 14) AS held_on FROM enquiries
        WHERE chance('conference', e, 0.45) AND started_on + 21 < last_day()""",
    "plans": """
        SELECT *, CASE WHEN held_on + lasts < last_day() THEN held_on + lasts END AS ended_on,
            least(held_on + lasts, last_day()) AS until
        FROM (SELECT *, 100 + pick('plan days', e, 600) AS lasts FROM conferences WHERE chance('plan', e, 0.75))""",
    "care": """
        SELECT *, CASE WHEN started_on + lasts < last_day() THEN started_on + lasts END AS ended_on,
            least(started_on + lasts, last_day()) AS until
        FROM (SELECT i, person, first_on + pick('care', i, greatest(days, 1)) AS started_on,
            30 + pick('care days', i, 1700) AS lasts, dob FROM people WHERE chance('care', i, 0.13))""",
    "placements": """
        SELECT i * 10 + k AS p, i, person, started_on AS entered_on, k, k = moves - 1 AS is_last,
            started_on + k * slice AS started_on,
            CASE WHEN k < moves - 1 THEN started_on + (k + 1) * slice ELSE ended_on END AS ended_on
        FROM (SELECT *, unnest(range(moves))::INT AS k, (greatest((until - started_on) // moves, 1))::INT AS slice
            FROM (SELECT *, 1 + pick('moves', i, 4) AS moves FROM care))""",
    "sent": "SELECT i, person FROM people WHERE chance('send', i, 0.2)",
    "education_requests": "SELECT i, DATE '2020-01-01' + pick('request', i, 2200) AS asked_on FROM sent "
    "WHERE chance('request', i, 0.75)",
    "education_plans": "SELECT i, asked_on + 90 AS assessed_on, asked_on + 130 AS planned_on FROM education_requests "
    "WHERE chance('education plan', i, 0.7)",
}
"""The lives that the tables are taken from, each made of those before it."""

_SOURCES = "'1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10'"
_NEEDS = "'N1 N1 N1 N1 N2 N3 N4 N5 N5 N6 N7 N8'"
_ETHNICITIES = (
    "'WBRI WBRI WBRI WBRI WBRI WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR "
    "BOTH CHNE OOTH REFU NOBT'"
)
_FACTORS = "'1A 1B 2A 2B 3A 3B 4A 4B 5A 6A 7A 10A 11A 13A 14A 15A 16A 17A 18B 18C 19B 19C 24A'"

TABLES = {
    "person": Table(
        has_children=True,
        rows="SELECT i AS n, * FROM people",
        columns=f"""
            person AS pers_person_id, number(11, n) AS pers_legacy_id,
            CASE WHEN chance('upn', n, 0.8) THEN 'A' || (100000000000 + n * 131)::VARCHAR END AS pers_upn,
            'Forename' || pick('forename', n, 900) AS pers_forename,
            'Surname' || (pick('surname', n, 5000) + c) AS pers_surname,
            CASE WHEN female THEN 'F' ELSE 'M' END AS pers_sex,
            CASE WHEN female THEN 'F' ELSE 'M' END AS pers_gender,
            one_of({_ETHNICITIES}, 'ethnicity', n, 0) AS pers_ethnicity, dob AS pers_dob, NULL AS pers_common_child_id,
            CASE WHEN NOT chance('upn', n, 0.8) THEN one_of('UN1 UN2 UN3 UN4', 'no upn', n, 0) END AS pers_upn_unknown,
            yes_no('send', n, 0.2, 0) AS pers_send_flag, NULL AS pers_expected_dob,
            CASE WHEN chance('death', n, 0.001) THEN last_day() - pick('died', n, 300) END AS pers_death_date,
            CASE WHEN female AND chance('mother', n, 0.1) THEN 'Y' END AS pers_is_mother,
            CASE WHEN chance('nationality', n, 0.3) THEN one_of('British British Polish Iranian', 'from', n, 0) END
                AS pers_nationality""",
    ),
    "family": Table(
        rows="SELECT i AS n, person FROM people WHERE chance('family', i, 0.7)",
        columns="number(12, n) AS fami_table_id, number(13, n // 3) AS fami_family_id, person AS fami_person_id",
    ),
    "address": Table(
        rows="""SELECT i * 10 + k AS n, person, k = homes - 1 AS is_last, dob + k * slice AS moved_in,
                dob + (k + 1) * slice AS moved_out
            FROM (SELECT *, unnest(range(homes))::INT AS k, ((last_day() - dob) // homes)::INT AS slice
                FROM (SELECT *, 1 + pick('homes', i, 4) AS homes FROM people))""",
        columns="""
            number(14, n) AS addr_table_id, '{"ROOM":"","FLOOR":"","FLAT":"","BUILDING":"","HOUSE":"'
                || pick('house', n, 200)
                || '","STREET":"' || one_of('High Church Mill Station Park', 'street', n, 0)
                || ' Street","TOWN":"Anytown",'
                || '"UPRN":"","EASTING":"","NORTHING":""}' AS addr_address_json,
            person AS addr_person_id, CASE WHEN is_last THEN 'Home' ELSE 'Previous' END AS addr_address_type,
            moved_in AS addr_address_start_date, CASE WHEN NOT is_last THEN moved_out END AS addr_address_end_date,
            'ZZ' || pick('district', n, 40) || (pick('sector', n, 9) + c) || 'AB' AS addr_address_postcode""",
    ),
    "disability": Table(
        rows="SELECT i * 10 + unnest(range(pick('disabilities', i, 4) // 2 + 1)) AS n, person FROM people "
        "WHERE chance('disability', i, 0.4)",
        columns="""
            number(15, n) AS disa_table_id, person AS disa_person_id,
            one_of('NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA', 'disability', n // 10, c + n % 10)
                AS disa_disability_code""",
    ),
    "immigration_status": Table(
        rows="SELECT i AS n, person, first_on FROM people WHERE chance('immigration', i, 0.05)",
        columns="""
            number(16, n) AS immi_immigration_status_id, person AS immi_person_id,
            one_of('UASC Refugee Settled Leave', 'status', n, c) AS immi_immigration_status,
            first_on AS immi_immigration_status_start_date,
            CASE WHEN chance('ended', n, 0.3) THEN first_on + 400 END AS immi_immigration_status_end_date""",
    ),
    "mother": Table(
        rows="SELECT i AS n, person, dob FROM people WHERE chance('has mother here', i, 0.15)",
        columns="number(17, n) AS moth_table_id, number(10, pick('mother', n, people())) AS moth_person_id, "
        "person AS moth_childs_person_id, dob + c AS moth_childs_dob",
    ),
    "legal_status": Table(
        rows="""SELECT i * 10 + k AS n, person, started_on + k * slice AS since, k = statuses - 1 AS is_last,
                started_on + (k + 1) * slice AS next_on, ended_on
            FROM (SELECT *, unnest(range(statuses))::INT AS k,
                    (greatest((until - started_on) // statuses, 1))::INT AS slice
                FROM (SELECT *, 1 + pick('statuses', i, 3) AS statuses FROM care))""",
        columns="""
            number(18, n) AS lega_legal_status_id, person AS lega_person_id,
            one_of('C1 C2 V2 E1 L1 J1', 'legal', n, c) AS lega_legal_status, since AS lega_legal_status_start_date,
            CASE WHEN is_last THEN ended_on ELSE next_on END AS lega_legal_status_end_date""",
    ),
    "contacts": Table(
        rows="""SELECT *, hash('outcome', n, 0) AS h FROM (
            SELECT i * 10 + k AS n, person, first_on + pick('contact', i * 10 + k, greatest(days, 1)) AS told_on
            FROM (SELECT *, unnest(range(1 + pick('contacts', i, 5)))::INT AS k FROM people))""",
        columns=f"""
            number(20, n) AS cont_contact_id, person AS cont_person_id, told_on AS cont_contact_date,
            one_of({_SOURCES}, 'source', n, c) AS cont_contact_source_code,
            CASE WHEN chance('long', n, 0.001) THEN 'Other, see
below' ELSE one_of('School Police GP Parent Neighbour', 'said', n, 0) END AS cont_contact_source_desc,
            {
            _flags(
                "NEW_REFERRAL_FLAG EXISTING_REFERRAL_FLAG CP_ENQUIRY_FLAG NFA_FLAG NON_AGENCY_ADOPTION_FLAG "
                "PRIVATE_FOSTERING_FLAG ADVICE_FLAG MISSING_FLAG OLA_CP_FLAG OTHER_OUTCOMES_EXIST_FLAG"
            )
        }
                AS cont_contact_outcome_json""",
    ),
    "early_help_episodes": Table(
        rows="SELECT i AS n, person, first_on + pick('help', i, greatest(days, 1)) AS since FROM people "
        "WHERE chance('help', i, 0.4)",
        columns="""
            number(21, n) AS earl_episode_id, person AS earl_person_id, since AS earl_episode_start_date,
            CASE WHEN since + 150 < last_day() THEN since + 20 + pick('helped', n, 130) END AS earl_episode_end_date,
            one_of('Parenting Behaviour Housing Health', 'reason', n, 0) AS earl_episode_reason,
            CASE WHEN since + 150 < last_day() THEN one_of('Met Refused Referral', 'end', n, 0) END
                AS earl_episode_end_reason,
            one_of('School Council Charity', 'organisation', n, 0) AS earl_episode_organisation,
            worker('help', n, c) AS earl_episode_worker_id""",
    ),
    "cin_episodes": Table(
        has_children=True,
        rows="SELECT r AS n, *, hash('referral outcome', r, 0) AS h FROM referrals",
        columns=f"""
            number(22, n) AS cine_referral_id, person AS cine_person_id, started_on AS cine_referral_date,
            one_of({_NEEDS}, 'need', n, 0) AS cine_cin_primary_need_code,
            one_of({_SOURCES}, 'referred by', n, 0) AS cine_referral_source_code,
            one_of('School Police GP Parent', 'referrer', n, 0) AS cine_referral_source_desc,
            {
            _flags(
                "SINGLE_ASSESSMENT_FLAG NFA_FLAG STRATEGY_DISCUSSION_FLAG CLA_REQUEST_FLAG "
                "NON_AGENCY_ADOPTION_FLAG PRIVATE_FOSTERING_FLAG CP_TRANSFER_IN_FLAG CP_CONFERENCE_FLAG "
                "CARE_LEAVER_FLAG OTHER_OUTCOMES_EXIST_FLAG"
            )
        } AS cine_referral_outcome_json,
            CASE WHEN nfa THEN 'Y' ELSE 'N' END AS cine_referral_nfa,
            CASE WHEN closed_on IS NOT NULL THEN one_of('RC1 RC3 RC4 RC5 RC6 RC7 RC7 RC8 RC9', 'close', n, 0) END
                AS cine_close_reason,
            closed_on AS cine_close_date, team('referral', n) AS cine_referral_team,
            worker('referral', n, c) AS cine_referral_worker_id""",
    ),
    "cin_assessments": Table(
        has_children=True,
        rows="SELECT a AS n, *, hash('assessment outcome', a, 0) AS h FROM assessments",
        columns=f"""
            number(23, n) AS cina_assessment_id, person AS cina_person_id, number(22, r) AS cina_referral_id,
            started_on AS cina_assessment_start_date, yes_no('child seen', n, 0.9, 0) AS cina_assessment_child_seen,
            CASE WHEN authorised_on <= last_day() THEN authorised_on END AS cina_assessment_auth_date,
            {
            _flags(
                "NFA_FLAG NFA_S47_END_FLAG STRATEGY_DISCUSSION_FLAG CLA_REQUEST_FLAG PRIVATE_FOSTERING_FLAG "
                "LEGAL_ACTION_FLAG PROV_OF_SERVICES_FLAG PROV_OF_SB_CARE_FLAG SPECIALIST_ASSESSMENT_FLAG "
                "REFERRAL_TO_OTHER_AGENCY_FLAG OTHER_ACTIONS_FLAG OTHER_OUTCOMES_EXIST_FLAG"
            )
        }
                AS cina_assessment_outcome_json,
            yes_no('assessed out', n, 0.3, 0) AS cina_assessment_outcome_nfa, team('assessment', n)
                AS cina_assessment_team,
            worker('assessment', n, c) AS cina_assessment_worker_id""",
    ),
    "assessment_factors": Table(
        rows="SELECT a AS n FROM assessments WHERE chance('factors', a, 0.95)",
        columns=f"""
            number(24, n) AS cinf_table_id, number(23, n) AS cinf_assessment_id,
            '["' || one_of({_FACTORS}, 'factor', n, c) || '", "' || one_of({_FACTORS}, 'factor', n, c + 3) || '"]'
                AS cinf_assessment_factors_json""",
    ),
    "cin_plans": Table(
        rows="SELECT r AS n, * FROM need_plans",
        columns="""
            number(25, n) AS cinp_cin_plan_id, number(22, r) AS cinp_referral_id, person AS cinp_person_id,
            started_on AS cinp_cin_plan_start_date, closed_on AS cinp_cin_plan_end_date,
            team('need plan', n) AS cinp_cin_plan_team, worker('need plan', n, c) AS cinp_cin_plan_worker_id""",
    ),
    "cin_visits": Table(
        rows="""SELECT r * 100 + k AS n, person, started_on + k * 28 + pick('need visit', r * 100 + k, 14) AS seen_on
            FROM (SELECT *, unnest(range(least(((until - started_on) // 28), 99)))::INT AS k FROM need_plans)""",
        columns="""
            number(26, n) AS cinv_cin_visit_id, person AS cinv_person_id, seen_on AS cinv_cin_visit_date,
            yes_no('seen', n, 0.9, 0) AS cinv_cin_visit_seen, yes_no('alone', n, 0.6, c) AS cinv_cin_visit_seen_alone,
            yes_no('bedroom', n, 0.4, 0) AS cinv_cin_visit_bedroom""",
    ),
    "s47_enquiry": Table(
        has_children=True,
        rows="SELECT e AS n, *, hash('enquiry outcome', e, 0) AS h FROM enquiries",
        columns=f"""
            number(27, n) AS s47e_s47_enquiry_id, number(22, r) AS s47e_referral_id, person AS s47e_person_id,
            started_on AS s47e_s47_start_date,
            CASE WHEN started_on + 15 < last_day() THEN started_on + 2 + pick('enquired', n, 13) END
                AS s47e_s47_end_date,
            yes_no('enquiry nfa', n, 0.3, 0) AS s47e_s47_nfa,
            {
            _flags(
                "NFA_FLAG LEGAL_ACTION_FLAG PROV_OF_SERVICES_FLAG PROV_OF_SB_CARE_FLAG CP_CONFERENCE_FLAG "
                "NFA_CONTINUE_SINGLE_FLAG MONITOR_FLAG OTHER_OUTCOMES_EXIST_FLAG"
            )
        } AS s47e_s47_outcome_json,
            worker('enquiry', n, c) AS s47e_s47_completed_by_worker_id, team('enquiry', n)
                AS s47e_s47_completed_by_team""",
    ),
    "initial_cp_conference": Table(
        has_children=True,
        rows="""SELECT conferences.e AS n, conferences.*, plans.e AS plan, hash('conferred', conferences.e, 0) AS h
            FROM conferences LEFT JOIN plans USING (e)""",
        columns=f"""
            number(28, n) AS icpc_icpc_id, number(29, n) AS icpc_icpc_meeting_id, number(27, n) AS icpc_s47_enquiry_id,
            person AS icpc_person_id, CASE WHEN plan IS NOT NULL THEN number(30, n) END AS icpc_cp_plan_id,
            number(22, r) AS icpc_referral_id, 'N' AS icpc_icpc_transfer_in, held_on + 2 AS icpc_icpc_target_date,
            held_on AS icpc_icpc_date, CASE WHEN plan IS NOT NULL THEN 'Y' ELSE 'N' END AS icpc_icpc_outcome_cp_flag,
            {
            _flags(
                "NFA_FLAG REFERRAL_TO_OTHER_AGENCY_FLAG SINGLE_ASSESSMENT_FLAG PROV_OF_SERVICES_FLAG CP_FLAG "
                "OTHER_OUTCOMES_EXIST_FLAG"
            )
        } AS icpc_icpc_outcome_json,
            team('conference', n) AS icpc_icpc_team, worker('conference', n, c) AS icpc_icpc_worker_id""",
    ),
    "cp_plans": Table(
        has_children=True,
        rows="SELECT e AS n, * FROM plans",
        columns="""
            number(30, n) AS cppl_cp_plan_id, number(22, r) AS cppl_referral_id, number(28, n) AS cppl_icpc_id,
            person AS cppl_person_id, held_on AS cppl_cp_plan_start_date, ended_on AS cppl_cp_plan_end_date,
            one_of('NEG EMO PHY SAB', 'category', n, 0) AS cppl_cp_plan_initial_category, 'N' AS cppl_cp_plan_ola,
            one_of('NEG EMO PHY SAB', 'category', n, c) AS cppl_cp_plan_latest_category""",
    ),
    "cp_visits": Table(
        rows="""SELECT e * 100 + k AS n, e, person, held_on + k * 12 + pick('plan visit', e * 100 + k, 8) AS seen_on
            FROM (SELECT *, unnest(range(least(((until - held_on) // 12), 99)))::INT AS k FROM plans)""",
        columns="""
            number(31, n) AS cppv_cp_visit_id, person AS cppv_person_id, number(30, e) AS cppv_cp_plan_id,
            seen_on AS cppv_cp_visit_date, yes_no('plan seen', n, 0.95, 0) AS cppv_cp_visit_seen,
            yes_no('plan alone', n, 0.7, c) AS cppv_cp_visit_seen_alone,
            yes_no('plan bedroom', n, 0.5, 0) AS cppv_cp_visit_bedroom""",
    ),
    "cp_reviews": Table(
        rows="""SELECT e * 100 + k AS n, e, person, held_on + 85 + k * 175 AS due_on, until
            FROM (SELECT *, unnest(range((until - held_on - 85) // 175 + 1))::INT AS k FROM plans
                WHERE until > held_on + 85)""",
        columns="""
            number(32, n) AS cppr_cp_review_id, person AS cppr_person_id, number(30, e) AS cppr_cp_plan_id,
            due_on AS cppr_cp_review_due, least(due_on + pick('late', n, 9) - 6, until) AS cppr_cp_review_date,
            number(33, n) AS cppr_cp_review_meeting_id, yes_no('goes on', n, 0.7, 0)
                AS cppr_cp_review_outcome_continue_cp,
            yes_no('quorate', n, 0.95, 0) AS cppr_cp_review_quorate,
            one_of('PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7', 'part', n, c) AS cppr_cp_review_participation""",
    ),
    "cla_episodes": Table(
        has_children=True,
        rows="""SELECT p * 10 + h AS n, *, ended_on IS NULL AND h = halves - 1 AS is_open,
                CASE WHEN h = 0 THEN started_on ELSE started_on + 9 END AS since,
                CASE WHEN h = halves - 1 THEN ended_on ELSE started_on + 9 END AS ended
            FROM (SELECT *, unnest(range(halves))::INT AS h FROM (
                SELECT *, CASE WHEN coalesce(ended_on, last_day()) > started_on + 20 AND chance('halves', p, 0.3)
                    THEN 2 ELSE 1 END AS halves FROM placements))""",
        columns=f"""
            number(34, n) AS clae_cla_episode_id, person AS clae_person_id, number(35, p) AS clae_cla_placement_id,
            since AS clae_cla_episode_start_date,
            CASE WHEN h > 0 THEN 'L' WHEN k > 0 THEN 'P' ELSE 'S' END AS clae_cla_episode_start_reason,
            one_of({_NEEDS}, 'care need', i, 0) AS clae_cla_primary_need_code, ended AS clae_cla_episode_ceased_date,
            CASE WHEN ended IS NULL THEN NULL WHEN is_last AND h = halves - 1
                THEN one_of('E4A E4B E11 E45 E8 E5', 'left care', i, c) ELSE 'X1' END AS clae_cla_episode_ceased_reason,
            number(36, i) AS clae_cla_id, NULL AS clae_referral_id,
            CASE WHEN ended IS NULL THEN last_day() - pick('iro', n, 200) - c END AS clae_cla_last_iro_contact_date,
            entered_on AS clae_entered_care_date""",
    ),
    "cla_convictions": Table(
        rows="SELECT i AS n, person, started_on FROM care WHERE chance('conviction', i, 0.15)",
        columns="number(37, n) AS clac_cla_conviction_id, person AS clac_person_id, started_on + 20 AS "
        "clac_cla_conviction_date, one_of('Theft Assault Burglary', 'offence', n, c) AS clac_cla_conviction_offence",
    ),
    "cla_health": Table(
        rows="""SELECT i * 100 + k AS n, k, person,
                least(started_on + 20 + (k // 2) * 180 + pick('check', i * 100 + k, 90), until) AS on_
            FROM (SELECT *, unnest(range(2 * ((until - started_on) // 180 + 1)))::INT AS k FROM care)""",
        columns="""
            number(38, n) AS clah_health_check_id, person AS clah_person_id,
            CASE WHEN k % 2 = 0 THEN 'HEALTH' ELSE 'DENTAL' END AS clah_health_check_type, on_
                AS clah_health_check_date,
            one_of('Completed Completed Planned Refused Cancelled', 'status', n, c + c) AS clah_health_check_status""",
    ),
    "cla_immunisations": Table(
        rows="SELECT i AS n, person, until FROM care",
        columns="person AS clai_person_id, yes_no('immunised', n, 0.85, c) AS clai_immunisations_status, "
        "until - 30 AS clai_immunisations_status_date",
    ),
    "cla_substance_misuse": Table(
        rows="SELECT i AS n, person, until FROM care WHERE chance('misuse', i, 0.15)",
        columns="""
            number(39, n) AS clas_substance_misuse_id, person AS clas_person_id, until - 40
                AS clas_substance_misuse_date,
            one_of('Alcohol Cannabis', 'substance', n, 0) AS clas_substance_misused,
            yes_no('intervention', n, 0.5, c) AS clas_intervention_received""",
    ),
    "cla_placement": Table(
        has_children=True,
        rows="SELECT p AS n, * FROM placements",
        columns="""
            number(35, n) AS clap_cla_placement_id, number(36, i) AS clap_cla_id, person AS clap_person_id,
            started_on AS clap_cla_placement_start_date,
            one_of('U1 U3 U4 U6 K2 K3 P1 R1', 'placement', n, 0) AS clap_cla_placement_type,
            'SC' || pick('urn', n, 900000) AS clap_cla_placement_urn,
            (pick('distance', n, 1000) + c) / 10 AS clap_cla_placement_distance,
            one_of('PR0 PR1 PR2 PR3 PR4 PR5', 'provider', n, 0) AS clap_cla_placement_provider,
            'ZZ' || pick('placed', n, 99) || ' 1AB' AS clap_cla_placement_postcode, ended_on
                AS clap_cla_placement_end_date,
            CASE WHEN NOT is_last THEN one_of('CARPL CREQB LAREQ PLACE OTHER', 'moved', n, 0) END
                AS clap_cla_placement_change_reason""",
    ),
    "cla_reviews": Table(
        rows="""SELECT i * 100 + k AS n, i, person,
                started_on + [20, 110][1 + (k > 0)::INT] + greatest(k - 1, 0) * 180 AS due_on
            FROM (SELECT *, unnest(range((until - started_on) // 180 + 2))::INT AS k FROM care)
            WHERE due_on <= until""",
        columns="""
            number(40, n) AS clar_cla_review_id, number(36, i) AS clar_cla_id, person AS clar_cla_person_id,
            due_on AS clar_cla_review_due_date, due_on + pick('review', n, 10) - 8 AS clar_cla_review_date,
            yes_no('cancelled', n, 0.02, 0) AS clar_cla_review_cancelled,
            one_of('PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7', 'taking part', n, c) AS clar_cla_review_participation""",
    ),
    "cla_previous_permanence": Table(
        rows="SELECT i AS n, person, started_on FROM care WHERE chance('permanence', i, 0.2)",
        columns="""
            number(41, n) AS lapp_table_id, person AS lapp_person_id,
            CASE WHEN chance('day known', n, 0.8) THEN strftime(started_on - 700, '%d/%m/%Y') ELSE 'zz/zz/2018' END
                AS lapp_previous_permanence_order_date,
            one_of('P1 P2 P3 P4', 'option', n, 0) AS lapp_previous_permanence_option,
            one_of('E06000001 E08000010 OUTENG', 'where', n, c) AS lapp_previous_permanence_la""",
    ),
    "cla_care_plan": Table(
        rows="""SELECT p AS n, *, hash('care plan', p + 5, 0) AS h FROM placements""",
        columns=f"""
            number(42, n) AS lacp_table_id, person AS lacp_person_id, started_on AS lacp_cla_care_plan_start_date,
            ended_on AS lacp_cla_care_plan_end_date,
            {_flags("REMAINSUP RETURN1M RETURN6M RETURNEV LTRELFR LTFOST18 RESPLMT SUPPLIV ADOPTION OTHERPLN")}
                AS lacp_cla_care_plan_json""",
    ),
    "cla_visits": Table(
        rows="""SELECT i * 100 + k AS n, i, person, started_on + k * 30 + pick('care visit', i * 100 + k, 20) AS seen_on
            FROM (SELECT *, unnest(range(least((until - started_on) // 30, 99)))::INT AS k FROM care)""",
        columns="""
            number(43, n) AS clav_cla_visit_id, number(36, i) AS clav_cla_id, person AS clav_person_id,
            seen_on AS clav_cla_visit_date, yes_no('care seen', n, 0.97, 0) AS clav_cla_visit_seen,
            yes_no('care alone', n, 0.8, c) AS clav_cla_visit_seen_alone""",
    ),
    "sdq_scores": Table(
        rows="""SELECT i * 100 + k AS n, person, started_on + 60 + k * 365 AS on_
            FROM (SELECT *, unnest(range((until - started_on) // 365))::INT AS k FROM care)""",
        columns="""
            number(44, n) AS csdq_table_id, person AS csdq_person_id, on_ AS csdq_sdq_completed_date,
            CASE WHEN chance('scored', n, 0.8) THEN pick('score', n, 40) + c END AS csdq_sdq_score,
            CASE WHEN NOT chance('scored', n, 0.8) THEN one_of('SDQ1 SDQ2 SDQ3 SDQ4 SDQ5', 'unscored', n, c) END
                AS csdq_sdq_reason""",
    ),
    "missing": Table(
        rows="""SELECT i * 100 + k AS n, person, started_on + pick('missing', i * 100 + k,
            greatest(until - started_on, 1)) AS gone_on
            FROM (SELECT *, unnest(range(1 + pick('times', i, 30)))::INT AS k FROM care WHERE
                chance('goes missing', i, 0.16))""",
        columns="""
            number(45, n) AS miss_table_id, person AS miss_person_id, gone_on AS miss_missing_episode_start_date,
            one_of('M M M A', 'away', n, 0) AS miss_missing_episode_type,
            least(gone_on + pick('back', n, 4), last_day()) AS miss_missing_episode_end_date,
            yes_no('offered', n, 0.8, 0) AS miss_missing_rhi_offered,
            yes_no('accepted', n, 0.5, c) AS miss_missing_rhi_accepted""",
    ),
    "care_leavers": Table(
        rows="SELECT i AS n, person, until FROM care WHERE dob < DATE '2010-01-01'",
        columns="""
            number(46, n) AS clea_table_id, person AS clea_person_id,
            replace(one_of('Former_Relevant Relevant Qualifying Eligible', 'leaver', n, 0), '_', ' ')
                AS clea_care_leaver_eligibility,
            one_of('YES YES YES NO REFU', 'in touch', n, 0) AS clea_care_leaver_in_touch,
            last_day() - pick('touched', n, 90) - c AS clea_care_leaver_latest_contact,
            one_of('B C D E K T U Z', 'home', n, 0) AS clea_care_leaver_accommodation,
            one_of('1 1 1 2', 'suitable', n, 0) AS clea_care_leaver_accom_suitable,
            one_of('F1 F2 F4 F5 P2 G4 G5 G6', 'activity', n, 0) AS clea_care_leaver_activity,
            last_day() - pick('pathway', n, 300) AS clea_pathway_plan_review_date,
            worker('adviser', n, 0) AS clea_care_leaver_personal_advisor, team('leaver', n)
                AS clea_care_leaver_allocated_team,
            worker('leaver', n, 0) AS clea_care_leaver_worker_id""",
    ),
    "permanence": Table(
        rows="SELECT i AS n, * FROM care WHERE chance('adoption', i, 0.3)",
        columns="""
            number(47, n) AS perm_table_id, person AS perm_person_id, number(36, i) AS perm_cla_id,
            past(started_on + 100) AS perm_adm_decision_date, NULL AS perm_ffa_cp_decision_date,
            past(started_on + 200) AS perm_placement_order_date,
            past(started_on + 400) AS perm_placed_for_adoption_date,
            past(started_on + 380) AS perm_matched_date, yes_no('by carer', n, 0.1, 0) AS perm_adopted_by_carer_flag,
            NULL AS perm_placed_ffa_cp_date, NULL AS perm_decision_reversed_date, NULL AS perm_placed_foster_carer_date,
            pick('siblings', n, 2) AS perm_part_of_sibling_group, pick('together', n, 3)
                AS perm_siblings_placed_together,
            pick('apart', n, 3) AS perm_siblings_placed_apart, 'SC' || pick('agency', n, 9000)
                AS perm_placement_provider_urn,
            NULL AS perm_decision_reversed_reason, ended_on AS perm_permanence_order_date,
            CASE WHEN ended_on IS NOT NULL THEN 'Adoption' END AS perm_permanence_order_type,
            worker('adoption', n, c) AS perm_adoption_worker_id, one_of('M1 F1 MM FF MF', 'adopters', n, 0)
                AS perm_adopter_sex,
            one_of('L0 L11 L12 L2 L3 L4', 'legal', n, 0) AS perm_adopter_legal_status, 2 AS perm_number_of_adopters""",
    ),
    "involvements": Table(
        rows="""SELECT r * 100 + k AS n, r, person, k = holders - 1 AS is_last, closed_on,
                least(started_on + k * slice, until) AS since,
                least(started_on + (k + 1) * slice, until) AS passed_on
            FROM (SELECT *, unnest(range(holders))::INT AS k,
                    (greatest((until - started_on) // holders, 1))::INT AS slice
                FROM (SELECT *, CASE WHEN nfa THEN 2 ELSE 3 + pick('holders', r, 13) END AS holders FROM referrals))""",
        columns="""
            number(48, n) AS invo_involvements_id, worker('holder', n, 0) AS invo_professional_id,
            one_of('ALLOCATED_CW ALLOCATED_CW CP_CHAIR IRO PA', 'role', n, 0) AS invo_professional_role_id,
            team('holder', n) AS invo_professional_team, person AS invo_person_id, since AS invo_involvement_start_date,
            CASE WHEN is_last THEN closed_on ELSE passed_on END AS invo_involvement_end_date,
            one_of('MANAGE FCONTA LEFTRL ORGRST TSPROC ABSENC CHCHAN OTHERS', 'change', n, c)
                AS invo_worker_change_reason,
            number(22, r) AS invo_referral_id""",
    ),
    "linked_identifiers": Table(
        rows="SELECT i * 10 + unnest(range(2)) AS n, person, dob FROM people",
        columns="""
            number(49, n) AS link_table_id, person AS link_person_id,
            CASE WHEN n % 10 = 0 THEN 'NHS Number' ELSE 'Former Unique Pupil Number' END AS link_identifier_type,
            (9000000000 + n + c * 500000000)::VARCHAR AS link_identifier_value, dob AS link_valid_from_date,
            NULL AS link_valid_to_date""",
    ),
    "professionals": Table(
        has_children=True,
        rows="SELECT w AS n FROM range(workers()) made(w)",
        columns="""
            number(90, n) AS prof_professional_id, number(92, n) AS prof_staff_id, 'Worker ' || n
                AS prof_professional_name,
            'SW' || (100000 + n) AS prof_social_worker_registration_no,
            replace(one_of('Social_worker Manager Adviser', 'job', n, 0), '_', ' ') AS prof_professional_job_title,
            pick('caseload', n, 25) + c AS prof_professional_caseload, 'Team ' || pick('department', n, 150)
                AS prof_professional_department,
            one_of('1 1 1 0.8 0.5', 'fte', n, 0) AS prof_full_time_equivalency,
            yes_no('agency', n, 0.2, 0) AS prof_agency_worker_flag""",
    ),
    "department": Table(
        has_children=True,
        rows="SELECT t AS n FROM range(teams()) made(t)",
        columns="""
            number(91, n) AS dept_team_id, 'Team ' || n AS dept_team_name, number(91, n // 10) AS dept_team_parent_id,
            'Team ' || (n // 10) AS dept_team_parent_name""",
    ),
    "send": Table(
        has_children=True,
        rows="SELECT i AS n, person FROM sent",
        columns="""
            number(50, n) AS send_table_id, person AS send_person_id, 'A' || (100000000000 + n * 131) AS send_upn,
            (1000000000 + n + c * 500000000)::VARCHAR AS send_uln, NULL AS send_upn_unknown""",
    ),
    "sen_need": Table(
        rows="SELECT i * 10 + unnest(range(1 + pick('needs', i, 2))) AS n FROM education_plans",
        columns="""
            number(51, n) AS senn_table_id, number(55, n // 10) AS senn_active_ehcp_id,
            one_of('SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD OTH', 'sen', n, c) AS senn_active_ehcp_need_type,
            1 + n % 10 AS senn_active_ehcp_need_rank""",
    ),
    "ehcp_requests": Table(
        has_children=True,
        rows="SELECT i AS n, asked_on FROM education_requests",
        columns="""
            number(52, n) AS ehcr_ehcp_request_id, number(50, n) AS ehcr_send_table_id, asked_on AS ehcr_ehcp_req_date,
            asked_on + 40 + c AS ehcr_ehcp_req_outcome_date, one_of('Y N A', 'decided', n, 0)
                AS ehcr_ehcp_req_outcome""",
    ),
    "ehcp_assessment": Table(
        has_children=True,
        rows="SELECT i AS n, assessed_on FROM education_plans",
        columns="""
            number(53, n) AS ehca_ehcp_assessment_id, number(52, n) AS ehca_ehcp_request_id,
            past(assessed_on + c) AS ehca_ehcp_assessment_outcome_date, 'Y' AS ehca_ehcp_assessment_outcome,
            pick('exceptions', n, 2) AS ehca_ehcp_assessment_exceptions""",
    ),
    "ehcp_named_plan": Table(
        rows="SELECT i AS n, planned_on FROM education_plans",
        columns="""
            number(54, n) AS ehcn_named_plan_id, number(53, n) AS ehcn_ehcp_asmt_id, past(planned_on)
                AS ehcn_named_plan_start_date,
            CASE WHEN chance('ceased', n, 0.1) THEN past(planned_on + 300) END AS ehcn_named_plan_ceased_date,
            CASE WHEN chance('ceased', n, 0.1) THEN 1 + (pick('why', n, 9) + c) % 9 END
                AS ehcn_named_plan_ceased_reason""",
    ),
    "ehcp_active_plans": Table(
        has_children=True,
        rows="SELECT i AS n, planned_on FROM education_plans",
        columns="number(55, n) AS ehcp_active_ehcp_id, number(52, n) AS ehcp_ehcp_request_id, "
        "past(planned_on + 200 + c) AS ehcp_active_ehcp_last_review_date",
    ),
    "pre_proceedings": Table(
        rows="SELECT r AS n, * FROM need_plans WHERE chance('proceedings', r, 0.04)",
        columns="""
            number(56, n) AS prep_table_id, person AS prep_person_id, number(13, i // 3) AS prep_plo_family_id,
            started_on AS prep_pre_pro_decision_date, started_on + 10 AS prep_initial_pre_pro_meeting_date,
            replace(one_of('Issue Step_down', 'outcome', n, 0), '_', ' ') AS prep_pre_pro_outcome, past(started_on + 90)
                AS prep_agree_stepdown_issue_date,
            pick('plans', n, 3) AS prep_cp_plans_referral_period, one_of('A B C D', 'gateway', n, 0)
                AS prep_legal_gateway_outcome,
            pick('earlier', n, 2) AS prep_prev_pre_proc_child, pick('care proceedings', n, 2)
                AS prep_prev_care_proc_child,
            started_on + 5 AS prep_pre_pro_letter_date, NULL AS prep_care_pro_letter_date,
            pick('meetings', n, 5) + c AS prep_pre_pro_meetings_num,
            one_of('Y N U', 'represented', n, 0) AS prep_pre_pro_parents_legal_rep,
            one_of('Y N U', 'at issue', n, 0) AS prep_parents_legal_rep_point_of_issue,
            'ZZ' || pick('court', n, 99999) AS prep_court_reference, pick('hearings', n, 4)
                AS prep_care_proc_court_hearings,
            one_of('Y N U', 'short', n, 0) AS prep_care_proc_short_notice, NULL AS prep_proc_short_notice_reason,
            one_of('Y N U', 'initial', n, 0) AS prep_la_inital_plan_approved,
            one_of('A B C D E F G', 'first plan', n, 0) AS prep_la_initial_care_plan,
            one_of('Y N U', 'final', n, 0) AS prep_la_final_plan_approved,
            one_of('A B C D E F G H', 'last plan', n, 0) AS prep_la_final_care_plan""",
    ),
    "voice_of_child": Table(
        rows="SELECT i AS n, person FROM care WHERE chance('voice', i, 0.4)",
        columns="""
            number(57, n) AS voch_table_id, person AS voch_person_id, yes_no('worries', n, 0.7, c)
                AS voch_explained_worries,
            yes_no('story', n, 0.6, 0) AS voch_story_help_understand, yes_no('agree', n, 0.6, 0) AS voch_agree_worker,
            yes_no('safe', n, 0.6, 0) AS voch_plan_safe, yes_no('tablet', n, 0.5, 0) AS voch_tablet_help_explain""",
    ),
    "s251_finance": Table(
        rows="SELECT p AS n FROM placements WHERE chance('finance', p, 0.1)",
        columns="""
            number(58, n) AS s251_table_id, number(35, n) AS s251_cla_placement_id, 'SSD_PH' AS s251_placeholder_1,
            NULL AS s251_placeholder_2, NULL AS s251_placeholder_3, NULL AS s251_placeholder_4""",
    ),
}
"""The files of an extract, by table of the dataset; those that tell of releases and of the API are left out."""
