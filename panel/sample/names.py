"""Names and numbers of children who never lived."""

from collections.abc import Iterator
from itertools import count

GIRLS = (
    "Anwen", "Bryony", "Calista", "Delphine", "Esme", "Fenella", "Ginevra", "Honor", "Isolde",
    "Jessamy", "Keziah", "Linnet", "Marisol", "Nesta", "Odile", "Perpetua", "Rosalba", "Sabine",
    "Tamsin", "Umaira", "Verity", "Wilhelmina", "Xanthe", "Yasmin", "Zinnia",
)  # fmt: skip
BOYS = (
    "Alaric", "Benedict", "Caspian", "Dashiell", "Evander", "Florian", "Gethin", "Hamza", "Ivo",
    "Jago", "Kit", "Lorcan", "Mikail", "Ned", "Osian", "Piran", "Quentin", "Rafferty", "Soren",
    "Teilo", "Ulric", "Vivek", "Wystan", "Yannick", "Zubair",
)  # fmt: skip
FAMILIES = (
    "Ashgrove", "Bellweather", "Corvane", "Dunmarsh", "Eldershaw", "Farrowdale", "Gorsley",
    "Hathersedge", "Inglethorpe", "Juniperhill", "Kestleford", "Lowenmoor", "Marchbank",
    "Netherfold", "Orrinsmith", "Penhallion", "Quillfeather", "Ravenscombe", "Sandalwick",
    "Thistlewood", "Underbarrow", "Velmore", "Wintergill", "Yarrowby", "Zealmonde",
)  # fmt: skip

#: The range 999 000 0000 to 999 999 9999 is kept for tests and never issued. Stems, without the
#: check digit: the examples' from here …
TEST_RANGE = 999_000_000
LIVE_FROM = TEST_RANGE + 1_000  # … the live sample's from here, the history's from there.
HISTORY_FROM = TEST_RANGE + 100_000

# Source: NHS Data Dictionary, modulus 11.
WEIGHTS = range(10, 1, -1)
NO_SUCH_DIGIT = 10


def nhs_numbers(first_stem: int) -> Iterator[str]:
    """Yield valid NHS numbers of the test range, from a stem of nine digits upwards.

    One stem in eleven has no check digit and is passed over.
    """
    for stem in count(first_stem):
        weighed = sum(
            weight * int(digit) for weight, digit in zip(WEIGHTS, str(stem), strict=True)
        )
        check = -weighed % 11
        if check < NO_SUCH_DIGIT:
            yield f"{stem}{check}"
