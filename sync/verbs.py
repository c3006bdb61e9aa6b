"""What the verbs of both command lines share: ``--json``, and errors told in a sentence."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kiosk.domain.errors import BadConfiguration, KioskError

NOT_DONE, CONFIGURATION = 1, 3
EXIT_CODES = "退出码：0 完成；1 没有找到或没有做成；2 用法不对；3 设置或密钥不对。"

json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON，给程序读")


@contextmanager
def telling_failures() -> Iterator[None]:
    """Turn our errors into a sentence on standard error and an exit status."""
    try:
        yield
    except BadConfiguration as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(CONFIGURATION)
    except KioskError as failed:
        click.echo(f"没有完成（{failed.code}）：{failed}", err=True)
        sys.exit(NOT_DONE)
