"""The addresses of meetings; see `decisions.urls` for those at which the panel decides."""

from django.urls import path

from panel.meetings.views import items, meetings

urlpatterns = [
    path("", meetings.index, name="meetings"),
    path("plan/", meetings.plan, name="meeting-plan"),
    path("<int:meeting_id>/", meetings.meeting, name="meeting"),
    path("<int:meeting_id>/papers/", meetings.send_papers, name="meeting-papers"),
    path("<int:meeting_id>/start/", meetings.start, name="meeting-start"),
    path("<int:meeting_id>/close/", meetings.close, name="meeting-close"),
    path("<int:meeting_id>/reconvene/", meetings.reconvene, name="meeting-reconvene"),
    path("<int:meeting_id>/items/<int:place>/position/", items.position, name="item-position"),
    path("<int:meeting_id>/items/<int:place>/interest/", items.interest, name="item-interest"),
    path("<int:meeting_id>/items/<int:place>/guest/", items.guest, name="item-guest"),
]
