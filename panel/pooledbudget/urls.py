"""The addresses of the fund."""

from django.urls import path

from panel.pooledbudget.views import forecasting, invoicing, keeping, reading

urlpatterns = [
    path("", reading.index, name="fund"),
    path("ledger/", reading.ledger, name="ledger"),
    path("years/<int:pk>/forecast/", forecasting.forecast, name="fund-forecast"),
    path("open/", keeping.open_fund, name="fund-open"),
    path("<slug:code>/years/open/", keeping.open_year, name="fund-year-open"),
    path("years/<int:pk>/contribution/", keeping.receive, name="fund-contribution"),
    path("entries/<int:pk>/take-back/", keeping.take_back, name="fund-take-back"),
    path("invoices/", invoicing.index, name="invoices"),
    path("invoices/<int:pk>/", invoicing.show, name="invoice"),
    path("invoices/<int:pk>/approve/", invoicing.approve, name="invoice-approve"),
    path("invoices/<int:pk>/pay/", invoicing.pay, name="invoice-pay"),
    path("invoices/<int:pk>/credit/", invoicing.credit, name="invoice-credit"),
    path("invoices/<int:pk>/void/", invoicing.void, name="invoice-void"),
    path("years/<int:pk>/invoice/", invoicing.book, name="invoice-book"),
    path("years/<int:pk>/close/", keeping.close, name="fund-year-close"),
]
