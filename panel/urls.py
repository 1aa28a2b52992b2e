"""The site map."""

from django.urls import URLPattern, URLResolver, include, path

from panel import health
from panel.cases.views import outside, reads
from panel.joining import views as joining
from panel.policies import views as policies

handler404 = "panel.api.not_found"
urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("api/", include("panel.api")),
    path("cases/", include("panel.cases.urls")),
    path("placements/", include("panel.cases.placement_urls")),
    path("audit/access/", reads.index, name="reads"),
    path("providers/", include("panel.cases.provider_urls")),
    path("reports/", include("panel.cases.report_urls")),
    path("advise/sent/", outside.sent, name="advice-sent"),
    path("advise/<str:token>/", outside.advise, name="advise"),
    path("meetings/", include("panel.meetings.urls")),
    path("fund/reports/", include("panel.reports.urls")),
    path("fund/", include("panel.pooledbudget.urls")),
    path("settings/people/add/", joining.invite, name="person-add"),
    path("settings/people/", include("panel.agencies.urls")),
    path("rules/<slug:panel>/", policies.summarised, name="rules-in-public"),
    path("settings/policies/", include("panel.policies.urls")),
    path("", include("panel.decisions.urls")),
    path("", include("panel.joining.urls")),
]
