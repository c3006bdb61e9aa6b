"""Settings: one TOML file, overridden by ``HALL_*`` in the environment, read once at start.

The table in ADMIN.md is generated from the fields below.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.domain.errors import BadConfiguration

_APP = "hall-kiosk"
_FILE = Path("/etc/hall-kiosk/settings.toml")


def _data_dir() -> Path:
    return Path(platformdirs.user_data_dir(_APP))


def _keys_dir() -> Path:
    return Path(platformdirs.user_config_dir(_APP)) / "keys"


class Settings(BaseModel):
    """Everything a hall may set. Slices of it are passed down, never the whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Annotated[Path, Field(description="Folder of drafts, cases and compiled services")] = (
        Field(default_factory=_data_dir)
    )
    keys: Annotated[Path, Field(description="Folder of keys; never inside the data folder")] = (
        Field(default_factory=_keys_dir)
    )
    services: Annotated[
        Path | None, Field(description="Folder of service files; empty takes the shipped ones")
    ] = None
    hall_name: Annotated[str, Field(description="Name of the hall, shown at the top")] = (
        "幸福街道便民服务站"
    )
    hall_phone: Annotated[str, Field(description="Number to call for help, printed on slips")] = (
        "12345"
    )
    terminal: Annotated[
        str, Field(description="Six digits naming this machine", pattern=r"^\d{6}$")
    ] = "000012"
    time_zone: Annotated[str, Field(description="IANA name of the hall's time zone")] = (
        "Asia/Shanghai"
    )
    panel_mm: Annotated[
        tuple[float, float], Field(description="Width and height of the lit panel in mm")
    ] = (268.0, 476.0)
    platform_url: Annotated[str, Field(description="Address of the online platform")] = (
        "http://127.0.0.1:8400"
    )
    status_url: Annotated[
        str, Field(description="Public address of the status page in the slip's QR code")
    ] = "http://127.0.0.1:8400"
    draft_hours: Annotated[int, Field(description="Hours an unfinished draft is kept", ge=1)] = 24
    idle_seconds: Annotated[
        int, Field(description="Seconds without a touch before the kiosk asks", ge=30)
    ] = 300
    idle_alert_seconds: Annotated[
        int, Field(description="Seconds the question stays before the visit ends", ge=15)
    ] = 45
    free_disk_mb: Annotated[
        int, Field(description="Below this many free MB the kiosk warns the staff", ge=10)
    ] = 500
    id_card_reader: Annotated[
        str, Field(description="Adapter of the card reader, by name in its table")
    ] = "simulated"
    card_file: Annotated[
        Path | None, Field(description="JSON file that lays a card on the simulated reader")
    ] = None
    camera: Annotated[str, Field(description="Adapter of the camera: qt or simulated")] = (
        "simulated"
    )
    printer: Annotated[
        str, Field(description="Adapter of the slip printer: simulated or escpos")
    ] = "simulated"
    printer_device: Annotated[str, Field(description="Device file of the ESC/POS printer")] = (
        "/dev/usb/lp0"
    )
    printer_dots: Annotated[
        int, Field(description="Printable width of the slip in dots (576 = 80 mm paper)", ge=300)
    ] = 576
    speech_rate_percent: Annotated[
        int, Field(description="Speed of speech at the start of a visit", ge=50, le=200)
    ] = 100
    volume_percent: Annotated[
        int, Field(description="Loudness at the start of a visit", ge=0, le=100)
    ] = 70

    @property
    def database(self) -> Path:
        """The one SQLite file that window and worker share."""
        return self.data / "hall.db"

    @property
    def bundles(self) -> Path:
        """The sealed cases, one file each."""
        return self.data / "bundles"

    @property
    def catalogue(self) -> Path:
        """The versioned cache of compiled services."""
        return self.data / "catalogue"


def read_settings(environment: Mapping[str, str] = os.environ, /, **overrides: object) -> Settings:
    """Read the settings file, then the environment, then ``overrides`` that are not None.

    Raises:
        BadConfiguration: the file cannot be read or a value is wrong; names file and field.
    """
    named = environment.get("HALL_SETTINGS")
    file = Path(named) if named else _FILE
    values: dict[str, object] = _from_file(file, must_exist=bool(named))
    for name in Settings.model_fields:
        if text := environment.get(f"HALL_{name.upper()}"):
            values[name] = _split(text) if name == "panel_mm" else text
    values |= {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings.model_validate(values)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadConfiguration(
            f"{file} 或环境变量 HALL_{field.upper()}：{first['msg']}。"
            f"改法：查 ADMIN.md 的设置表，改好后重新启动。"
        ) from None


def _from_file(file: Path, *, must_exist: bool) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        if must_exist:
            raise BadConfiguration(
                f"{file} 不存在。改法：建好文件，或去掉 HALL_SETTINGS。"
            ) from None
        return {}
    except tomllib.TOMLDecodeError as wrong:
        raise BadConfiguration(f"{file} 不是有效的 TOML：{wrong}") from wrong


def _split(text: str) -> list[str]:
    return text.lower().replace("x", ",").split(",")
