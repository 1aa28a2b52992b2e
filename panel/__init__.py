"""
The joint-commissioning panel.

Education, health and social care agree here on joint funding for the placements of children and
young people with the most complex needs: a placement request moves through governed stages, the
decision commits the money in the same transaction, and the decision record proves itself to an
auditor years later.
"""
