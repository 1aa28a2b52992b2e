"""How a test speaks to the JSON doorway of a site that runs elsewhere."""

import json
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

ANSWER_SECONDS = 60


class Answered(Exception):
    """Raised when the site answers with anything but success."""


class Caller:
    """A person at `/api/v1/`, signed in as pages sign people in."""

    def __init__(self, address: str, username: str, password: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))
        self._send("/sign-in/")
        form = {"username": username, "password": password, "csrfmiddlewaretoken": self._token}
        self._send("/sign-in/", urlencode(form).encode())

    def get(self, path: str) -> Any:
        """Return what there is at a path of the JSON doorway."""
        return json.loads(self._send(f"/api/v1/{path}"))

    def done(self, path: str, body: object = None) -> Any:
        """Post and return what came back.

        Raises:
            Answered: with a refusal or an error, and its words.
        """
        return json.loads(self._send(f"/api/v1/{path}", json.dumps(body or {}).encode()))

    @property
    def _token(self) -> str:
        return next(str(kept.value) for kept in self.cookies if kept.name == "csrftoken")

    def _send(self, path: str, body: bytes | None = None) -> bytes:
        request = Request(f"{self.address}{path}", data=body)
        if path.startswith("/api/"):
            request.add_header("Content-Type", "application/json")
            request.add_header("X-CSRFToken", self._token)
        try:
            with self.opener.open(request, timeout=ANSWER_SECONDS) as answer:
                return bytes(answer.read())
        except HTTPError as error:
            raise Answered(f"{path}: {error.code} {error.read().decode()[:500]}") from error
