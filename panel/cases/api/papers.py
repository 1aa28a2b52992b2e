"""The papers of a request over JSON, and their files as they are; each method makes one call."""

import json

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.audit import log
from panel.cases import operations
from panel.cases.api.one_request import OneRequest
from panel.cases.document import Fault, Faulty, PaperPart, WithholdPart, parse
from panel.cases.models import Paper, PaperVersion
from panel.cases.papers import queries as papers
from panel.cases.papers.downloads import download
from panel.cases.papers.file_kinds import NotAPaper, kind_of
from panel.cases.vocabulary import PaperSection
from panel.doorway import REFUSALS, UNSEEN

ONE = r"papers/(?P<number>[0-9]+)"


class FileBody(serializers.Serializer[object]):
    """A new version's file, as multipart/form-data."""

    file = serializers.FileField()


class PaperBody(FileBody):
    """A paper, as multipart/form-data. The title never names the child."""

    title = serializers.CharField(max_length=150)
    section = serializers.ChoiceField(PaperSection.choices, default=PaperSection.GENERAL)


class VersionAnswer(serializers.ModelSerializer[PaperVersion]):
    """One version of a paper. `scanned` is empty while nothing has looked for viruses."""

    added_by = serializers.CharField(source="added_by.name")
    scanned = serializers.CharField(source="scan.outcome")

    class Meta:
        model = PaperVersion
        fields = ("number", "kind", "size", "sha256", "scanned", "added_at", "added_by")


class PaperAnswer(serializers.ModelSerializer[Paper]):
    """One paper with its versions, the latest first."""

    versions = serializers.SerializerMethodField()

    class Meta:
        model = Paper
        fields = ("number", "title", "section", "withheld_at", "withheld_because", "versions")

    @extend_schema_field(VersionAnswer(many=True))
    def get_versions(self, paper: Paper) -> object:
        """Return every version there is."""
        return VersionAnswer(paper.versions.order_by("-number"), many=True).data


@extend_schema(tags=["Papers"])
class Papers(OneRequest):
    """Read what the panel reads with a request, and add to it."""

    pagination_class = None

    def paper(self, reference: str, number: str) -> Paper:
        return papers.open_to(self.access, self.found(reference)).get(number=int(number))

    def read(self, reference: str, what: str) -> None:
        log.read(subject=reference, what=what, by=self.person, at=clock.now())

    @extend_schema(responses={200: PaperAnswer(many=True), **UNSEEN})
    @action(detail=True, url_path="papers", parser_classes=[MultiPartParser])
    def index(self, request: Request, reference: str) -> Response:
        """Read which papers there are, every version of each."""
        open_to = papers.in_full(papers.open_to(self.access, self.found(reference)))
        self.read(reference, "papers")
        return Response(PaperAnswer(open_to, many=True).data)

    @extend_schema(
        request={"multipart/form-data": PaperBody}, responses={201: PaperAnswer, **REFUSALS}
    )
    @index.mapping.post
    def add(self, request: Request, reference: str) -> Response:
        """Add a paper."""
        placement_request = self.found(reference)
        sent = request.POST
        typed = {name: sent[name] for name in ("title", "section") if name in sent}
        added = operations.add_paper(
            placement_request_id=placement_request.pk,
            paper=parse(PaperPart, json.dumps(typed)),
            content=_file(request),
            by=self.person,
            at=clock.now(),
        )
        return Response(PaperAnswer(added).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        request={"multipart/form-data": FileBody}, responses={201: VersionAnswer, **REFUSALS}
    )
    @action(
        detail=True, methods=["post"], url_path=f"{ONE}/versions", parser_classes=[MultiPartParser]
    )
    def add_version(self, request: Request, reference: str, number: str) -> Response:
        """Add a new version of a paper; those before it are kept."""
        added = operations.add_paper_version(
            paper_id=self.paper(reference, number).pk,
            content=_file(request),
            by=self.person,
            at=clock.now(),
        )
        return Response(VersionAnswer(added).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=WithholdPart, responses={200: PaperAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{ONE}/withhold")
    def withhold(self, request: Request, reference: str, number: str) -> Response:
        """Withhold a paper from the members, with a reason."""
        withheld = operations.withhold_paper(
            paper_id=self.paper(reference, number).pk,
            reason=parse(WithholdPart, request.body).reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(PaperAnswer(withheld).data)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **UNSEEN})
    @action(detail=True, url_path=rf"{ONE}/versions/(?P<version>[0-9]+)/file")
    def file(self, request: Request, reference: str, number: str, version: str) -> HttpResponse:
        """Read one version's file. The audit log notes that you did."""
        versions = self.paper(reference, number).versions.select_related("scan", "paper")
        answer = download(versions.get(number=int(version)))
        self.read(reference, f"paper {number}, version {version}")
        return answer


def _file(request: Request) -> bytes:
    """Return the file that was sent.

    Raises:
        Faulty: none was, or it is of no kind that a paper may be.
    """
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise Faulty([Fault("/file", "A file is missing, or it is too large to be taken.")])
    content: bytes = sent.read()
    try:
        kind_of(content, largest=settings.PAPER_MAX_BYTES)
    except NotAPaper as refusal:
        raise Faulty([Fault("/file", f"“{sent.name}” {refusal}")]) from refusal
    return content
