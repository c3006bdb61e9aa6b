"""All rules of one shown window, by the ids of the accessibility page."""

from tests.audit import touched
from tests.audit.rule import Follows, Rule
from tests.audit.rules import colour, focus, names, targets, text, touch, wording
from tests.audit.seen import Seen

RULES: dict[str, Rule[Seen]] = {
    "A01": Rule("everything pressed or filled has a name", names.a01_named),
    "A02": Rule("names carry no role words and no private glyphs", names.a02_names_are_words),
    "A03": Rule("roles fit behaviour", names.a03_roles_fit),
    "A04": Rule("names differ within a screen", names.a04_names_differ),
    "A05": Rule("parent and child do not repeat each other", names.a05_no_echo),
    "A06": Rule("fields have a label of their name", names.a06_fields_are_labelled),
    "A07": Rule("states are exposed", names.a07_state_is_exposed),
    "A08": Rule("drawn text is exposed", names.a08_text_is_exposed),
    "A09": Rule("pictograms have words", names.a09_icons_have_words),
    "A10": Rule("one heading", names.a10_one_heading),
    "T01": Rule(
        f"targets ≥ {targets.LEAST_TARGET_MM:g} mm, primary ≥ {targets.PRIMARY_TARGET_MM:g}",
        targets.t01_targets_are_large,
    ),
    "T02": Rule(f"targets ≥ {targets.LEAST_GAP_MM:g} mm apart", targets.t02_targets_are_apart),
    "T03": Rule("targets do not overlap", targets.t03_targets_do_not_overlap),
    "T04": Rule(
        f"targets ≥ {targets.LEAST_EDGE_MM:g} mm from the edge",
        targets.t04_targets_are_off_the_edge,
    ),
    "T05": Rule("targets take the touch at their middle", targets.t05_targets_take_the_touch),
    "T06": Rule(
        f"{targets.LOWEST_MM:g} to {targets.HIGHEST_MM:g} mm above the floor for who sits",
        targets.t06_targets_are_within_reach,
        worse=max,
    ),
    "T07": Rule(
        f"what erases ≥ {targets.LEAST_APART_MM:g} mm from what goes on, or on another row",
        targets.t07_erasing_is_apart,
    ),
    "X01": Rule("capitals as high as the text size says", text.x01_text_is_large),
    "X02": Rule("no text is cut or shortened", text.x02_text_is_whole),
    "X03": Rule("no text runs into or under another", text.x03_text_is_uncovered),
    "X04": Rule("pages instead of scrolling", text.x04_pages_instead_of_scrolling),
    "X05": Rule(f"line height ≥ {text.LEAST_LINE:g}", text.x05_lines_are_apart),
    "X06": Rule(
        f"lines ≤ {text.LONGEST_LINE_HANZI:g} characters", text.x06_lines_are_short, worse=max
    ),
    "X07": Rule("no missing glyphs", text.x07_no_missing_glyphs),
    "X08": Rule(
        f"sans serif, weight ≥ {text.LEAST_WEIGHT}, upright", text.x08_letters_are_plain
    ),
    "X09": Rule(
        f"words fill ≤ {text.MOST_FILLED:.0%} of a fixed key", text.x09_keys_have_room, worse=max
    ),
    "X11": Rule(
        "field and what fills it stand on the first page", text.x11_first_page_holds_what_is_needed
    ),
    "C01": Rule(
        "text contrast as the palette promises", colour.c01_text_contrasts, follows=Follows.COLOURS
    ),
    "C02": Rule(
        "pictograms, marks and outlines contrast as the palette promises",
        colour.c02_lines_contrast,
        follows=Follows.COLOURS,
    ),
    "C03": Rule(
        f"switched off: text ≥ {colour.LEAST_DISABLED_CONTRAST:g}:1, and another shape",
        colour.c03_off_is_readable_and_marked,
        follows=Follows.COLOURS,
    ),
    "C04": Rule(
        "colours are the theme's, text stands on one of them",
        colour.c04_colours_are_the_themes,
        follows=Follows.COLOURS,
    ),
    "C05": Rule(
        "states differ by shape to every eye", colour.c05_states_have_shapes,
        follows=Follows.COLOURS,
    ),
    "C06": Rule(
        "red, amber and green tell what they are kept for",
        colour.c06_signals_are_kept_for_what_they_tell,
        follows=Follows.COLOURS,
    ),
    "C07": Rule(
        f"≤ {colour.MOST_CHANGED:.0%} changes more than twice a second",
        colour.c07_nothing_flashes,
        worse=max,
    ),
    "F01": Rule("everything is reached once by the next key", focus.f01_everything_is_reachable),
    "F02": Rule("nothing traps the focus", focus.f02_no_trap),
    "F03": Rule("focus order is reading order", focus.f03_focus_order_is_reading_order),
    "F04": Rule("dialogs keep the focus", focus.f04_dialogs_keep_the_focus),
    "F05": Rule(
        f"focus ring ≥ {focus.LEAST_RING_MM:g} mm, contrasting as the palette promises",
        focus.f05_focus_is_drawn,
        follows=Follows.COLOURS,
    ),
    "F06": Rule("the focus alone does nothing", focus.f06_focus_alone_does_nothing),
    "F08": Rule("keys mean the same everywhere", focus.f08_keys_mean_the_same),
    "I01": Rule("acts on release, not when slid off", touch.i01_acts_on_release_only),
    "I02": Rule("the echo of a tap is ignored", touch.i02_second_tap_is_ignored),
    "I03": Rule(f"{touched.JITTER_MM:g} mm of trembling count", touch.i03_trembling_counts),
    "I04": Rule(f"{touched.HELD_MS} ms of holding act once", touch.i04_holding_acts_once),
    "I05": Rule("no gesture beyond one tap", touch.i05_one_tap_is_all),
    "I06": Rule("a touch is answered at once (ms)", touch.i06_touch_is_answered, worse=max),
    "L01": Rule(
        f"sentences ≤ {wording.LONGEST_SENTENCE} characters, plain",
        wording.l01_sentences_are_plain,
        worse=max,
        follows=Follows.WORDS,
    ),
    "L02": Rule(
        "buttons name the act", wording.l02_buttons_name_the_act, follows=Follows.WORDS
    ),
    "L03": Rule("nothing lures or pops up", wording.l03_nothing_lures, follows=Follows.WORDS),
    # last, since it lays the page out anew
    "X10": Rule("marks and targets grow with the text", text.x10_all_grows_with_the_text),
}  # fmt: skip
