"""A moment is never kept without whoever it was that acted."""

from django.apps import apps
from django.db.models import DateTimeField, Model

#: Moments at which nobody acts: what is planned, or what the system itself does and marks.
NOBODY_ACTS = {
    "meetings.Meeting.starts_at": "a time to come, not an act; its planning is an event",
    "cases.Invitation.expires_at": "a time to come",
    "cases.Invitation.opened_at": "whoever holds the link, who has no account",
    "cases.Invitation.answered_at": "whoever holds the link, who has no account",
    "cases.Scan.offered_at": "the sweep offers it to the workers",
    "cases.Scan.scanned_at": "the worker scans",
    "cases.PlacementTask.opened_at": "the sweep tells its owners",
    "deadlines.Notice.due_at": "a time to come",
    "deadlines.Notice.offer_at": "a time to come",
    "deadlines.Notice.sent_at": "the worker sends",
    "deadlines.Notice.dropped_at": "the sweep drops",
    "deadlines.Reminder.due_at": "a time to come",
    "pooledbudget.VarianceAlert.raised_at": "the worker raises it with a forecast",
    "pooledbudget.VarianceAlert.ended_at": "the worker ends it with a forecast",
    "pooledbudget.Accrual.finished_at": "the worker finishes it",
    "pooledbudget.Accrual.offered_at": "the sweep offers it to the workers",
    "pooledbudget.Forecast.made_at": "the worker makes it",
    "pooledbudget.Forecast.offered_at": "the sweep offers it to the workers",
    "pooledbudget.Forecast.owed_at": "the sweep owes it each morning",
    "pooledbudget.Rollover.owed_at": "the sweep owes it once the year's books are open",
    "pooledbudget.Rollover.done_at": "the worker promises the money",
    "pooledbudget.Rollover.offered_at": "the sweep offers it to the workers",
    "decisions.RegisterEntry.issued_at": "the worker issues",
    "reports.ReportFile.offered_at": "the sweep offers it to the workers",
    "reports.ReportFile.printed_at": "the worker prints",
    "decisions.FamilyLetter.offered_at": "the sweep offers it to the workers",
    "decisions.FamilyLetter.printed_at": "the worker prints",
    "decisions.Rendering.offered_at": "the sweep offers it to the workers",
    "decisions.WhatIf.answered_at": "the worker answers it",
    "decisions.WhatIf.offered_at": "the sweep offers it to the workers",
    "pooledbudget.Import.finished_at": "the worker posts, for whoever asked",
    "pooledbudget.Import.offered_at": "the sweep offers it to the workers",
}


def moments() -> dict[str, type[Model]]:
    """Return every field of ours that ends in `_at`, by its full name, with its model."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("panel.")]
    return {
        f"{model._meta.label}.{field.name}": model
        for model in ours
        for field in model._meta.get_fields()
        if isinstance(field, DateTimeField) and field.name.endswith("_at")
    }


def test_every_at_has_a_by():
    alone = {
        name
        for name, model in moments().items()
        if name.rpartition(".")[2].removesuffix("_at") + "_by"
        not in {field.name for field in model._meta.get_fields()}
    }

    assert alone == set(NOBODY_ACTS)
