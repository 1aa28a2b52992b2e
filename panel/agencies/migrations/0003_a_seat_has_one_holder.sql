-- A seat has one holder at a time; substitutes are as many as are named.
ALTER TABLE agencies_appointment
    ADD CONSTRAINT appointment_to_a_seat_is_one_person_s_at_a_time
    EXCLUDE USING gist (
        int8range(seat_id, seat_id, '[]') WITH &&,
        daterange(starts_on, ends_on) WITH &&
    ) WHERE (seat_id IS NOT NULL AND NOT is_substitute);
