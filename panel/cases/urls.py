"""The addresses of placement requests."""

from django.urls import path

from panel.cases.views import writing

urlpatterns = [
    path("new/", writing.new, name="request-new"),
    path("<str:reference>/request/", writing.sections, name="request"),
    path("<str:reference>/request/story/", writing.story, name="request-story"),
    path("<str:reference>/request/needs/", writing.needs, name="request-needs"),
    path("<str:reference>/request/options/new/", writing.option, name="request-new-option"),
    path("<str:reference>/request/options/<str:letter>/", writing.option, name="request-option"),
    path(
        "<str:reference>/request/options/<str:letter>/drop/",
        writing.drop_option,
        name="request-drop-option",
    ),
    path("<str:reference>/request/check/", writing.check, name="request-check"),
]
