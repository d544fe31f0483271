-- One month as a data engineer would write it by hand: no checks of the facts, no versions, no rejects,
-- no known-by day, no overlays, no explanation, the numbers of one policy written into the query.
-- $facts, $from, $through (periods), $month (as a date), $held (the register of the month before).
COPY (
  WITH spend AS (
    SELECT customer_id, sum(amount_fen) AS fen FROM read_parquet('$facts/charges/*.parquet')
    WHERE period BETWEEN '$from' AND '$through'
      AND kind IN ('mobile', 'broadband', 'fixed', 'iptv')
      AND category NOT IN ('gift', 'agency', 'penalty', 'one-off', 'prepaid-card', 'non-telecom')
    GROUP BY customer_id
  ),
  tenure AS (
    SELECT customer_id, datediff('month', min(opened_on), DATE '$month') AS months
    FROM read_parquet('$facts/services.parquet')
    WHERE kind = 'mobile' AND held_from < DATE '$month'
      AND (held_to IS NULL OR held_to >= DATE '$month')
    GROUP BY customer_id
  ),
  credit AS (
    SELECT t.customer_id, count(*) AS stops
    FROM read_parquet('$facts/stops/*.parquet') t
    JOIN (SELECT DISTINCT service_id FROM read_parquet('$facts/services.parquet') WHERE kind = 'mobile') USING (service_id)
    WHERE t.kind = 'double' AND t.cause = 'arrears'
      AND stopped_on >= DATE '$month' - INTERVAL 12 MONTH AND stopped_on < DATE '$month'
    GROUP BY t.customer_id
  ),
  growth AS (
    SELECT c.customer_id, greatest(coalesce(fen, 0), 0) // 100 AS spend_growth,
      10 * coalesce(months, 0) AS tenure_growth, -10 * coalesce(stops, 0) AS credit_growth
    FROM (SELECT DISTINCT customer_id FROM read_parquet('$facts/customers.parquet')
          WHERE segment = 'individual' AND joined_on < DATE '$month'
            AND (left_on IS NULL OR left_on >= DATE '$month')) c
    LEFT JOIN spend USING (customer_id) LEFT JOIN tenure USING (customer_id) LEFT JOIN credit USING (customer_id)
  ),
  assessed AS (
    SELECT *, greatest(0, spend_growth + tenure_growth + credit_growth) AS growth_value,
      CASE WHEN growth_value < 600 THEN 0 WHEN growth_value < 1000 THEN 1 WHEN growth_value < 1500 THEN 2
        WHEN growth_value < 2300 THEN 3 WHEN growth_value < 4000 THEN 4 WHEN growth_value < 6000 THEN 5
        WHEN growth_value < 8000 THEN 6 ELSE 7 END AS assessed_star
    FROM growth
  )
  SELECT a.customer_id, a.spend_growth, a.tenure_growth, a.credit_growth, a.growth_value, a.assessed_star,
    CASE WHEN coalesce(h.star, 0) > a.assessed_star AND h.valid_through >= strftime(DATE '$month', '%Y-%m')
      THEN h.star ELSE a.assessed_star END AS star,
    CASE WHEN coalesce(h.star, 0) >= a.assessed_star AND h.valid_through >= strftime(DATE '$month', '%Y-%m')
      THEN h.valid_through ELSE strftime(DATE '$month' + INTERVAL 11 MONTH, '%Y-%m') END AS valid_through
  FROM assessed a LEFT JOIN read_parquet('$held') h USING (customer_id)
) TO '$out' (FORMAT parquet, COMPRESSION zstd)
