"""The site map."""

from django.urls import URLPattern, URLResolver, path

from panel import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
]
