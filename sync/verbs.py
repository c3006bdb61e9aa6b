"""What the verbs of both command lines share: ``--json``, and errors told in a sentence."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

from kiosk.domain.errors import BadConfiguration, KioskError
from kiosk.domain.people import names_a_person

Said = TypeVar("Said", bound=str | tuple[str, ...])

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


def without_numbers(_context: click.Context, _option: click.Parameter, said: Said) -> Said:
    """Refuse words with a person's number in them: kiosks keep what is said in clear."""
    if any(map(names_a_person, (said,) if isinstance(said, str) else said)):
        raise click.BadParameter(
            "里面有身份证号或手机号。这些话会明文存到自助机上。改法：去掉号码，姓名也不要写。"
        )
    return said
