"""``hall-kiosk``: the touch window."""

import builtins
import sys
from pathlib import Path

import click

from kiosk.devices.clock import SystemClock
from kiosk.domain.errors import KioskError
from kiosk.settings import Settings, has_room, read_settings, settings_file

_LEFT = 1
_BROKEN = 3


def _size(
    _context: click.Context, _parameter: click.Parameter, text: str | None
) -> tuple[int, int]:
    """Read ``1080x1920``."""
    try:
        width, height = (int(part) for part in (text or "0x0").lower().split("x"))
    except ValueError:
        raise click.BadParameter("请写成 1080x1920 这样。") from None
    return width, height


@click.command(help="大厅自助终端的窗口程序。")
@click.option("--data", type=click.Path(path_type=Path), help="数据文件夹。")
@click.option("--window", callback=_size, help="窗口大小，如 1080x1920；不写就全屏。")
@click.option("--panel-mm", help="面板的宽和高，毫米，如 268x476。")
@click.option("--devices", type=click.Choice(["simulated"]), help="全部设备用模拟的。")
@click.option(
    "--preview", metavar="SERVICE", help="把一个事项的每一页画成 PNG，不办事；旧版写成 事项@版本。"
)
@click.option(
    "--into", type=click.Path(path_type=Path), default=Path("out/preview"), help="PNG 放在哪里。"
)
@click.option("--calibrate", is_flag=True, help="量屏幕：用身份证比大小，得出要写的设置，不办事。")
def main(  # noqa: PLR0917 - click passes options by name
    data: Path | None,
    window: tuple[int, int],
    panel_mm: str | None,
    devices: str | None,
    preview: str | None,
    into: Path,
    calibrate: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Open the window, draw a service's pages, or measure the panel."""
    try:
        settings = _settings(data, panel_mm, devices)
        if preview:
            _draw(preview, settings, into)
        elif calibrate:
            sys.exit(_measure(settings, window))
        else:
            sys.exit(_open(settings, window))
    except KioskError as failed:
        click.echo(f"打不开：{failed}", err=True)
        sys.exit(_BROKEN)


def _settings(data: Path | None, panel_mm: str | None, devices: str | None) -> Settings:
    panel = panel_mm.lower().split("x") if panel_mm else None
    twins = dict.fromkeys(("id_card_reader", "camera", "printer"), devices) if devices else {}
    return read_settings(data=data, panel_mm=panel, **twins)


# What follows is imported late on purpose: the window is drawn before anything is loaded that its
# first page does without, and the command line alone needs no Qt.


def _draw(service: str, settings: Settings, into: Path) -> None:
    from ui.preview import preview_service  # noqa: PLC0415 - see above

    for file in preview_service(service, settings=settings, into=into):
        click.echo(file)


def _measure(settings: Settings, window_px: tuple[int, int]) -> int:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - see above

    from ui.calibration import calibrate  # noqa: PLC0415 - see above

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)  # noqa: S101 - nothing else was made here
    screen = application.primaryScreen().size()
    size = window_px if all(window_px) else (screen.width(), screen.height())
    measured = calibrate(settings, application, size)
    if measured is None:
        click.echo("没有改。")
        return _LEFT
    if not has_room(measured.panel_mm):
        click.echo("量出来的屏幕太小，最大的字放不下。换一块 21.5 英寸以上的屏。", err=True)
        return _BROKEN
    click.echo("\n".join(measured.lines()))
    click.echo(f"把上面两行写进 {settings_file()}，替掉原来的，再重新启动 hall-kiosk。", err=True)
    return 0


def _open(settings: Settings, window_px: tuple[int, int]) -> int:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - see above

    _import_plainly()
    from ui.front import Front  # noqa: PLC0415 - see above

    application = QApplication(sys.argv[:1])
    application.setApplicationName("hall-kiosk")
    screen = application.primaryScreen().size()
    size = window_px if all(window_px) else (screen.width(), screen.height())
    front = Front(settings, SystemClock(), application=application, window_px=size)
    front.show(fills_screen=not all(window_px))

    from ui.bootstrap import run  # noqa: PLC0415 - see above

    return run(settings, front)


def _import_plainly() -> None:
    """Give Python its own import back.

    WORKAROUND: PySide's import reads the source text of every module imported after Qt, to see
    whether it asks for ``__feature__``. None of ours does, and it made loading a third longer.
    """
    builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)


if __name__ == "__main__":
    main()
