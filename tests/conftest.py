"""What every test shares: no screen, no settings of the machine, rules tried without a clock."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in [name for name in os.environ if name.startswith("HALL_")]:
    del os.environ[_name]

# a busy machine must not fail a rule, and examples must not be kept in the checkout
settings.register_profile("hall", deadline=None, database=None)
settings.load_profile("hall")
