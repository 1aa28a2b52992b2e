"""The addresses of the fund."""

from django.urls import path

from panel.pooledbudget.views import (
    accruing,
    agreement,
    contributions,
    ending,
    forecasting,
    importing,
    invoicing,
    keeping,
    planning,
    reading,
    recharging,
    virements,
)

urlpatterns = [
    path("", reading.index, name="fund"),
    path("ledger/", reading.ledger, name="ledger"),
    path("years/<int:pk>/forecast/", forecasting.forecast, name="fund-forecast"),
    path("years/<int:pk>/plans/new/", planning.make, name="fund-plan-new"),
    path("plans/<int:plan>/", planning.plan, name="fund-plan"),
    path("plans/<int:plan>/progress/", planning.progress, name="fund-plan-progress"),
    path("plans/<int:plan>/end/", planning.end, name="fund-plan-end"),
    path("open/", keeping.open_fund, name="fund-open"),
    path("<slug:code>/years/open/", keeping.open_year, name="fund-year-open"),
    path("<slug:code>/agreement/", agreement.show, name="fund-agreement"),
    path("<slug:code>/agreement/state/", agreement.state, name="fund-agreement-state"),
    path(
        "<slug:code>/agreement/<int:version>/consent/",
        agreement.consent,
        name="fund-agreement-consent",
    ),
    path("<slug:code>/leave/", agreement.leave, name="fund-leave"),
    path("years/<int:pk>/contributions/", contributions.show, name="fund-contributions"),
    path(
        "years/<int:pk>/contributions/state/", contributions.state, name="fund-contribution-state"
    ),
    path(
        "years/<int:pk>/contributions/change/",
        contributions.change,
        name="fund-contribution-change",
    ),
    path(
        "contributions/<int:pk>/approve/", contributions.approve, name="fund-contribution-approve"
    ),
    path("years/<int:pk>/contribution/", keeping.receive, name="fund-contribution"),
    path("entries/<int:pk>/take-back/", keeping.take_back, name="fund-take-back"),
    path("invoices/", invoicing.index, name="invoices"),
    path("invoices/<int:pk>/", invoicing.show, name="invoice"),
    path("invoices/<int:pk>/approve/", invoicing.approve, name="invoice-approve"),
    path("invoices/<int:pk>/pay/", invoicing.pay, name="invoice-pay"),
    path("invoices/<int:pk>/credit/", invoicing.credit, name="invoice-credit"),
    path("invoices/<int:pk>/void/", invoicing.void, name="invoice-void"),
    path("imports/", importing.index, name="imports"),
    path("imports/<int:pk>/", importing.show, name="import"),
    path("imports/<int:pk>/post/", importing.post, name="import-post"),
    path("imports/<int:pk>/left-out/", importing.left_out, name="import-left-out"),
    path("years/<int:pk>/accrue/", accruing.accrue, name="fund-accrue"),
    path("years/<int:pk>/import/", importing.check, name="import-check"),
    path("recharges/", recharging.index, name="recharges"),
    path("recharges/<int:pk>/", recharging.show, name="recharge"),
    path("recharges/<int:pk>/recover/", recharging.recover, name="recharge-recover"),
    path("recharges/<int:pk>/withdraw/", recharging.withdraw, name="recharge-withdraw"),
    path("years/<int:pk>/recharge/", recharging.issue, name="recharge-issue"),
    path("years/<int:pk>/invoice/", invoicing.book, name="invoice-book"),
    path("years/<int:pk>/virements/", virements.index, name="fund-virements"),
    path("years/<int:pk>/virements/propose/", virements.propose, name="fund-virement-propose"),
    path("years/<int:pk>/set-aside/", virements.set_aside, name="fund-set-aside"),
    path("virements/<int:pk>/", virements.show, name="fund-virement"),
    path("virements/<int:pk>/agree/", virements.agree, name="fund-virement-agree"),
    path("virements/<int:pk>/post/", virements.post, name="fund-virement-post"),
    path("years/<int:pk>/close/", keeping.close, name="fund-year-close"),
    path("years/<int:pk>/settle/", ending.settle, name="fund-year-settle"),
    path("years/<int:pk>/open-again/", ending.reopen, name="fund-year-reopen"),
]
