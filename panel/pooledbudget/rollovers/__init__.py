"""Running placements that a later year of the fund has to pay for as well."""
