"""Hear a journey with Orca and keep what it says, to be read like code.

``python -m tests.processes.screen_reader`` writes ``heard/*.txt`` anew; ten minutes, no test. It
needs the Debian packages orca, speech-dispatcher, openbox and locales besides those of the tests.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import PySide6
from click import echo

from tests.made_up import ADDRESS, NAME, NUMBER
from tests.processes.screen_reader.desktop import (
    SYSTEM_PYTHON,
    Environment,
    desktop,
    kiosk_window,
    running,
)
from tests.processes.screen_reader.plans import pension_check
from ui.rehearsal.hall import prepare_kiosk

HERE = Path(__file__).parent
CARD = {"name": NAME, "number": NUMBER, "nation": "汉族", "address": ADDRESS}
PATIENCE_S = 1800
SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*)' ?\{")
LOCALE = "zh_CN.UTF-8"
ORCA_SETTINGS = {
    "general": {"startingProfile": ["默认", "default"]},
    "profiles": {"default": {"profile": ["默认", "default"], "enableKeyEcho": False}},
    "pronunciations": {},
    "keybindings": {},
}
# a voice that says nothing: without any Orca falls silent after its first sentence
SPEECH_CONF = """LogDir "{folder}"
AudioOutputMethod "alsa"
AddModule "mute" "sd_generic" "mute.conf"
DefaultModule mute
"""
MUTE_CONF = """GenericExecuteSynth "true"
GenericLanguage "zh" "zh" "utf-8"
AddVoice "zh" "MALE1" "zh"
"""
HEADER = """# What Orca says to a citizen who proves to be alive, a sentence a line.
# Made by `python -m tests.processes.screen_reader`: keys only, the kiosk's own voice silent,
# Orca as Debian ships it but for its echo of keys, which is off. Number and code differ each time.
# {versions}
"""


def main() -> None:
    """Go through the journey and keep what was heard."""
    with tempfile.TemporaryDirectory(prefix="orca-") as name:
        heard = hear(Path(name))
    file = HERE / "heard" / "pension-check.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text(HEADER.format(versions=versions()) + "\n".join(heard) + "\n", "utf-8")
    echo(f"{len(heard)} sentences: {file}")


def hear(folder: Path) -> list[str]:
    """Let a citizen with keys apply; return what Orca said."""
    hall, log = folder / "hall", folder / "orca.log"
    prepare_kiosk(hall)
    wallet, plate, plan = (folder / name for name in ("wallet.json", "plate.json", "plan.json"))
    wallet.write_text(json.dumps(CARD), "utf-8")
    plan.write_text(json.dumps(pension_check(wallet, plate)), "utf-8")
    make_locale = ["localedef", "-i", "zh_CN", "-f", "UTF-8", str(folder / LOCALE)]
    subprocess.run(make_locale, check=True)
    with (
        desktop(LOCPATH=str(folder), LC_ALL=LOCALE) as environment,
        orca(environment, log),
        kiosk_window(environment, hall, card_file=str(plate)),
    ):
        citizen = [SYSTEM_PYTHON, str(HERE / "key_citizen.py"), str(plan), str(log)]
        subprocess.run(citizen, env=environment, timeout=PATIENCE_S, check=True)
    return SPOKEN.findall(log.read_text("utf-8", "replace"))


@contextmanager
def orca(environment: Environment, log: Path) -> Iterator[None]:
    """Run Orca on the desktop, and what it needs: a window manager and a voice."""
    home = Path(environment["HOME"])
    settings, speech = home / ".local/share/orca", home / "speech"
    for made in (settings, speech / "modules"):
        made.mkdir(parents=True)
    (settings / "user-settings.conf").write_text(json.dumps(ORCA_SETTINGS), "utf-8")
    (home / ".asoundrc").write_text("pcm.!default { type null }\n", "utf-8")
    (speech / "speechd.conf").write_text(SPEECH_CONF.format(folder=speech), "utf-8")
    (speech / "modules/mute.conf").write_text(MUTE_CONF, "utf-8")
    socket = f"{environment['XDG_RUNTIME_DIR']}/speech-dispatcher/speechd.sock"
    voice = ["speech-dispatcher", "-s", "-C", str(speech), "-P", str(speech / "pid"),
             "-c", "unix_socket", "-S", socket]  # fmt: skip
    log.touch()
    with ExitStack() as stack:
        for command in (["openbox"], voice, ["orca", f"--debug-file={log}", "--replace"]):
            stack.enter_context(running(command, environment))
        yield


def versions() -> str:
    """Name the programs that were heard."""
    packages = ["orca", "at-spi2-core"]
    told = ["dpkg-query", "-W", "-f", "${Package} ${Version}, ", *packages]
    debian = subprocess.run(told, capture_output=True, text=True, check=True).stdout
    return f"{debian}Qt {PySide6.__version__}"


if __name__ == "__main__":
    main()
