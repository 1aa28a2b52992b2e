"""The JSON doorway as a whole: its description, and how refusals are told."""

from pathlib import Path

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema

PRINTED = Path(__file__).parent.parent / "docs" / "reference" / "api.yaml"


@pytest.fixture(scope="module")
def schema() -> dict:
    GENERATOR_STATS.reset()
    return SchemaGenerator().get_schema(request=None, public=True)


class TestSchema:
    def test_is_valid_openapi(self, schema: dict):
        validate_schema(schema)

    def test_was_made_without_a_guess(self, schema: dict):
        assert not GENERATOR_STATS

    def test_is_the_one_printed_in_the_reference(self, schema: dict):
        assert OpenApiYamlRenderer().render(schema).decode() == PRINTED.read_text(), (
            "Run: make docs"
        )
