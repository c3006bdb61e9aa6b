"""A clip in sign language stands on its page when it plays, and otherwise nothing does."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
import soundfile
from PySide6.QtMultimedia import QMediaPlayer, QVideoSink
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from structlog.testing import capture_logs

from kiosk.i18n import Text
from tests.audit.audit import Appearance, audit, drawn, table
from tests.fakes.films import write_film
from tests.windows import LOW, SAME, STEADY, USUAL_HANDS, a_frame, a_look, drop, settle
from ui.adapters.sign_clips import SignClips
from ui.drawing import PageView
from ui.pages import Choice, Page, SignClip
from ui.theme import Hands, TextSize
from ui.widgets.film import Film

TEXT = Text()
CONSENT = Page(screen="consent", heading=SAME("可以让我们去查吗？"), primary=SAME("同意"))
HOME = Page(screen="home", heading=SAME("您好，请问办什么？"))
pytestmark = [
    # Qt tells at length how it decodes, and of every file it cannot
    pytest.mark.qt_log_ignore("RHI", "hardware|hwaccel|HW decoder", "Could not open", extend=True)
]
Showing: TypeAlias = Callable[[Path], Film]


def tried(folder: Path | None, qtbot: QtBot) -> SignClips:
    clips = SignClips(folder, text=TEXT)
    with qtbot.waitSignal(clips.tried):
        clips.try_all()
    return clips


@pytest.fixture
def showing(qapp: QApplication) -> Iterator[Showing]:
    """Shows a page with this film and returns its widget."""
    look = a_look()
    frame = a_frame(look)

    def show(file: Path) -> Film:
        clip = SignClip(file=file, name=TEXT("sign-clip"), again=TEXT("sign-clip-again"))
        view = PageView(look, frame)
        view.render_page(Page(screen="consent", heading=CONSENT.heading, rows=(clip,)))
        settle()
        film = frame.findChild(Film)
        assert isinstance(film, Film)
        return film

    yield show
    drop(frame)


def test_a_clip_stands_on_the_page_it_is_named_for_and_on_no_other(
    tmp_path: Path, qtbot: QtBot
) -> None:
    file = write_film(tmp_path / "consent.avi", ["red", "blue"])

    clips = tried(tmp_path, qtbot)

    assert clips.page(CONSENT).rows == (
        SignClip(file=file, name=TEXT("sign-clip"), again=TEXT("sign-clip-again")),
    )
    assert clips.page(HOME) is HOME


@pytest.mark.parametrize("folder", [None, "empty"])
def test_without_clips_every_page_is_as_it_was(
    folder: str | None, tmp_path: Path, qtbot: QtBot
) -> None:
    clips = tried(tmp_path if folder else None, qtbot)

    assert clips.page(CONSENT) is CONSENT


def test_a_file_that_does_not_play_is_told_once_and_holds_up_no_other(
    tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "consent.mp4").write_bytes(b"no film at all")
    (tmp_path / "home.avi").write_bytes(b"")
    (tmp_path / "readme.txt").write_text("not meant to play", "utf-8")
    write_film(tmp_path / "sealed.avi", ["red"])

    with capture_logs() as log:
        clips = tried(tmp_path, qtbot)

    assert [(line["event"], line["screen"]) for line in log] == [
        ("sign_clip_unreadable", "consent"),
        ("sign_clip_unreadable", "home"),
    ]
    assert clips.page(CONSENT) is CONSENT
    assert clips.page(Page(screen="sealed", heading=HOME.heading)).rows


def test_a_sound_without_pictures_is_no_clip(tmp_path: Path, qtbot: QtBot) -> None:
    soundfile.write(tmp_path / "consent.mpg", [0.0] * 800, 8000, format="WAV")

    with capture_logs() as log:
        clips = tried(tmp_path, qtbot)

    assert [line["event"] for line in log] == ["sign_clip_unreadable"]
    assert clips.page(CONSENT) is CONSENT


def test_a_folder_that_is_not_there_is_told_and_stops_nobody(tmp_path: Path, qtbot: QtBot) -> None:
    with capture_logs() as log:
        clips = tried(tmp_path / "gone", qtbot)

    assert [line["event"] for line in log] == ["sign_clip_unreadable"]
    assert clips.page(CONSENT) is CONSENT


def test_a_film_plays_once_without_sound_and_rests_at_its_last_picture(
    tmp_path: Path, qtbot: QtBot, showing: Showing
) -> None:
    film = showing(write_film(tmp_path / "consent.avi", ["red"] * 3 + ["blue"] * 3))
    blank = film.picture.isNull()

    qtbot.waitUntil(lambda: not film.picture.isNull() and not film.is_playing)

    assert blank
    assert film.picture.pixelColor(5, 5).blue() > 200
    assert [player.audioOutput() for player in film.findChildren(QMediaPlayer)] == [None]


def test_nothing_is_drawn_before_there_is_a_picture(
    tmp_path: Path, qtbot: QtBot, showing: Showing
) -> None:
    film = showing(write_film(tmp_path / "consent.avi", ["red"] * 3))
    film.again.hide()
    place = film.grab().toImage().copy(0, 0, film.width() // 2, film.height())
    before = {place.pixel(x, y) for x in range(0, place.width(), 3) for y in range(0, 40, 3)}
    had_picture = not film.picture.isNull()

    qtbot.waitUntil(lambda: not film.picture.isNull())
    middle = film.grab().toImage().pixelColor(film.width() // 4, film.height() // 2)

    assert had_picture or len(before) == 1
    assert middle.red() > 200
    assert middle.green() < 60


def test_a_key_plays_it_again_from_the_beginning(
    tmp_path: Path, qtbot: QtBot, showing: Showing
) -> None:
    film = showing(write_film(tmp_path / "consent.avi", ["red"] * 3 + ["blue"] * 3))
    qtbot.waitUntil(lambda: not film.picture.isNull() and not film.is_playing)
    seen: list[int] = []
    sink = film.findChild(QVideoSink)
    sink.videoFrameChanged.connect(lambda _: seen.append(film.picture.pixelColor(5, 5).red()))

    film.again.click()
    qtbot.waitUntil(lambda: bool(seen) and not film.is_playing)

    assert seen[0] > 200


@pytest.mark.parametrize("size", [TextSize.SMALL, TextSize.NORMAL, TextSize.LARGEST])
@pytest.mark.parametrize("hands", [USUAL_HANDS, STEADY, LOW], ids=["usual", "steady", "low"])
def test_a_page_with_a_clip_keeps_every_rule(
    size: TextSize, hands: Hands, tmp_path: Path, qtbot: QtBot
) -> None:
    write_film(tmp_path / "consent.avi", ["red"])
    asked = replace(CONSENT, rows=(Choice(key="yes", label=SAME("是"), icon="check"),))
    page = tried(tmp_path, qtbot).page(asked)

    report = audit(drawn({"consent": page}), [Appearance(size=size, hands=hands)])

    assert report.wrong == [], table(report)
