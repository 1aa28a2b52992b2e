"""The words of the national list of establishments, and what each is called here."""

from collections.abc import Mapping

from panel.cases.vocabulary.options import PlacementGroup, Rating

OPEN = frozenset({"Open", "Open, but proposed to close"})

#: Columns that are taken over as they are: name of a field → name of its column.
PLAIN_COLUMNS = {
    "name": "EstablishmentName",
    "urn": "URN",
    "ukprn": "UKPRN",
    "authority_code": "LA (code)",
    "authority": "LA (name)",
    "establishment_number": "EstablishmentNumber",
    "postcode": "Postcode",
}
STATUS = "EstablishmentStatus (name)"
TYPE = "TypeOfEstablishment (name)"
RATING = "OfstedRating (name)"
INSPECTED_ON = "OfstedLastInsp"

_G = PlacementGroup
_TYPES: Mapping[PlacementGroup, tuple[str, ...]] = {
    _G.MAINSTREAM_COUNCIL: (
        "Community school",
        "Foundation school",
        "Voluntary aided school",
        "Voluntary controlled school",
        "Local authority nursery school",
    ),
    _G.MAINSTREAM_ACADEMY: (
        "Academy converter",
        "Academy sponsor led",
        "Academy 16-19 converter",
        "Academy 16 to 19 sponsor led",
        "City technology college",
        "Free schools",
        "Free schools 16 to 19",
        "Studio schools",
        "University technical college",
    ),
    _G.MAINSTREAM_INDEPENDENT: ("Other independent school",),
    _G.SPECIAL_COUNCIL: ("Community special school", "Foundation special school"),
    _G.SPECIAL_ACADEMY: (
        "Academy special converter",
        "Academy special sponsor led",
        "Free schools special",
    ),
    _G.SPECIAL_NON_MAINTAINED: ("Non-maintained special school",),
    _G.SPECIAL_INDEPENDENT: ("Other independent special school",),
    _G.ALTERNATIVE: (
        "Academy alternative provision converter",
        "Academy alternative provision sponsor led",
        "Free schools alternative provision",
        "Pupil referral unit",
    ),
    _G.FURTHER_EDUCATION: ("Further education", "Sixth form centres"),
    _G.SPECIALIST_POST_16: ("Special post 16 institution",),
    _G.OTHER: (
        "Academy secure 16 to 19",
        "British schools overseas",
        "Children's centre",
        "Children's centre linked site",
        "Higher education institutions",
        "Institution funded by other government department",
        "Miscellaneous",
        "Offshore schools",
        "Online provider",
        "Secure units",
        "Service children's education",
        "Welsh establishment",
    ),
}
GROUPS = {name.casefold(): group for group, names in _TYPES.items() for name in names}
RATINGS = {
    "outstanding": Rating.OUTSTANDING,
    "good": Rating.GOOD,
    "requires improvement": Rating.REQUIRES_IMPROVEMENT,
    "inadequate": Rating.INADEQUATE,
    "serious weaknesses": Rating.INADEQUATE,
    "special measures": Rating.INADEQUATE,
}
