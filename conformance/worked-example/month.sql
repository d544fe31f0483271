-- china-telecom/star, assessment of 2021-04 (month 24255)
WITH in_force AS (
  -- joined before 2021-04, not left before it
  SELECT customer, joined, joined_on, segment, region FROM membership
  WHERE joined < 24255 AND (left_in IS NULL OR left_in >= 24255) AND true
),
changed AS (
  SELECT a.customer, arg_max({'segment': a.segment, 'region': a.region}, a."from") AS now
  FROM attribute a JOIN in_force m ON a.customer = m.customer
    AND a."from" BETWEEN m.joined_on AND DATE '2021-03-31'
  GROUP BY a.customer
),
placed AS (
  SELECT m.customer, m.joined,
    CASE WHEN c.customer IS NULL THEN m.segment ELSE c.now.segment END AS segment,
    CASE WHEN c.customer IS NULL THEN m.region ELSE c.now.region END AS region
  FROM in_force m LEFT JOIN changed c ON c.customer = m.customer
),
ruled AS (
  SELECT customer, joined, segment, 0 AS rule FROM placed
),
standing AS (
  SELECT customer, joined, rule, segment IN (0) AS eligible FROM ruled
),
spent AS (
  SELECT customer, sum(units_0) AS spent_0 FROM qualified
  WHERE period BETWEEN 24243 AND 24254 AND true GROUP BY customer
),
spent_early AS (
  SELECT customer, joined, sum(units_0) AS spent_0 FROM before_joining
  WHERE period BETWEEN 24243 AND 24254 AND true GROUP BY customer, joined
),
in_use AS (
  SELECT customer, min(opened) FILTER (kind = 0) AS since_0 FROM holding
  WHERE held_from < 24255 AND (held_to IS NULL OR held_to >= 24255) AND true
  GROUP BY customer
),
stopped AS (
  SELECT t.customer, count(*) FILTER (t.month >= 24243 AND t.service_kind = 0 AND t.kind = 1 AND t.cause IN (0)) AS stops_0 FROM stop t JOIN standing p ON p.customer = t.customer
  WHERE t.month BETWEEN p.joined AND 24254 GROUP BY t.customer
),
before AS (
  SELECT * FROM held_before WHERE true
),
facts AS (
  SELECT p.customer, p.joined, p.rule,
    coalesce(s.spent_0, 0) - coalesce(e.spent_0, 0) AS units,
    u.since_0 AS tenure_since,
    coalesce(t.stops_0, 0) AS stops,
    CASE WHEN b.customer IS NULL OR b.last OR b.joined <> p.joined THEN 0 ELSE b.star END AS held,
    b.valid_from AS held_from, b.valid_through AS held_through,
    coalesce(NOT b.last AND b.joined <> p.joined, false) AS rejoined,
    coalesce(b.star, 0) AS star_before
  FROM standing p
  LEFT JOIN spent s ON s.customer = p.customer
  LEFT JOIN spent_early e ON e.customer = p.customer AND e.joined = p.joined
  LEFT JOIN in_use u ON u.customer = p.customer
  LEFT JOIN stopped t ON t.customer = p.customer
  LEFT JOIN before b ON b.customer = p.customer
  WHERE p.eligible
),
parts AS (
  SELECT *,
    (greatest(units, 0) // (100))::BIGINT AS spend_growth,
    (CASE WHEN tenure_since IS NULL THEN 0 ELSE 10 * (24255 - tenure_since)::BIGINT END)::BIGINT AS tenure_growth,
    (-10) * stops AS credit_growth
  FROM facts
),
growth AS (
  SELECT *, greatest(0, spend_growth + tenure_growth + credit_growth) AS growth_value FROM parts
),
thresholds AS (
  SELECT *, (growth_value >= 600)::TINYINT + (growth_value >= 1000)::TINYINT + (growth_value >= 1500)::TINYINT + (growth_value >= 2300)::TINYINT + (growth_value >= 4000)::TINYINT + (growth_value >= 6000)::TINYINT + (growth_value >= 8000)::TINYINT AS reached FROM growth
),
capped AS (
  SELECT *, reached AS assessed FROM thresholds
),
decided AS (
  SELECT *, CASE
      WHEN held = 0 AND assessed >= 1 THEN 0
      WHEN held = 0 THEN 1
      WHEN assessed > held THEN 2
      WHEN held_through >= 24255 THEN 3
      WHEN assessed = held THEN 4
      ELSE 5 END AS outcome FROM capped
),
assigned AS (
  SELECT *, CASE outcome WHEN 3 THEN held WHEN 5 THEN assessed ELSE assessed END AS star FROM decided
)
SELECT customer, spend_growth, tenure_growth, credit_growth, growth_value,
  assessed::TINYINT AS assessed_star, star::TINYINT AS star,
  CASE WHEN star > 0 THEN CASE outcome WHEN 3 THEN held_from ELSE 24255 END END AS valid_from,
  CASE WHEN star > 0 THEN CASE outcome WHEN 3 THEN held_through ELSE 24266 END END AS valid_through,
  outcome::UTINYINT AS outcome, star_before, joined,
  '2016-01.yaml' AS document,
  tenure_since, stops::INTEGER AS stops,
  rejoined, false AS transition, units < 0 AS spend_floored, false AS tenure_capped,
  spend_growth + tenure_growth + credit_growth < 0 AS growth_floored, assessed < reached AS star_capped,
  outcome = 5 AND star > assessed AS stepped
FROM assigned
UNION ALL
SELECT b.customer, 0, 0, 0, 0, 0, 0, NULL, NULL,
  CASE WHEN p.customer IS NULL THEN 6 ELSE 7 END, b.star, NULL,
  NULL, NULL, 0, false, false, false, false, false, false, false
FROM before b LEFT JOIN standing p ON p.customer = b.customer
WHERE NOT b.last AND NOT coalesce(p.eligible, false)
