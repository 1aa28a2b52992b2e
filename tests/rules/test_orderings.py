"""Rows that belong to another are put in order without a look at the other's own order."""

from django.apps import apps
from django.db.models import Model

BY_NAME = {"agency", "person"}  # read in the order of codes and names, wherever they stand


def joined(model: type[Model]) -> list[str]:
    """Return what a model is ordered by that costs every query another table."""
    meta = model._meta
    plain = [name.removeprefix("-") for name in meta.ordering if isinstance(name, str)]
    relations = {field.name for field in meta.get_fields() if field.is_relation}
    return [f"{meta.label}: {name}" for name in plain if name in relations - BY_NAME]


def test_no_row_is_ordered_by_the_order_of_its_parent() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("panel.")]
    by_code = {"meetings.Meeting: panel", "pooledbudget.FundYear: fund"}  # lists across several

    assert {name for model in ours for name in joined(model)} == by_code
