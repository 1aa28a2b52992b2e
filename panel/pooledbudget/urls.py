"""The addresses of the fund."""

from django.urls import path

from panel.pooledbudget.views import keeping, reading

urlpatterns = [
    path("", reading.index, name="fund"),
    path("ledger/", reading.ledger, name="ledger"),
    path("open/", keeping.open_fund, name="fund-open"),
    path("<slug:code>/years/open/", keeping.open_year, name="fund-year-open"),
    path("years/<int:pk>/contribution/", keeping.receive, name="fund-contribution"),
    path("entries/<int:pk>/take-back/", keeping.take_back, name="fund-take-back"),
    path("years/<int:pk>/close/", keeping.close, name="fund-year-close"),
]
