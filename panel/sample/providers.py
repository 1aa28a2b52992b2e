"""The sample county's directory of providers, entered by its coordinator."""

import json
import tomllib
from datetime import datetime
from pathlib import Path

from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.document import ProviderPart, parse
from panel.sample import people

FILE = Path(__file__).with_name("providers.toml")


def enter(*, at: datetime) -> None:
    """List every provider of the file."""
    for told in tomllib.loads(FILE.read_text(encoding="utf-8"))["provider"]:
        provider = parse(ProviderPart, json.dumps(told))
        cases.list_provider(provider=provider, by=people.one(Role.COORDINATOR), at=at)
