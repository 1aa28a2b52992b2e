"""Keeping the directory of providers."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases.document import ProviderPart, require_true_days
from panel.cases.models import Provider
from panel.refusals import Refusal

SUBJECT = "providers"
BATCH = 2_000
NUMBERS = ("urn", "social_care_urn", "ods_code")

#: What the national list knows; an import leaves the rest of an entry alone.
REGISTERED = (
    "name",
    "placement_group",
    "ukprn",
    "authority_code",
    "authority",
    "establishment_number",
    "postcode",
    "rating",
    "rated_on",
    "is_open",
)


class NumberTaken(Refusal):
    """Raised when the numbers given for one provider belong to two in the directory."""


@dataclass(frozen=True)
class Imported:
    """What became of the directory: how many entries are new, changed, or as they were."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def import_providers(
    *, providers: Sequence[ProviderPart], by: Person | None, at: datetime
) -> Imported:
    """Bring the directory up to date with entries of the national list, found by their URNs.

    Doing so twice changes nothing the second time. Nobody is left out for being missing from
    `providers`: the list says that a provider has closed.

    Args:
        by: None when whoever runs the server does it from there.

    Raises:
        access.Refused: this person doesn't keep the directory.
    """
    _require_keeper(by, at=at)
    added = changed = 0
    for batch in _batches(providers):
        standing = Provider.objects.in_bulk([entry.urn for entry in batch], field_name="urn")
        new = [entry for entry in batch if entry.urn not in standing]
        other = [entry for entry in batch if _differs(standing.get(entry.urn), entry)]
        Provider.objects.bulk_create(
            (Provider(urn=entry.urn, **_registered(entry)) for entry in (*new, *other)),
            update_conflicts=True,
            unique_fields=["urn"],
            update_fields=REGISTERED,
        )
        added, changed = added + len(new), changed + len(other)
    imported = Imported(added, changed, len(providers) - added - changed)
    log.record(subject=SUBJECT, kind="imported", by=by, at=at, payload=asdict(imported))
    return imported


@transaction.atomic
def list_provider(*, provider: ProviderPart, by: Person, at: datetime) -> Provider:
    """Enter one provider in the directory, or bring the entry with one of its numbers up to date.

    Raises:
        access.Refused: this person doesn't keep the directory.
        NumberTaken: its numbers belong to two entries.
    """
    _require_keeper(by, at=at)
    require_true_days(provider, on=clock.date_of(at))
    told = provider.model_dump() | {"rating": provider.rating or ""}
    numbers = {name: told[name] for name in NUMBERS if told[name]}
    known = Q(*numbers.items(), _connector=Q.OR)
    found = list(Provider.objects.select_for_update().filter(known)[:2])
    if len(found) > 1:
        raise NumberTaken("These numbers belong to two providers of the directory.")
    values = told | dict.fromkeys(NUMBERS) | numbers
    try:
        with transaction.atomic():
            entry = found[0] if found else Provider()
            for name, value in values.items():
                setattr(entry, name, value)
            entry.save()
    except IntegrityError as taken:
        raise NumberTaken("Another provider was entered with this number. Look again.") from taken
    log.record(
        subject=SUBJECT, kind="provider_listed", by=by, at=at, payload={"number": entry.number}
    )
    return entry


def _require_keeper(by: Person | None, *, at: datetime) -> None:
    permission = Permission.DIRECTORY_KEEP
    if by is not None and not access.of(by, on=clock.date_of(at)).holds(permission):
        raise access.Refused(by, permission)


def _batches(providers: Sequence[ProviderPart]) -> Iterator[Sequence[ProviderPart]]:
    for start in range(0, len(providers), BATCH):
        yield providers[start : start + BATCH]


def _registered(entry: ProviderPart) -> dict[str, Any]:
    return entry.model_dump(include=set(REGISTERED)) | {"rating": entry.rating or ""}


def _differs(standing: Provider | None, entry: ProviderPart) -> bool:
    if standing is None:
        return False
    return any(getattr(standing, name) != value for name, value in _registered(entry).items())
