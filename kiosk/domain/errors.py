"""The one tree of errors.

KioskError
├── BadInput            something a person typed, with the sentence to show
├── BadConfiguration    settings or keys: file, place and mend
├── BadService          a service file: file, row and mend
├── FormError           a form outside the supported subset, or broken
├── StorageFailed       the disk or the database did not keep a promise
│   ├── DiskFull        there is no room for another application
│   └── StorageBusy     another process has the database; it is there again soon
├── SealBroken          a sealed bundle, receipt or chain does not verify
└── DeviceFailed        a device answered wrongly in the middle of work

The ``code`` picks the sentence shown and spoken (``trouble-<code>`` in the text files); code and
``advice`` are the row of ADMIN.md. No message ever carries a person's data.
"""

from typing import ClassVar


class KioskError(Exception):
    """An error of ours. ``code`` is stable and picks the sentence; ``advice`` is for the admin."""

    code: str = "unexpected"
    advice: ClassVar[str] = (
        "程序没有料到的错误。已清场，不用处理；一天里再三出现，请把日志交给维护人员。"
    )

    def __init__(self, message: str = "", *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class BadInput(KioskError):
    """A person's entry cannot be taken as it stands."""

    code = "bad-input"
    advice = "填的内容不能用，屏幕已说明怎么改。不用处理。"


class BadConfiguration(KioskError):
    """Settings, keys or installation are wrong; the message names file, place and mend."""

    code = "bad-configuration"
    advice = "设置、密钥或安装有误，说明里写着文件、位置和改法。照着改好，重新启动。"


class BadService(KioskError):
    """A service file is wrong; the message names file, row and mend."""

    code = "bad-service"
    advice = (
        "事项文件有误，只影响这一件事。"
        "运行 hall-catalogue check，按行号改好后 hall-catalogue build。"
    )


class FormError(KioskError):
    """A compiled form is broken or leaves the supported subset; the message names the node."""

    code = "bad-form"
    advice = (
        "编译好的表单坏了或用了不支持的写法。"
        "重新运行 hall-catalogue build；还不行，停用这件事并联系维护人员。"
    )


class StorageFailed(KioskError):
    """The machine could not keep something. Nothing was promised to the citizen yet."""

    code = "storage-failed"
    advice = "磁盘或数据库没存住，没有给群众出凭条。查磁盘健康和文件夹权限，再试一次。"


class DiskFull(StorageFailed):
    """There is no room for another application."""

    code = "disk-full"
    advice = "磁盘满了，没有给群众出凭条。腾出空间；不要删除数据文件夹里的任何东西。"


class StorageBusy(StorageFailed):
    """Another process had the database for longer than a person should wait; nothing was kept."""

    code = "storage-busy"
    advice = (
        "别的程序占着数据库，等了几秒没轮到；没有给群众出凭条，填的都在。"
        "多半是备份或手工打开了 hall.db：让它结束，再试一次。"
    )


class SealBroken(KioskError):
    """Sealed bytes, a signature or the event chain do not verify."""

    code = "seal-broken"
    advice = (
        "封存文件、回执或流水的校验没通过。什么都不要删，从备份恢复同名文件，再用 hall-sync 查看。"
    )


class DeviceFailed(KioskError):
    """A device that was there answered wrongly."""

    code = "device-failed"
    advice = "设备在工作中应答不对。看接线、纸和电源，拔插一次；屏幕已告诉群众怎么继续。"
