"""``hall-catalogue``: services in, compiled forms out. For hall staff."""

from pathlib import Path

import click

from kiosk.catalogue.authoring.build import write_catalogue
from kiosk.catalogue.authoring.compile import compile_service
from kiosk.catalogue.authoring.folder import (
    library_for,
    read_source,
    service_files,
    shipped_services,
)
from kiosk.settings import read_settings


@click.group(help="事项目录：检查、编译事项文件，或新建一本空白事项表。")
def main() -> None:
    """Take a verb."""


@main.command(help="编译全部事项，写进目录文件夹；没改过的不动。")
@click.option("--services", type=click.Path(path_type=Path), help="事项文件夹")
@click.option("--into", type=click.Path(path_type=Path), help="编译后放在哪里")
def build(services: Path | None, into: Path | None) -> None:
    """Compile a folder of services."""
    settings = read_settings()
    folder = services or settings.services or shipped_services()
    library = library_for(folder)
    compilations = [
        compile_service(read_source(file, library), library) for file in service_files([folder])
    ]
    for built in write_catalogue(compilations, library, into or settings.catalogue):
        click.echo(f"{built.card.id} {built.card.version} {built.change}")
