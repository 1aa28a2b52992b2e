UPDATE cases_child SET plan_stage = 'issued' WHERE has_plan;

INSERT INTO cases_soughtoutcome (placement_request_id, position, what, measure)
SELECT request.id, row_number() OVER (PARTITION BY request.id ORDER BY line.place),
    trim(line.what), ''
FROM cases_placementrequest AS request,
    regexp_split_to_table(request.outcomes_sought, E'\r?\n') WITH ORDINALITY AS line (what, place)
WHERE trim(line.what) <> '';
