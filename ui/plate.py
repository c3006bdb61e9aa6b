"""The plate of the card reader, as one page sees it."""

from kiosk.ports.id_card_reader import CardOutcome, CardRead, IdCardReader, NoCard


class Plate:
    """Sees a card only if it was laid down while the page was shown.

    A card that lies there already belongs to somebody else's question: the helper's beside the
    applicant's, the visitor's of before beside this one's.
    """

    def __init__(self, reader: IdCardReader) -> None:
        self._reader = reader
        self._is_taken = isinstance(reader.read(), CardRead)

    @property
    def must_be_cleared(self) -> bool:
        """Whether an old card still lies there."""
        return self._is_taken

    def wait_for_another(self) -> None:
        """See nothing until the card that lies there is lifted."""
        self._is_taken = True

    def look(self) -> CardOutcome:
        """Return a new card, or why there is none."""
        outcome = self._reader.read()
        if not isinstance(outcome, CardRead):
            self._is_taken = False
        return NoCard.EMPTY if self._is_taken else outcome
