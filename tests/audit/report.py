"""What rules found over everything they were shown: counts, figures, faults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.audit.rule import Fault, Found, Rule


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault and the state it was found in."""

    where: str
    fault: Fault

    def __str__(self) -> str:
        return f"{self.where}: {self.fault.words}"


@dataclass(slots=True)
class Tally:
    """What one rule found.

    Attributes:
        least, most: of all figures it measured.
    """

    rule: Rule[Any]
    checked: int = 0
    least: float | None = None
    most: float | None = None
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def worst(self) -> float | None:
        """The figure that comes nearest to breaking the rule, or breaks it most."""
        if self.least is None or self.most is None:
            return None
        return self.rule.worse(self.least, self.most)

    def note(self, found: Found, where: str) -> None:
        """Take in what was found in a state."""
        self._measure(found.measured)
        self.checked += found.checked
        self.wrong += [Wrong(where, fault) for fault in found.wrong]

    def add(self, other: "Tally") -> None:
        """Take in what another process found."""
        self._measure(x for x in (other.least, other.most) if x is not None)
        self.checked += other.checked
        self.wrong += other.wrong

    def _measure(self, figures: Iterable[float]) -> None:
        for figure in figures:
            self.least = figure if self.least is None else min(self.least, figure)
            self.most = figure if self.most is None else max(self.most, figure)


@dataclass(slots=True)
class Report:
    """All tallies by rule."""

    states: int = 0
    tallies: dict[str, Tally] = field(default_factory=dict)

    @classmethod
    def on(cls, rules: Mapping[str, Rule[Any]]) -> "Report":
        """Return a report in which these rules have seen nothing yet."""
        return cls(tallies={name: Tally(rule) for name, rule in rules.items()})

    @property
    def wrong(self) -> list[str]:
        return [f"{name} {line}" for name, tally in self.tallies.items() for line in tally.wrong]

    @property
    def idle(self) -> list[str]:
        """Rules that found nothing to check: a rule that sees nothing proves nothing."""
        return [name for name, tally in self.tallies.items() if not tally.checked]

    def note(self, found: Mapping[str, Found], where: str) -> None:
        """Take in what rules found in a state."""
        self.states += 1
        for name, one in found.items():
            self.tallies[name].note(one, where)

    def add(self, other: "Report") -> None:
        """Take in another report, of the same rules or of others."""
        self.states += other.states
        for name, tally in other.tallies.items():
            self.tallies.setdefault(name, Tally(tally.rule)).add(tally)


def table(report: Report) -> str:
    """Return one line a rule: what it checked, what was wrong, the worst figure."""
    lines = [f"{'rule':5}{'checked':>9}{'wrong':>7}{'worst':>9}  what"]
    for name, tally in sorted(report.tallies.items()):
        worst = "" if tally.worst is None else f"{tally.worst:.2f}"
        counts = f"{tally.checked:>9}{len(tally.wrong):>7}{worst:>9}"
        lines.append(f"{name:5}{counts}  {tally.rule.title}")
    return "\n".join([*lines, f"{report.states} states"])
