"""One module a platform, and the table by which settings name them."""

import re
import ssl
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import httpx2

from kiosk.domain.errors import BadConfiguration
from kiosk.ports.clock import Clock
from kiosk.settings import Settings, chosen
from kiosk.vault.keys import Keys
from sync.client.http import HttpPlatform
from sync.worker import Platform

_HOST = re.compile(r"[^\s%/@]+")
_LAST_PORT = 65535

Build: TypeAlias = Callable[[Settings, Keys, Clock], Platform]


def _hall(settings: Settings, keys: Keys, clock: Clock) -> Platform:
    return HttpPlatform(
        _address(settings.platform_url),
        keys=keys,
        clock=clock,
        trust=_trust(settings.platform_ca),
    )


PLATFORMS: Mapping[str, Build] = MappingProxyType({"hall": _hall})


def open_platform(settings: Settings, keys: Keys, clock: Clock) -> Platform:
    """Return the client of the platform that the settings name.

    Raises:
        BadConfiguration: no such adapter, no address, or its certificates can not be read.
    """
    build = chosen(PLATFORMS, settings.platform, setting="platform")
    return build(settings, keys, clock)


def _address(url: str) -> str:
    """Return an address that may be one: what is none is no fault of the line."""
    try:
        parsed = httpx2.URL(url)
        is_one = parsed.scheme in {"http", "https"} and _HOST.fullmatch(parsed.host)
        is_whole = not (parsed.query or parsed.fragment) and (parsed.port or 1) <= _LAST_PORT
    except httpx2.InvalidURL:
        is_one = is_whole = False
    if not (is_one and is_whole):
        raise BadConfiguration(
            "设置 platform_url（HALL_PLATFORM_URL）写的不是网址。"
            "改法：向平台管理员要地址，写成 https://platform.example 这样，再重新启动。"
        )
    return url


def _trust(file: Path | None) -> ssl.SSLContext | None:
    if file is None:
        return None
    try:
        return ssl.create_default_context(cafile=file)
    except OSError as wrong:
        raise BadConfiguration(
            f"证书文件 {file} 读不了。改法：设置 platform_ca 指向 PEM 格式的证书。"
        ) from wrong
