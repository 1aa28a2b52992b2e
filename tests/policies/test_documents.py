"""Reading a panel's rules."""

import pytest
from pydantic import ValidationError

from panel.policies import documents
from panel.policies.schema import Policy

KENT = (documents.FOLDER / "kent.toml").read_text(encoding="utf-8")


class TestParse:
    @pytest.mark.parametrize("file", sorted(documents.FOLDER.glob("*.toml")), ids=lambda f: f.stem)
    def test_reads_every_document_that_comes_with_the_system(self, file):
        assert isinstance(documents.parse(file.read_text(encoding="utf-8")), Policy)

    def test_names_every_fault_at_once(self):
        broken = KENT.replace("members_min = 4", "members_min = 0").replace(
            "chair_required = true", "chair_needed = true"
        )

        with pytest.raises(documents.Faulty) as faulty:
            documents.parse(broken)
        places = {fault.partition(":")[0] for fault in faulty.value.faults}
        assert places == {"quorum.members_min", "quorum.chair_needed"}

    def test_says_when_it_isn_t_toml(self):
        with pytest.raises(documents.Faulty, match="This isn't TOML"):
            documents.parse("[quorum")

    def test_what_it_reads_can_t_be_changed(self):
        policy = documents.parse(KENT)

        with pytest.raises(ValidationError, match="frozen"):
            policy.quorum.members_min = 1
