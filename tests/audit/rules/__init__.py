"""The rules a machine checks on every screen. Each is a function of one shown window.

Numbers and names are those of the accessibility page; the thresholds stand in the family of
each rule: names, targets, text, colour, focus, touch, wording.
"""

from tests.audit.rule import Fault, Follows, Found, Rule
from tests.audit.rules.registry import RULES

__all__ = ["RULES", "Fault", "Follows", "Found", "Rule"]
