"""One module a platform, and the table by which settings name them."""

import ssl
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from kiosk.domain.errors import BadConfiguration
from kiosk.ports.clock import Clock
from kiosk.settings import Settings, chosen
from kiosk.vault.keys import Keys
from sync.client.http import HttpPlatform
from sync.worker import Platform

Build: TypeAlias = Callable[[Settings, Keys, Clock], Platform]


def _hall(settings: Settings, keys: Keys, clock: Clock) -> Platform:
    return HttpPlatform(
        settings.platform_url,
        keys=keys,
        clock=clock,
        trust=_trust(settings.platform_ca),
    )


PLATFORMS: Mapping[str, Build] = MappingProxyType({"hall": _hall})


def open_platform(settings: Settings, keys: Keys, clock: Clock) -> Platform:
    """Return the client of the platform that the settings name.

    Raises:
        BadConfiguration: no such adapter, or its certificates can not be read.
    """
    build = chosen(PLATFORMS, settings.platform, setting="platform")
    return build(settings, keys, clock)


def _trust(file: Path | None) -> ssl.SSLContext | None:
    if file is None:
        return None
    try:
        return ssl.create_default_context(cafile=file)
    except OSError as wrong:
        raise BadConfiguration(
            f"证书文件 {file} 读不了。改法：设置 platform_ca 指向 PEM 格式的证书。"
        ) from wrong
