"""The clerk's desk: what may be said of a case, and in which order."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.application import Attachment
from kiosk.domain.case import CaseState, PlatformStatus, StatusChange
from kiosk.domain.errors import BadInput
from kiosk.domain.slip_number import SlipNumber
from kiosk.ports.cases import CaseRow
from sync.platform.desk import Desk
from sync.platform.intake import Intake
from sync.platform.store import transaction
from sync.wire import Limits
from tests.made_up import NAME, NOON, SUBMISSION, TERMINAL, a_photo
from tests.online import LocalPlatform


class Office:
    """A platform and a kiosk that hands cases over without a line between."""

    def __init__(self, folder: Path) -> None:
        self.platform = LocalPlatform(folder / "platform")
        self.kiosk = self.platform.enrolled(folder / "kiosk")
        self.desk: Desk = self.platform.desk
        self.intake = Intake(
            engine=self.platform.engine,
            secrets=self.platform.secrets,
            clock=self.platform.clock,
            limits=Limits(manifest_bytes=10**6, blob_bytes=10**7),
        )

    def hand_over(self, case: CaseRow) -> CaseRow:
        manifest = self.kiosk.manifest(case)
        self.intake.take_manifest(case.case_id, case.rev, manifest.canonical())
        for part in manifest.parts:
            content = self.kiosk.bundles.part(case.file_name, part.sha256)
            self.intake.take_blob(part.sha256, content)
        self.intake.commit(case.case_id, case.rev)
        return case

    def statuses(self) -> list[PlatformStatus]:
        page = self.intake.changes("000012", "")
        return [change.status for change in page.changes]


@pytest.fixture(name="office")
def an_office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.kiosk.close()
    office.platform.close()


def test_case_goes_from_receipt_to_its_end(office: Office) -> None:
    case = office.hand_over(office.kiosk.seal())

    office.desk.accept(case.case_id)
    office.desk.decide(case.case_id, is_granted=True, reason="符合条件")
    office.desk.close(case.case_id)

    assert office.statuses() == [
        PlatformStatus.RECEIVED, PlatformStatus.ACCEPTED, PlatformStatus.ACCEPTED,
        PlatformStatus.DONE,
    ]  # fmt: skip
    assert "准予。符合条件" in office.intake.changes("000012", "").changes[2].note


def test_urgent_cases_lie_on_top_until_they_are_taken_on(office: Office) -> None:
    calm = office.hand_over(office.kiosk.seal())
    urgent = office.hand_over(office.kiosk.seal(is_urgent=True))

    lying = [case.case_id for case in office.desk.cases()]
    office.desk.accept(urgent.case_id)
    afterwards = [case.case_id for case in office.desk.cases()]

    assert lying == [urgent.case_id, calm.case_id]
    assert afterwards == [calm.case_id, urgent.case_id]


def test_refusal_carries_its_reason_and_closes_the_case(office: Office) -> None:
    case = office.hand_over(office.kiosk.seal())

    refused = office.desk.decide(case.case_id, is_granted=False, reason="年龄不到")

    assert refused.latest.status is PlatformStatus.NOT_ACCEPTED
    assert "年龄不到" in refused.latest.note
    with pytest.raises(BadInput):
        office.desk.accept(case.case_id)


def test_decision_needs_a_reason(office: Office) -> None:
    case = office.hand_over(office.kiosk.seal())

    with pytest.raises(BadInput, match="理由"):
        office.desk.decide(case.case_id, is_granted=False, reason="  ")


def test_case_is_not_closed_before_it_was_accepted(office: Office) -> None:
    case = office.hand_over(office.kiosk.seal())

    with pytest.raises(BadInput):
        office.desk.close(case.case_id)


def test_corrections_are_told_all_at_once_and_never_twice(office: Office) -> None:
    first = office.hand_over(office.kiosk.seal())
    with pytest.raises(BadInput, match="至少写一句"):
        office.desk.ask_correction(first.case_id, [" "])

    office.desk.ask_correction(first.case_id, ["甲", "乙"])
    with pytest.raises(BadInput, match="一次说全"):
        office.desk.ask_correction(first.case_id, ["丙"])

    second = office.hand_over(office.kiosk.correct(first))
    again = office.desk.ask_correction(second.case_id, ["丙"])
    assert (again.rev, again.latest.to_correct) == (2, ("丙",))


@pytest.mark.parametrize(
    ("sentences", "until", "why"),
    [
        (["甲"] * 101, None, "最多写 100 处"),
        (["甲" * 501], None, "最多 500 字"),
        (["\udcd6\udcd0"], None, "UTF-8"),
        (["甲"], datetime(9999, 12, 31, tzinfo=UTC), "期限"),
    ],
)
def test_correction_that_no_line_carries_is_refused_at_the_desk(
    office: Office, sentences: list[str], until: datetime | None, why: str
) -> None:
    case = office.hand_over(office.kiosk.seal())

    with pytest.raises(BadInput, match=why):
        office.desk.ask_correction(case.case_id, sentences, until=until)

    assert office.statuses() == [PlatformStatus.RECEIVED]


@pytest.mark.parametrize(("reason", "why"), [("甲" * 1995, "理由太长"), ("\udcd6", "UTF-8")])
def test_reason_that_no_line_carries_is_refused_at_the_desk(
    office: Office, reason: str, why: str
) -> None:
    case = office.hand_over(office.kiosk.seal())

    with pytest.raises(BadInput, match=why):
        office.desk.decide(case.case_id, is_granted=False, reason=reason)

    assert office.statuses() == [PlatformStatus.RECEIVED]


def test_words_from_before_there_was_a_limit_are_cut_and_hold_up_nobody(office: Office) -> None:
    case = office.hand_over(office.kiosk.seal())
    old = StatusChange(
        case_id=case.case_id, rev=1, status=PlatformStatus.NEEDS_CORRECTION, at=NOON,
        note="甲" * 3000, to_correct=("乙" * 600, "丙\udcd6", *["丁"] * 200),
        deadline=datetime(9999, 12, 31, tzinfo=UTC),
    )  # fmt: skip
    with transaction(office.platform.engine) as store:
        store.add_change(old, kiosk_id=TERMINAL)

    told = office.intake.changes(TERMINAL, "").changes[-1]

    assert (len(told.note), len(told.to_correct), told.deadline) == (2000, 100, None)
    assert (len(told.to_correct[0]), told.to_correct[1]) == (500, "丙?")


def test_case_is_found_by_every_number_it_has(office: Office) -> None:
    case = office.hand_over(office.kiosk.seal())
    number = office.desk.cases()[0].platform_number

    found = {office.desk.show(name).case.case_id for name in (case.case_id, number,
                                                             case.slip_number)}  # fmt: skip

    assert found == {case.case_id}
    with pytest.raises(BadInput, match="list"):
        office.desk.show("nothing")


def test_slip_with_two_cases_asks_for_the_number(office: Office) -> None:
    one = office.kiosk.seal()
    office.hand_over(one)
    office.hand_over(office.kiosk.seal(slip_number=SlipNumber(one.slip_number)))

    with pytest.raises(BadInput, match="2 件"):
        office.desk.show(one.slip_number)


def test_papers_are_written_for_the_clerk_only(office: Office, tmp_path: Path) -> None:
    nasty = Attachment(slot="../../up", media_type="text/html", content=b"x")
    case = office.hand_over(
        office.kiosk.seal(
            attachments=(
                Attachment(slot="id_front", media_type="image/jpeg", content=a_photo(1)),
                nasty,
            )
        )
    )
    folder = tmp_path / "out" / "papers"

    office.desk.show(case.case_id, folder=folder)

    assert sorted(p.name for p in folder.iterdir()) == [
        "01-id_front.jpg", "02-______up.bin", "answers.json", "answers.txt", "submission.xml",
    ]  # fmt: skip
    assert (folder / "submission.xml").read_bytes() == SUBMISSION
    assert f"姓名\n    {NAME}\n" in (folder / "answers.txt").read_text("utf-8")
    assert {p.stat().st_mode & 0o077 for p in (folder, *folder.iterdir())} == {0}


def test_erased_case_leaves_no_content_behind(office: Office) -> None:
    case = office.hand_over(office.kiosk.seal())
    other = office.hand_over(office.kiosk.seal())

    office.desk.erase(case.case_id)

    assert [c.case_id for c in office.desk.cases()] == [other.case_id]
    assert office.intake.blob_size(office.kiosk.manifest(case).parts[0].sha256) is None


def test_numbers_of_a_day_run_on_by_item(office: Office) -> None:
    for code in ("A**", "B", "A"):
        office.hand_over(office.kiosk.seal(item_code=code))

    numbers = [c.platform_number for c in office.desk.cases()]

    assert [n[0] + n[-4:] for n in numbers] == ["A0001", "B0001", "A0002"]


def test_deadline_of_a_correction_is_kept_to_the_moment(office: Office) -> None:
    case = office.hand_over(office.kiosk.seal())
    until = office.platform.clock.now() + timedelta(days=5)

    asked = office.desk.ask_correction(case.case_id, ["甲"], until=until)

    assert asked.latest.deadline == until
    assert CaseState(asked.latest.status.value) is CaseState.NEEDS_CORRECTION
