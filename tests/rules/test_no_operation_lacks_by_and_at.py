"""Every verb says who does it and when, and takes both by name; none asks the clock."""

import importlib.util
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import datetime
from types import ModuleType

import panel

#: What takes a row's lock for another app's verb, and changes nothing.
LOCKS = {
    "panel.cases.operations.locked": "a lock, no change",
    "panel.cases.operations.locked_changed_by": "a lock, no change",
    "panel.meetings.operations.locked_item": "a lock, no change",
}
#: Verbs that the system does by itself, or that change nothing.
NOBODY_ASKS = LOCKS | {
    "panel.cases.operations.answer_invitation": "whoever holds the link, who has no account",
    "panel.cases.operations.open_invitation": "whoever holds the link, who has no account",
    "panel.cases.operations.scan_paper": "the worker's",
    "panel.cases.operations.open_tasks": "the sweep's",
    "panel.cases.operations.represent_placements": "the sweep's",
    "panel.cases.operations.sweep": "the sweep's",
    "panel.deadlines.operations.owe_notice": "part of the move that causes it, which has its by",
    "panel.deadlines.operations.tell": "likewise",
    "panel.deadlines.operations.send_notices": "the worker's",
    "panel.deadlines.operations.sweep": "the sweep's",
    "panel.joining.operations.choose_password": "whoever holds the link, who can't sign in yet",
    "panel.joining.operations.send_link": "whoever forgot a password, who can't sign in",
    "panel.joining.operations.set_up": "whoever runs the server, before anybody has an account",
    "panel.decisions.operations.issue": "the worker's",
    "panel.deadlines.operations.remind": "the sweep's",
    "panel.decisions.operations.accrue_placements": "the worker's",
    "panel.decisions.operations.answer_what_if": "the worker's",
    "panel.pooledbudget.operations.claim_accrual": "the worker's",
    "panel.pooledbudget.operations.finish_accrual": "the worker's",
    "panel.pooledbudget.operations.offer_accruals": "the sweep's",
    "panel.pooledbudget.operations.remind_of_dues": "the worker's, with a forecast",
    "panel.decisions.operations.make_forecast": "the worker's",
    "panel.decisions.operations.print_letter": "the worker's",
    "panel.decisions.operations.sweep_letters": "the sweep's",
    "panel.decisions.operations.roll_over": "the worker's",
    "panel.decisions.operations.sweep": "the sweep's",
    "panel.decisions.operations.sweep_forecasts": "the sweep's",
    "panel.decisions.operations.sweep_rollovers": "the sweep's",
    "panel.pooledbudget.operations.claim_rollover": "the worker's",
    "panel.pooledbudget.operations.finish_rollover": "the worker's",
    "panel.pooledbudget.operations.offer_rollovers": "the sweep's",
    "panel.pooledbudget.operations.owe_rollovers": "the sweep's",
    "panel.pooledbudget.operations.claim_forecast": "the worker's",
    "panel.pooledbudget.operations.judge_variance": "the worker's",
    "panel.pooledbudget.operations.keep_forecast": "the worker's",
    "panel.pooledbudget.operations.owe_forecast": "the sweep's",
    "panel.pooledbudget.operations.owe_todays_forecasts": "the sweep's",
    "panel.reports.operations.print_report": "the worker's",
    "panel.reports.operations.sweep": "the sweep's",
    "panel.pooledbudget.operations.post_rows": "the worker's, for whoever asked",
    "panel.pooledbudget.operations.sweep": "the sweep's",
}


def operations() -> Iterator[ModuleType]:
    """Return the operations of every app, as its callers import them."""
    for app in pkgutil.iter_modules(panel.__path__, "panel."):
        if app.ispkg and importlib.util.find_spec(f"{app.name}.operations"):
            yield importlib.import_module(f"{app.name}.operations")


def verbs() -> dict[str, Callable[..., object]]:
    """Return the public functions of every operations module, or those its package offers."""
    return {
        f"{module.__name__}.{name}": function
        for module in operations()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if inspect.unwrap(function).__module__.startswith(module.__name__)
        and not name.startswith("_")
    }


def parameters(name: str) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(verbs()[name]).parameters)


def test_every_verb_takes_at():
    without = {name for name in verbs() if "at" not in parameters(name)}

    assert without == set(LOCKS)


def test_every_verb_takes_by_unless_nobody_asks_for_it():
    without = {name for name in verbs() if "by" not in parameters(name)}

    assert without == set(NOBODY_ASKS)


def test_by_and_at_are_given_by_name_and_never_assumed():
    for name in verbs():
        for word in {"by", "at"} & parameters(name).keys():
            taken = parameters(name)[word]
            assert taken.kind is inspect.Parameter.KEYWORD_ONLY, name
            assert taken.default is inspect.Parameter.empty, name
            if word == "at":
                assert taken.annotation is datetime, name
