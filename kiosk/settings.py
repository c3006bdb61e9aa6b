"""Settings: one TOML file, overridden by ``HALL_*`` in the environment, read once at start.

The table in ADMIN.md is generated from the fields below: a description speaks to hall admins.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar
from zoneinfo import available_timezones

import platformdirs
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from kiosk.domain.errors import BadConfiguration
from kiosk.domain.language import Language

T = TypeVar("T")

_APP = "hall-kiosk"
_FILE = Path("/etc/hall-kiosk/settings.toml")
_LEAST_PANEL_MM = (264.0, 470.0)
"""Shorter and longer side: in less the five keys of the dock do not fit in the largest text."""


def _data_dir() -> Path:
    return Path(platformdirs.user_data_dir(_APP))


def _keys_dir() -> Path:
    return Path(platformdirs.user_config_dir(_APP)) / "keys"


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise PydanticCustomError("time_zone", "没有这个时区")
    return name


def has_room(sides_mm: tuple[float, float]) -> bool:
    """Return whether the largest text has room on a panel of these sides in mm."""
    pairs = zip(sorted(sides_mm), _LEAST_PANEL_MM, strict=True)
    return all(side >= least for side, least in pairs)


def _panel(sides_mm: tuple[float, float]) -> tuple[float, float]:
    if not has_room(sides_mm):
        raise PydanticCustomError("panel", "屏幕太小，最大的字放不下，至少要 21.5 英寸")
    return sides_mm


_SwitchKey: TypeAlias = Annotated[str, Field(pattern=r"^(F([1-9]|1[0-2])|Space|Return)$")]


class Settings(BaseModel):
    """Everything a hall may set. Slices of it are passed down, never the whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Annotated[Path, Field(description="存放草稿、办件和编译好的事项的文件夹")] = Field(
        default_factory=_data_dir
    )
    keys: Annotated[Path, Field(description="存放密钥的文件夹，不能放在数据文件夹里面")] = Field(
        default_factory=_keys_dir
    )
    services: Annotated[Path | None, Field(description="事项文件所在的文件夹，空着就用自带的")] = (
        None
    )
    hall_name: Annotated[str, Field(description="大厅名称，显示在屏幕最上面")] = (
        "幸福街道便民服务站"
    )
    hall_phone: Annotated[str, Field(description="求助电话，印在凭条上")] = "12345"
    terminal: Annotated[
        str, Field(description="本机编号，六位数字，同一平台下不能重复", pattern=r"^\d{6}$")
    ] = "000012"
    languages: Annotated[
        tuple[Language, ...],
        Field(
            description="屏幕上可选的语言，第一种是平时用的：zh-CN、zh-Hant（繁体字）、en（英语）；"
            "环境变量里用逗号隔开",
            min_length=1,
        ),
    ] = tuple(Language)
    dialects: Annotated[
        Path | None,
        Field(description="方言、民族语言录音的文件夹，一种一个文件夹；没录的句子说普通话"),
    ] = None
    cantonese: Annotated[
        bool,
        Field(description="语言里列不列“粤语（试用）”，由 espeak 念"),
    ] = True
    time_zone: Annotated[
        str, AfterValidator(_time_zone), Field(description="时区（IANA 名称）")
    ] = "Asia/Shanghai"
    panel_mm: Annotated[
        tuple[float, float],
        AfterValidator(_panel),
        Field(
            description="屏幕发光部分的宽和高，毫米，至少 21.5 英寸，横着装的宽大于高；"
            "按钮大小由它算出"
        ),
    ] = (268.0, 476.0)
    panel_bottom_mm: Annotated[
        float,
        Field(ge=0, le=1150, description="屏幕下沿离地多高，毫米；坐轮椅的人够得着哪里由它算出"),
    ] = 880.0
    switch_accept_key: Annotated[
        _SwitchKey,
        Field(description="特殊开关发的键（F1 到 F12、Space、Return）：选中，只有它时自动走格"),
    ] = "F2"
    switch_next_key: Annotated[_SwitchKey, Field(description="第二个开关发的键：走到下一格")] = (
        "F1"
    )
    platform_url: Annotated[str, Field(description="线上平台的地址")] = "http://127.0.0.1:8400"
    platform: Annotated[str, Field(description="线上平台的接口名，hall 是本项目自己的协议")] = (
        "hall"
    )
    platform_ca: Annotated[
        Path | None, Field(description="信任的证书文件，空着就用系统自带的")
    ] = None
    sync_retry_seconds: Annotated[
        float, Field(description="断线后第一次重试前等多少秒，以后每次加倍", gt=0)
    ] = 30
    sync_retry_cap_seconds: Annotated[
        float, Field(description="断线后两次重试之间最多等多少秒", gt=0)
    ] = 900
    sync_lease_seconds: Annotated[
        float, Field(description="同步程序中途死掉时，手上的办件歇多少秒再由别的程序接手", gt=0)
    ] = 120
    sync_feed_seconds: Annotated[
        float, Field(description="每隔多少秒向平台问一次办件状态", gt=0)
    ] = 60
    status_url: Annotated[
        str, Field(description="凭条二维码里查进度网页的地址，要让群众的手机打得开")
    ] = "http://127.0.0.1:8400"
    draft_hours: Annotated[int, Field(description="没填完的草稿保留几小时", ge=1)] = 24
    idle_seconds: Annotated[int, Field(description="多少秒没人碰屏幕就问一声还在不在", ge=30)] = (
        300
    )
    idle_alert_seconds: Annotated[
        int, Field(description="问过以后再等多少秒，没人应就清场", ge=15)
    ] = 45
    remind_seconds: Annotated[
        float,
        Field(
            description="说完一页后多少秒没有动静，就把这一页再说一遍，最多两遍；0 是不再说", ge=0
        ),
    ] = 20
    free_disk_mb: Annotated[
        int, Field(description="磁盘剩余低于多少 MB 就提醒工作人员", ge=10)
    ] = 500
    id_card_reader: Annotated[
        str, Field(description="身份证阅读器的型号名，simulated 是模拟的")
    ] = "simulated"
    card_file: Annotated[
        Path | None, Field(description="模拟阅读器上放的卡：JSON 文件，空着就没有卡")
    ] = None
    camera: Annotated[str, Field(description="高拍仪：qt（真的）或 simulated（模拟）")] = (
        "simulated"
    )
    printer: Annotated[
        str, Field(description="凭条打印机：escpos（真的）或 simulated（模拟）")
    ] = "simulated"
    printer_device: Annotated[str, Field(description="ESC/POS 打印机的设备文件")] = "/dev/usb/lp0"
    printer_dots: Annotated[
        int, Field(description="凭条可打印宽度，点数（80 毫米纸是 576）", ge=300)
    ] = 576
    voice: Annotated[
        str,
        Field(
            description="语音：female 或 male（录好的女声、男声，没录的人名、地址由 espeak 念）、"
            "espeak，或 silent（只出字幕）"
        ),
    ] = "female"
    sign_clips: Annotated[
        Path | None,
        Field(
            description="手语短片的文件夹：一页一个文件，用页名起名，如 consent.mp4；空着就没有"
        ),
    ] = None
    loudspeaker: Annotated[
        str, Field(description="喇叭：声音设备的编号或说明，空着用系统默认的")
    ] = ""
    headphones: Annotated[
        str,
        Field(
            description="耳机：pactl list sinks 里的名称、说明或插孔名（如 "
            "analog-output-headphones），插上就只在耳机里说，个人信息也念；空着没有耳机"
        ),
    ] = ""
    headphones_volume_percent: Annotated[
        float, Field(description="每次开始使用时耳机的音量，百分比", ge=0, le=100)
    ] = 40
    speech_rate_percent: Annotated[
        int, Field(description="每次开始使用时的语速，百分比", ge=50, le=200)
    ] = 100
    volume_percent: Annotated[
        float, Field(description="每次开始使用时的音量，百分比", ge=0, le=100)
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
    def regions(self) -> Path:
        """Where the addresses of the hall's region are."""
        return self.data / "regions.txt"

    @property
    def lists(self) -> Path:
        """The folder of the answers that the hall puts first in lists."""
        return self.data / "lists"

    @property
    def catalogue(self) -> Path:
        """The versioned cache of compiled services."""
        return self.data / "catalogue"


def settings_file(environment: Mapping[str, str] = os.environ, /) -> Path:
    """Return where the settings are kept; ``HALL_SETTINGS`` names another place."""
    named = environment.get("HALL_SETTINGS")
    return Path(named) if named else _FILE


def read_settings(environment: Mapping[str, str] = os.environ, /, **overrides: object) -> Settings:
    """Read the settings file, then the environment, then ``overrides`` that are not None.

    Raises:
        BadConfiguration: the file cannot be read or a value is wrong; names file and field.
    """
    file = settings_file(environment)
    values: dict[str, object] = _from_file(file, must_exist=file != _FILE)
    for name, setting in Settings.model_fields.items():
        text = environment.get(f"HALL_{name.upper()}")
        # An empty variable is not set, but for a text, which may be meant to be empty.
        if text or (text is not None and setting.annotation is str):
            values[name] = _SPLIT[name](text) if name in _SPLIT else text
    values |= {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings.model_validate(values)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadConfiguration(
            f"{file} 或环境变量 HALL_{field.upper()}：{_told(first)}。"
            f"改法：查 ADMIN.md 的设置表，改好后重新启动。"
        ) from None


def chosen(table: Mapping[str, T], name: str, *, setting: str) -> T:
    """Return what a setting names in a table of names.

    Raises:
        BadConfiguration: it stands in no row of the table.
    """
    if name not in table:
        raise BadConfiguration(
            f"设置 {setting} = {name} 不认识。改法：选 {'、'.join(table)} 之一，再重新启动。"
        )
    return table[name]


_TOLD = {
    "extra_forbidden": "没有这项设置",
    "string_pattern_mismatch": "写法不对",
    "greater_than": "要大于 {gt:g}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "missing": "少了一个数",
    "too_long": "数多了",
    "too_short": "至少写一个",
    "enum": "没有这一种，能写的是 {expected}",
}


def _told(wrong: ErrorDetails) -> str:
    """Say in Chinese what pydantic found; the value itself is not repeated."""
    kind = wrong["type"]
    if kind.startswith(("int_", "float_")):
        return "要写数字"
    return _TOLD.get(kind, wrong["msg"]).format(**wrong.get("ctx", {}))


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


_SPLIT: Mapping[str, Callable[[str], list[str]]] = {
    "panel_mm": lambda text: text.lower().replace("x", ",").split(","),
    "languages": lambda text: [tag.strip() for tag in text.split(",")],
}
