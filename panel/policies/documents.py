"""Reading a policy document: TOML text to typed rules, with every fault at once."""

import json
import tomllib
from pathlib import Path

from pydantic import ValidationError

from panel.policies.schema import Policy

#: The reference documents that come with the system, one TOML file a panel.
FOLDER = Path(__file__).parent / "panels"


class Faulty(Exception):
    """Raised when a document can't be a policy; `faults` holds a sentence for each reason."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def parse(text: str) -> Policy:
    """Return the rules that a TOML document states.

    Raises:
        Faulty: when it isn't TOML, or any field is missing, unknown or out of range.
    """
    try:
        return Policy.model_validate_json(json.dumps(tomllib.loads(text), default=str))
    except tomllib.TOMLDecodeError as broken:
        raise Faulty([f"This isn't TOML: {broken}."]) from broken
    except ValidationError as invalid:
        raise Faulty(
            [
                f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}."
                for fault in invalid.errors()
            ]
        ) from invalid
