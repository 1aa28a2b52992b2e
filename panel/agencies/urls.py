"""The addresses of people and seats."""

from django.urls import path

from panel.agencies.views import delegations, people, seats

urlpatterns = [
    path("", people.index, name="people"),
    path("appoint/", people.appoint, name="person-appoint"),
    path("appointments/<int:pk>/", people.end, name="appointment"),
    path("appointments/<int:pk>/deputy/", people.deputy, name="appointment-deputy"),
    path("appointments/<int:pk>/grade/", people.grade, name="appointment-grade"),
    path("seats/add/", seats.add_seat, name="seat-add"),
    path("seats/<int:pk>/", seats.seat, name="seat"),
    path("seats/<int:pk>/substitute/", seats.substitute, name="seat-substitute"),
    path("delegations/add/", delegations.delegate, name="delegation-add"),
    path("delegations/<int:pk>/end/", delegations.end_delegation, name="delegation-end"),
]
