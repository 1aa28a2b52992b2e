"""The addresses of placement requests."""

from django.urls import path

from panel.cases.views import (
    advising,
    handling,
    linking,
    papers,
    planning,
    reading,
    rebasing,
    restricting,
    starting,
    telling,
    writing,
)
from panel.cases.vocabulary.telling import RequestSectionName

urlpatterns = [
    path("", reading.index, name="cases"),
    path("emergency/", restricting.emergency, name="case-emergency"),
    path("new/", starting.new, name="request-new"),
    path("new/known/", starting.known, name="request-known"),
    path("<str:reference>/request/", writing.sections, name="request"),
    *(
        path(f"<str:reference>/request/{name}/", telling.part, {"name": name}, f"request-{name}")
        for name in RequestSectionName
    ),
    path("<str:reference>/request/child/<slug:name>/", telling.of_child, name="request-child"),
    path("<str:reference>/request/change/", writing.why, name="request-change"),
    path("<str:reference>/request/options/new/", writing.option, name="request-new-option"),
    path("<str:reference>/request/options/<str:letter>/", writing.option, name="request-option"),
    path(
        "<str:reference>/request/options/<str:letter>/drop/",
        writing.drop_option,
        name="request-drop-option",
    ),
    path("<str:reference>/request/check/", writing.check, name="request-check"),
    path("<str:reference>/check/", handling.check, name="case-check"),
    path("<str:reference>/send-back/", handling.send_back, name="case-send-back"),
    path("<str:reference>/newer-rules/", rebasing.rebase, name="case-rebase"),
    path("<str:reference>/advice/<slug:agency>/", advising.advice, name="case-advice"),
    path("<str:reference>/outside-advice/", advising.outside_advice, name="case-outside-advice"),
    path(
        "<str:reference>/outside-advice/<int:invitation>/revoke/",
        advising.revoke,
        name="case-revoke-invitation",
    ),
    path(
        "<str:reference>/ask-where-changed/",
        handling.ask_where_changed,
        name="case-ask-where-changed",
    ),
    path("<str:reference>/ready/", handling.mark_ready, name="case-ready"),
    path("<str:reference>/ask-again/", handling.ask_again, name="case-ask-again"),
    path("<str:reference>/papers/", papers.index, name="case-papers"),
    path("<str:reference>/papers/add/", papers.add, name="case-paper-add"),
    path(
        "<str:reference>/papers/<int:number>/v<int:version>/", papers.file, name="case-paper-file"
    ),
    path(
        "<str:reference>/papers/<int:number>/new-version/",
        papers.add_version,
        name="case-paper-version",
    ),
    path(
        "<str:reference>/papers/<int:number>/withhold/",
        papers.withhold,
        name="case-paper-withhold",
    ),
    path("<str:reference>/links/new/", linking.link, name="case-link"),
    path("<str:reference>/links/remove/", linking.unlink, name="case-unlink"),
    path("<str:reference>/restrict/", restricting.restrict, name="case-restrict"),
    path("<str:reference>/lift-restriction/", restricting.lift, name="case-lift"),
    path("<str:reference>/timeline/", reading.timeline, name="case-timeline"),
    path("<str:reference>/clocks/", reading.clocks, name="case-clocks"),
    path("<str:reference>/clocks/plan/", planning.plan_step, name="case-plan-step"),
    path("<str:reference>/clocks/plan/back/", planning.take_back, name="case-plan-step-back"),
    path(
        "<str:reference>/clocks/<int:clock_id>/exception/",
        planning.exception,
        name="case-exception",
    ),
]
