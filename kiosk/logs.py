"""Logging: an event of the list below, our own ids and an outcome. Never a person's data.

The table in ADMIN.md is generated from :class:`LogEvent`.
"""

import logging
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any, TextIO, cast

import structlog


class LogEvent(Enum):
    """Everything this product ever writes to a log: the word and what it means to an admin."""

    KIOSK_STARTED = ("kiosk_started", "窗口程序已启动")
    KIOSK_STOPPED = ("kiosk_stopped", "窗口程序已退出")
    VISIT_STARTED = ("visit_started", "有人开始使用")
    VISIT_FINISHED = ("visit_finished", "一次使用结束，个人信息已清除")
    VISIT_FAILED = ("visit_failed", "程序出错，已显示歉意并清场；查看 code")
    DRAFT_KEPT = ("draft_kept", "草稿已加密保存")
    DRAFT_RESUMED = ("draft_resumed", "凭卡或取件码继续了草稿")
    DRAFTS_EXPIRED = ("drafts_expired", "过期草稿已删除")
    APPLICATION_SEALED = ("application_sealed", "申请已封存在本机")
    SEAL_FAILED = ("seal_failed", "封存没有成功，没有出小票；多半是磁盘，查看 code")
    BUNDLES_DAMAGED = (
        "bundles_damaged",
        "启动时发现封存文件缺失或损坏，查看 broken、missing 件数；运行 hall-sync verify",
    )
    BUNDLES_ADOPTED = (
        "bundles_adopted",
        "启动时把登记簿里没有的封存文件登记回来，查看 count；运行 hall-sync verify",
    )
    SLIP_PRINTED = ("slip_printed", "小票已打印或已说明没有打印，查看 outcome")
    DEVICE_FAILED = ("device_failed", "设备不能用，查看 device 和 outcome")
    VOICE_UNAVAILABLE = ("voice_unavailable", "没有声音设备或语音引擎，屏幕显示字幕")
    RECORDINGS_DAMAGED = (
        "recordings_damaged",
        "录好的语音缺失或被改动，这些句子改由语音引擎念；运行 python -m ui.voicing check 看是哪些",
    )
    INPUT_METHOD_UNAVAILABLE = (
        "input_method_unavailable",
        "拼音和笔画用不了，只能手写或按字母；在这台机器上再运行一次 make setup",
    )
    REGIONS_UNREADABLE = (
        "regions_unreadable",
        "本地地址文件读不出来，地址改由办事人自己写；运行 hall-catalogue region 加大厅的区划代码",
    )
    LIST_UNREADABLE = (
        "list_unreadable",
        "本地排在前面的名单读不出来，按通用的顺序给；运行 hall-catalogue first 再写一次",
    )
    SIGN_CLIP_UNREADABLE = (
        "sign_clip_unreadable",
        "手语短片放不出来，那一页照常办事；查看 screen，换一个文件再重新启动",
    )
    LOOKUP_PAUSED = ("lookup_paused", "有人多次按错号码，按号码查询暂停几分钟，查看 minutes")
    DISK_LOW = ("disk_low", "磁盘剩余空间低于设置")
    SYNC_STARTED = ("sync_started", "同步程序已启动")
    SYNC_STOPPED = ("sync_stopped", "同步程序已停止")
    LINK_UP = ("link_up", "平台可以连通")
    LINK_DOWN = ("link_down", "平台连不上，查看 cause；申请都在本机，不会丢")
    FEED_FAILED = ("feed_failed", "平台的办件状态读不出来，查看 cause；送件不受影响")
    FEED_RESTARTED = (
        "feed_restarted",
        "平台没有上次读到的那一条（从备份恢复过，或删除了那件），办件状态从头再读，不会重复",
    )
    CASE_DELIVERED = ("case_delivered", "平台已收齐全部内容")
    CASE_RECEIVED = ("case_received", "平台回执已验证")
    CASE_REFUSED = ("case_refused", "平台拒收，查看 code")
    CASE_WAITING = ("case_waiting", "本次没有送达，已安排再送")
    STATUS_CHANGED = ("status_changed", "平台更新了办件状态")
    STATUS_UNREADABLE = (
        "status_unreadable",
        "平台的一条办件状态读不出来，已跳过；查看 case，用 hall-sync explain",
    )

    def __init__(self, word: str, meaning: str) -> None:
        self.word = word
        self.meaning = meaning


class Log:
    """A logger that takes only :class:`LogEvent`."""

    def __init__(self, source: str) -> None:
        self._logger = structlog.get_logger(source=source)

    def info(self, event: LogEvent, **facts: str | float | None) -> None:
        """Write an event that needs nobody."""
        self._logger.info(event.word, **facts)

    def warning(self, event: LogEvent, **facts: str | float | None) -> None:
        """Write an event an admin should look at."""
        self._logger.warning(event.word, **facts)


def configure_logs(file: Path | None = None) -> None:
    """Send events as JSON lines to ``file``, or to standard error when there is none.

    Only the event, its facts, the level and the time are written: an exception's message and
    local variables may hold a person's data and are left out.
    """
    stream = _LogFile(file) if file else sys.stderr
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_plain_facts,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=cast("TextIO", stream)),
        cache_logger_on_first_use=False,
    )


class _LogFile:
    """A file opened anew for each line, so that logrotate may move it at any time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, text: str) -> int:
        """Write a line, to standard error where the file refuses: no visit ends for a log."""
        try:
            with self._path.open("a", encoding="utf-8") as file:
                return file.write(text)
        except OSError:
            with suppress(OSError):
                return sys.stderr.write(text)
        return 0

    def flush(self) -> None:
        """Do nothing: a line is on its way when ``write`` returns."""


def _only_plain_facts(
    _logger: Any, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    event.pop("exc_info", None)
    event.pop("stack_info", None)
    return event
