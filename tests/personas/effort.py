"""What a journey costs a person: acts, model time, wrong turns.

Model time is the keystroke-level model (Card, Moran and Newell, The Psychology of Human-Computer
Interaction, 1983, chapter 8): an operator has a duration, and a task takes their sum. What a
finger on a panel does is counted as pointing and a press, an inked stroke as drawing.
"""

from dataclasses import dataclass

THINK_S = 1.35
"""M: making ready for an act."""
POINT_S = 1.10
"""P: bringing hand or pointer to a place."""
PRESS_S = 0.10
"""B: pressing or letting go."""
KEY_S = 0.28
"""K: a key under the finger, of somebody who is no typist."""
STROKE_S = 0.90
"""D: a straight stroke, without the time for its length."""
HEARD_CHARACTERS_PER_S = 200 / 60
"""The usual speed of the voice; ACCESSIBILITY, target 17."""


@dataclass(slots=True)
class Effort:
    """Counts of one journey; seconds are those of the model, at a pace of 1.

    Attributes:
        acts: touches, keys, or presses of a switch.
        seconds: of the model.
        wrong_turns: times something had to be taken back that was not meant.
    """

    acts: int = 0
    seconds: float = 0.0
    wrong_turns: int = 0

    def think(self) -> None:
        """Make up one's mind."""
        self.seconds += THINK_S

    def touch(self) -> None:
        """Touch a place of the screen."""
        self.acts += 1
        self.seconds += POINT_S + 2 * PRESS_S

    def press_key(self) -> None:
        """Press a key that lies under the finger."""
        self.acts += 1
        self.seconds += KEY_S

    def draw(self, strokes: int) -> None:
        """Draw so many strokes."""
        self.acts += strokes
        self.seconds += strokes * (POINT_S + STROKE_S)

    def hear(self, characters: int) -> None:
        """Listen to so many characters."""
        self.seconds += characters / HEARD_CHARACTERS_PER_S

    def wait(self, seconds: float) -> None:
        """Do nothing."""
        self.seconds += seconds
