"""What every test shares: no screen, no settings of the machine, rules tried without a clock."""

import os
from pathlib import Path

from hypothesis import settings

# an off-screen panel of the real size: 1080×1920
_SCREEN = Path(__file__).with_name("screen.json")
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_SCREEN}")
for _name in [name for name in os.environ if name.startswith("HALL_")]:
    del os.environ[_name]

# a busy machine must not fail a rule, and examples must not be kept in the checkout
settings.register_profile("hall", deadline=None, database=None)
settings.load_profile("hall")
