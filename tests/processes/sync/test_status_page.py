"""The citizen's page behind the QR code: whole, calm, large, and without a word too many."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx2
import pytest
from PIL import Image

from kiosk.domain.slip_number import SlipNumber
from kiosk.ports.cases import CaseRow
from tests.made_up import ADDRESS, HELPER, NAME, NUMBER, PHONE, TOKEN, a_slip_number
from tests.online import LocalPlatform, run_dry, served

CHROMIUM = shutil.which("chromium")
WRONG = "not-the-token"
UNKNOWN = "还没送到平台，凭条上的号码不会丢"


class Hall:
    """A kiosk with one delivered case, and the platform's pages."""

    def __init__(self, folder: Path, url: str, platform: LocalPlatform) -> None:
        self.url, self.platform = url, platform
        self.kiosk = platform.enrolled(folder / "kiosk")
        self.case = self.seal_and_send()

    def seal_and_send(self, **changes: object) -> CaseRow:
        case = self.kiosk.seal(**changes)
        client = self.kiosk.client(self.url)
        run_dry(self.kiosk.engine(client))
        client.close()
        return case

    def address(self, token: str = TOKEN, slip: str = "") -> str:
        return f"{self.url}/s/{slip or self.case.slip_number}/{token}"

    def page(self, **where: str) -> httpx2.Response:
        return httpx2.get(self.address(**where), trust_env=False)


@pytest.fixture(name="hall")
def a_hall(tmp_path: Path) -> Iterator[Hall]:
    platform = LocalPlatform(tmp_path / "platform")
    with served(platform.app) as url:
        hall = Hall(tmp_path, url, platform)
        yield hall
        hall.kiosk.close()
    platform.close()


class Outline(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def names(self) -> list[str]:
        return [name for name, _ in self.tags]


def test_page_shows_number_stage_and_whom_to_call(hall: Hall) -> None:
    page = hall.page().text

    assert SlipNumber(hall.case.slip_number).grouped in page
    assert hall.platform.desk.cases()[0].platform_number in page
    assert '<li aria-current="step"><b>审核</b> 现在</li>' in page
    assert re.findall(r"<li[^>]*><b>(.*?)</b>", page) == ["申请", "审核", "办理", "反馈", "评价"]
    assert '<a href="tel:12345">' in page


def test_page_follows_the_case(hall: Hall) -> None:
    hall.platform.desk.accept(hall.case.case_id)
    assert '<li aria-current="step"><b>办理</b>' in hall.page().text

    hall.platform.desk.close(hall.case.case_id)
    assert '<li aria-current="step"><b>反馈</b>' in hall.page().text


def test_corrections_are_listed_with_their_last_day(hall: Hall) -> None:
    until = hall.platform.clock.now().replace(year=2030, month=3, day=8, hour=4)
    hall.platform.desk.ask_correction(hall.case.case_id, ["照片看不清", "缺 <签名>"], until=until)

    page = hall.page().text

    assert "<ol><li>照片看不清</li><li>缺 &lt;签名&gt;</li></ol>" in page
    assert "2030年3月8日" in page


def test_slip_with_two_cases_shows_both(hall: Hall) -> None:
    hall.seal_and_send(slip_number=SlipNumber(hall.case.slip_number))

    page = hall.page().text

    assert "第 1 件" in page
    assert "第 2 件" in page


def test_headings_never_skip_a_level(hall: Hall) -> None:
    second = hall.seal_and_send(slip_number=SlipNumber(hall.case.slip_number))
    hall.platform.desk.ask_correction(second.case_id, ["照片看不清"])

    levels = [int(n[1]) for n in Outline(hall.page().text).names() if n in {"h1", "h2", "h3"}]

    assert levels == [1, 2, 2, 3]


def test_unknown_slip_wrong_token_and_nonsense_look_the_same(hall: Hall) -> None:
    unknown = hall.page(slip=str(a_slip_number(999)))
    pages = [hall.page(token=WRONG), hall.page(slip="K1"), hall.page(slip="%00%3Cscript%3E")]

    assert UNKNOWN in unknown.text
    assert {(p.status_code, p.text, p.headers["cache-control"]) for p in pages} == {
        (unknown.status_code, unknown.text, "no-store")
    }


def test_slip_that_has_not_arrived_is_unknown_calmly(hall: Hall) -> None:
    waiting = hall.kiosk.seal()

    page = hall.page(slip=waiting.slip_number)

    assert page.status_code == 200
    assert UNKNOWN in page.text


def test_page_names_nobody(hall: Hall) -> None:
    page = hall.page().text

    assert [w for w in (NAME, NUMBER, PHONE, ADDRESS, HELPER, TOKEN) if w in page] == []


def test_page_needs_no_script_and_nothing_from_elsewhere(hall: Hall) -> None:
    answer = hall.page()
    outline = Outline(answer.text)

    assert not {"script", "link", "img", "iframe", "form", "object"} & set(outline.names())
    assert all("src" not in attributes for _, attributes in outline.tags)
    assert not re.search(r"url\(|@import|https?:", answer.text)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_page_has_language_landmarks_and_one_heading(hall: Hall) -> None:
    for page in (hall.page(), hall.page(token=WRONG)):
        outline = Outline(page.text)
        assert ("html", {"lang": "zh-CN"}) in outline.tags
        assert [outline.names().count(n) for n in ("h1", "main", "header", "footer")] == [1] * 4
        assert "<title>办件进度</title>" in page.text


def browse(tmp_path: Path, *arguments: str) -> bytes:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: the page was NOT tried in a browser")
    return subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--hide-scrollbars", f"--user-data-dir={tmp_path / 'profile'}",
            *arguments,
        ],
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout  # fmt: skip


@pytest.mark.slow
def test_browser_draws_the_page_without_complaint(hall: Hall, tmp_path: Path) -> None:
    dom = browse(tmp_path, "--dump-dom", hall.address()).decode()

    assert '<li aria-current="step"><b>审核</b> 现在</li>' in dom


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "zoom"), [(390, 1), (390, 2), (800, 1)], ids=["phone", "phone-200", "desk"]
)
def test_page_fits_its_window(hall: Hall, tmp_path: Path, width: int, zoom: int) -> None:
    until = hall.platform.clock.now()
    hall.platform.desk.ask_correction(
        hall.case.case_id, ["身份证反面看不清，请重新拍照", "缺少申请人签名"], until=until
    )
    picture = tmp_path / "page.png"

    # A zoom of 200 % halves the window in CSS pixels, as the browser's own zoom does.
    browse(tmp_path, f"--force-device-scale-factor={zoom}", f"--screenshot={picture}",
           f"--window-size={width // zoom},1800", hall.address())  # fmt: skip

    with Image.open(picture) as image:
        drawn = image.convert("L")
        right_edge = drawn.crop((drawn.width - 4, 0, drawn.width, drawn.height))
        assert right_edge.getextrema() == (255, 255)
        assert drawn.getextrema()[0] < 64
