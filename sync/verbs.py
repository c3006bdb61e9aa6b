"""What the verbs of both command lines share: ``--json``, and everything wrong told in Chinese."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from kiosk.domain.errors import BadConfiguration, DiskFull, KioskError, StorageBusy, StorageFailed
from kiosk.domain.people import names_a_person

Said = TypeVar("Said", bound=str | tuple[str, ...])

NOT_DONE, CONFIGURATION, OFFLINE = 1, 3, 4
EXIT_CODES = "退出码：0 完成；1 没有找到或没有做成；2 用法不对；3 设置或密钥不对"
_CHINESE = re.compile("[\u3400-\u9fff]")
_WANTED = {
    "integer": "要写整数",
    "float": "要写数字",
    "datetime": "要写日期，像 2026-12-31",
}

json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON，给程序读")


class Verbs(click.Group):
    """A program's verbs; wrong use is told in Chinese, with where to look it up."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:  # fmt: skip
        """Read the words up to the verb."""
        with _wrong_use_in_chinese():
            if any(map(_is_unreadable, args)):
                raise click.UsageError(
                    "命令里有读不出的字，多半是终端的编码不是 UTF-8。"
                    "改法：换 UTF-8 的终端（LANG=C.UTF-8），重新写一遍。"
                )
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Read the words of the verb and run it."""
        with _wrong_use_in_chinese():
            try:
                return super().invoke(ctx)
            except click.Abort:
                click.echo("已取消，什么都没有做。", err=True)
                ctx.exit(NOT_DONE)


class _WrongUse(click.UsageError):
    def show(self, file: Any = None) -> None:
        click.echo(f"用法不对：{self.message}", file=file, err=True)
        if self.ctx:
            click.echo(f"查看用法：{self.ctx.command_path} --help", file=file, err=True)


@contextmanager
def _wrong_use_in_chinese() -> Iterator[None]:
    try:
        yield
    except (click.exceptions.NoArgsIsHelpError, _WrongUse):
        raise
    except click.UsageError as wrong:
        raise _WrongUse(_told(wrong), wrong.ctx) from None


def _told(wrong: click.UsageError) -> str:
    match wrong:
        case click.MissingParameter():
            return f"还缺 {_place(wrong)}。"
        case click.BadParameter():
            return f"{_place(wrong)}：{_why(wrong)}"
        case click.NoSuchOption():
            return f"没有 {wrong.option_name} 这个选项。{_instead(wrong.possibilities)}"
        case click.exceptions.NoSuchCommand():
            return f"没有 {wrong.command_name} 这个命令。{_instead(wrong.possibilities)}"
        case click.BadOptionUsage():
            return f"{wrong.option_name} 的写法不对：要值的在后面写值，开关后面不写。"
        case _:
            is_ours = _CHINESE.search(wrong.message)
            return wrong.message if is_ours else "命令没有写全，或者多写了词；含空格的要加引号。"


def _place(wrong: click.BadParameter) -> str:
    if wrong.param is None:
        return "命令"
    return wrong.param.get_error_hint(wrong.ctx).replace("'", "")


def _why(wrong: click.BadParameter) -> str:
    if _CHINESE.search(wrong.message):
        return wrong.message
    kind = wrong.param.type if wrong.param else None
    if isinstance(kind, click.Choice):
        return f"要从这些里选：{'、'.join(map(str, kind.choices))}。"
    if isinstance(kind, click.IntRange):
        return f"要写 {kind.min} 到 {kind.max} 的整数。"
    return f"{_WANTED.get(kind.name if kind else '', '值不对')}。"


def _instead(possibilities: list[str] | None) -> str:
    return f"是不是 {'、'.join(possibilities)}？" if possibilities else ""


def _is_unreadable(word: str) -> bool:
    """Whether the terminal sent bytes that are no UTF-8."""
    return any("\ud800" <= character <= "\udfff" for character in word)


@contextmanager
def telling_failures() -> Iterator[None]:
    """Turn our errors into a sentence on standard error and an exit status."""
    try:
        yield
    except BadConfiguration as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(CONFIGURATION)
    except StorageFailed as failed:
        click.echo(f"没有完成（{failed.code}）：{_mend(failed)}（{failed}）", err=True)
        sys.exit(NOT_DONE)
    except KioskError as failed:
        click.echo(f"没有完成（{failed.code}）：{failed}", err=True)
        sys.exit(NOT_DONE)
    except BrokenPipeError:
        raise  # whoever reads has gone away, as after `| head`
    except OSError as failed:
        click.echo(
            f"系统不让读写 {failed.filename or '文件'}（{failed.strerror}）。"
            "改法：以 hall 身份运行；检查文件夹权限和磁盘。",
            err=True,
        )
        sys.exit(NOT_DONE)


def _mend(failed: StorageFailed) -> str:
    if isinstance(failed, DiskFull):
        return "磁盘满了。下一步：腾出空间，数据文件夹里什么都不要删。"
    if isinstance(failed, StorageBusy):
        return "别的程序正在用数据库，什么也没有改。下一步：等一会儿再试。"
    return (
        "数据库坏了或读写不了。下一步：什么都不要删，检查磁盘和文件夹权限；仍不行，停下程序，"
        "把整个数据文件夹复制一份留着，再从备份恢复。"
    )


def without_numbers(_context: click.Context, _option: click.Parameter, said: Said) -> Said:
    """Refuse words with a person's number in them: kiosks keep what is said in clear."""
    if any(map(names_a_person, (said,) if isinstance(said, str) else said)):
        raise click.BadParameter(
            "里面有身份证号或手机号。这些话会明文存到自助机上。改法：去掉号码，姓名也不要写。"
        )
    return said
