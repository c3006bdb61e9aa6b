"""五级评价: five levels, voluntary; a skip is kept as a skip and never counted as praise."""

from enum import StrEnum


class Rating(StrEnum):
    """What a citizen said of the visit (国办发〔2019〕51号), or that they said nothing."""

    VERY_SATISFIED = "5"
    SATISFIED = "4"
    FAIRLY_SATISFIED = "3"
    DISSATISFIED = "2"
    VERY_DISSATISFIED = "1"
    SKIPPED = "skipped"
