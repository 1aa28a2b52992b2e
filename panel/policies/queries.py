"""Questions about which rules apply."""

from datetime import date

from panel.policies.models import PolicyVersion


def in_force(panel_id: int, *, on: date) -> PolicyVersion:
    """Return the version of a panel's rules in force on a day.

    Raises:
        PolicyVersion.DoesNotExist: when the panel had no rules yet.
    """
    return (
        PolicyVersion.objects.filter(panel_id=panel_id, effective_from__lte=on)
        .order_by("-effective_from")[:1]
        .get()
    )
