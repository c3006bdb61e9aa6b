"""The rules of conduct by their ids; those of single windows stand in ``tests/audit/rules``."""

from collections.abc import Mapping
from types import MappingProxyType

from tests.audit.conduct import speech, visits
from tests.audit.conduct.record import Record
from tests.audit.rule import Rule

CONDUCT: Mapping[str, Rule[Record]] = MappingProxyType(
    {
        "S01": Rule("heading, purpose, count and way on are said", speech.s01_said_in_order),
        "S02": Rule("what is said is what is shown", speech.s02_said_as_shown),
        "S03": Rule("an act ends what is said", speech.s03_new_act_interrupts),
        "S04": Rule("the voice can be set everywhere", speech.s04_voice_is_controlled_everywhere),
        "S05": Rule("nothing personal is said unasked", speech.s05_own_things_are_not_said),
        "S06": Rule("what sounds is seen", speech.s06_sound_is_seen),
        "S07": Rule("errors and outcomes are said", speech.s07_outcomes_are_said),
        "S08": Rule("in the dark nothing is seen", speech.s08_dark_hides_all),
        "M01": Rule("time is given and given again", visits.m01_time_is_given),
        "M02": Rule("the next visitor finds nothing", visits.m02_next_visitor_finds_nothing),
        "M03": Rule("settings lose nothing", visits.m03_settings_lose_nothing),
        "M04": Rule("the end resets all", visits.m04_end_resets_all),
        "M05": Rule("back and change keep answers", visits.m05_back_keeps_answers),
        "M06": Rule("errors stand first", visits.m06_errors_stand_first),
        "M07": Rule("the dock stands still", visits.m07_dock_stands_still, max),
        "M08": Rule("who helps sees nothing", visits.m08_helpers_see_nothing),
        "F07": Rule("switches reach all", visits.f07_switches_reach_all, max),
    }
)
