"""How tests speak to the JSON doorway: as one person, in JSON both ways."""

from typing import Any

from django.test import Client

from panel.agencies.models import Person

JSON = "application/json"


class Caller:
    """A person at `/api/v1/`."""

    def __init__(self, person: Person | None = None) -> None:
        self.client = Client()
        if person is not None:
            self.client.force_login(person)

    def get(self, path: str, **asked: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", asked)

    def post(self, path: str, body: object = None) -> Any:
        return self.client.post(f"/api/v1/{path}", body or {}, content_type=JSON)

    def done(self, path: str, body: object = None) -> Any:
        """Post and return what came back; fails with the reasons if it was refused."""
        answer = self.post(path, body)
        assert answer.status_code in (200, 201), (path, answer.status_code, answer.json())
        return answer.json()
