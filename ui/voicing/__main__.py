"""``python -m ui.voicing``: which sentences are shipped as audio, are all there, make them."""

import sys
import tempfile
from pathlib import Path

import click

from kiosk.catalogue.compiled import Catalogue
from kiosk.devices.recorded_voice import shipped_voices
from kiosk.domain.errors import KioskError
from kiosk.i18n import Text
from ui.rehearsal.hall import build_services
from ui.voicing.prompts import shipped_prompts
from ui.voicing.recipe import VOICES
from ui.voicing.recordings import looked_at, record

_BROKEN, _INCOMPLETE = 3, 1
_TOLD = 40
_voice = click.option(
    "--voice",
    type=click.Choice(tuple(VOICES)),
    default=next(iter(VOICES)),
    help="哪个声音；不给就是女声。",
)
_folder = click.option(
    "--voices",
    type=click.Path(path_type=Path),
    default=None,
    help="录音所在的文件夹；不给就是自带的。",
)


@click.group(help="预先录好的语音：有哪些句子，录全了没有，录制。")
def main() -> None:
    """Take a verb."""


@main.command("list", help="列出全部要录的句子。")
@_voice
def show(voice: str) -> None:
    """Print the sentences, one a line, and count them on standard error."""
    prompts = _prompts(voice)
    for text in prompts:
        click.echo(text)
    click.echo(f"共 {len(prompts)} 句，{sum(map(len, prompts))} 个字", err=True)


@main.command(help="查一遍：每个句子都录了没有，文件坏了没有。不改任何东西。")
@_voice
@_folder
def check(voice: str, voices: Path | None) -> None:
    """End with 1 when a sentence that is said has no recording."""
    prompts = _prompts(voice)
    report = looked_at((voices or shipped_voices()) / voice, prompts)
    for fault in report.faults:
        click.echo(fault, err=True)
    for text in report.missing[:_TOLD]:
        click.echo(f"没有录，或读音改了：{text}", err=True)
    if len(report.missing) > _TOLD:
        click.echo(f"……还有 {len(report.missing) - _TOLD} 句", err=True)
    click.echo(
        f"{voice}：要录 {len(prompts)} 句，缺 {len(report.missing)} 句，"
        f"多出 {len(report.stale)} 句，坏了 {len(report.faults)} 个文件。"
    )
    if not report.is_complete:
        click.echo("改法：在开发机上运行 make voice。", err=True)
        sys.exit(_INCOMPLETE)


@main.command(help="录制还没有的句子，删掉不再说的。随时可以停，下次接着录。")
@_voice
@_folder
@click.option("--python", type=click.Path(path_type=Path), required=True, help="录制环境的 Python")
@click.option("--styles", type=click.Path(path_type=Path), required=True, help="声音文件的文件夹")
def build(voice: str, voices: Path | None, python: Path, styles: Path) -> None:
    """Record what lacks."""
    prompts = _prompts(voice)
    into = (voices or shipped_voices()) / voice
    try:
        for left in record(
            voice, prompts, into=into, python=python, style=styles / f"{voice}.bin"
        ):
            if left % 100 == 0:
                click.echo(f"{voice}：还有 {left} 句")
    except KioskError as failed:
        click.echo(str(failed), err=True)
        sys.exit(_BROKEN)
    click.echo(f"{voice}：{len(prompts)} 句都录好了")


def _prompts(voice: str) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            build_services(Path(folder))
            return shipped_prompts(Catalogue(Path(folder)), Text(VOICES[voice]))
        except KioskError as failed:
            click.echo(str(failed), err=True)
            sys.exit(_BROKEN)


if __name__ == "__main__":
    main()
