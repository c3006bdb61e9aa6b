"""Doubtful shots, papers for later, signatures nobody can give, and the words around them."""

import pytest

from kiosk.catalogue.service import Material, Need, PaperForm, PaperSource
from kiosk.devices.paper_picture import Paper, Shot
from kiosk.domain.words import Words
from kiosk.flow.visit import Answered
from kiosk.usecases.interview import BY_FINGERPRINT
from tests.made_up import NAME
from tests.unit.forms.building import form, row, text
from tests.unit.presenters.desk import Desk
from ui.asking import Asked
from ui.pages import Action, Chose, Inked, Key, Page, Pressed, ReviewItem, SignatureBox

SHARED = Material(
    id="m_a",
    name="户口簿",
    need=Need.REQUIRED,
    form=(PaperForm.ORIGINAL,),
    source=PaperSource.GOVERNMENT,
    share="户籍核验",
    shots=2,
    tip="首页和本人页。",
)
PHOTO = row(
    "image",
    "m_a",
    label="请拍户口本",
    hint="刚才读过卡的不用拍",
    required="true()",
    **{"bind::kiosk:say": "找不到可以以后再补。"},
)
SIGN = row("image", "sign", label="请您签名", appearance="signature", required="true()")


def actions(page: Page) -> list[Action]:
    return [one for one in page.rows if isinstance(one, Action)]


def kept(desk: Desk) -> int:
    return len(desk.interview.attached(desk.session.refs_of("m_a")[0]))


@pytest.fixture
def photo_desk() -> Desk:
    return Desk(form([PHOTO]), (SHARED,))


def test_a_doubtful_shot_is_first_offered_to_be_replaced(photo_desk: Desk) -> None:
    photo_desk.camera.show(Paper.ID_CARD, Shot.BLURRED)
    photo = photo_desk.open("m_a")

    photo.on(Chose("shoot"))

    again, use = actions(photo.page())
    assert (again.key, again.is_quiet) == ("again", False)
    assert (use.key, use.is_quiet) == ("use", True)
    assert not photo.page().primary
    assert again.words.shown in photo.page().notice.shown


def test_a_doubtful_shot_that_is_shot_again_is_not_kept(photo_desk: Desk) -> None:
    photo_desk.camera.show(Paper.ID_CARD, Shot.BLURRED)
    photo = photo_desk.open("m_a")
    photo.on(Chose("shoot"))
    photo.on(Chose("again"))
    photo_desk.camera.show(Paper.ID_CARD)

    photo.on(Chose("shoot"))
    photo.on(Pressed(Key.PRIMARY))

    assert kept(photo_desk) == 1


def test_a_doubtful_shot_is_kept_when_the_visitor_says_so(photo_desk: Desk) -> None:
    photo_desk.camera.show(Paper.ID_CARD, Shot.BLURRED)
    photo = photo_desk.open("m_a")
    photo.on(Chose("shoot"))

    photo.on(Chose("use"))
    photo.on(Pressed(Key.PRIMARY))

    assert kept(photo_desk) == 1
    assert photo_desk.events == [Answered()]


def test_after_the_first_side_the_other_one_is_told_and_after_the_last_none(
    photo_desk: Desk,
) -> None:
    photo = photo_desk.open("m_a")

    photo.on(Chose("shoot"))
    first = photo.page()
    photo.on(Chose("more"))
    photo.on(Chose("shoot"))

    assert "还有别的面" in first.notice.shown
    assert first.primary
    assert not photo.page().notice


def test_a_photo_shows_and_says_its_hint_its_sentence_and_the_papers_tip(
    photo_desk: Desk,
) -> None:
    lead = photo_desk.open("m_a").page().lead

    for sentence in ("刚才读过卡的不用拍", "找不到可以以后再补", SHARED.tip):
        assert sentence in lead.shown
        assert sentence in lead.spoken


def test_what_another_office_could_tell_may_come_later(photo_desk: Desk) -> None:
    photo = photo_desk.open("m_a")
    assert [one.key for one in actions(photo.page())] == ["shoot", "later"]

    photo.on(Chose("later"))

    assert photo_desk.events == [Answered()]
    assert photo_desk.interview.papers_to_bring() == ("户口簿",)


def test_a_name_that_is_read_back_is_for_the_visitor_and_other_words_are_for_all() -> None:
    name = row("text", "name", label="姓名")
    signs = row("image", "sign", label="请${name}签名", hint="写大一点", appearance="signature")
    desk = Desk(form([name, signs]))
    desk.session.write(desk.session.refs_of("name")[0], NAME)

    page = desk.open("sign").page()

    assert page.heading == Words(f"请{NAME}签名", page.heading.spoken, private=f"请{NAME}签名")
    assert NAME not in page.heading.spoken
    assert "念给我听" in page.heading.spoken
    assert page.lead == Words.same("写大一点。")


def test_who_cannot_sign_is_led_on_and_back() -> None:
    desk = Desk(form([SIGN]))
    signature = desk.open("sign")
    signature.on(Inked(((),)))

    signature.on(Pressed(Key.SECONDARY))
    instead = signature.page()
    signature.on(Pressed(Key.BACK))

    assert not any(isinstance(one, SignatureBox) for one in instead.rows)
    assert "手印" in instead.lead.shown
    assert any(isinstance(one, SignatureBox) for one in signature.page().rows)
    assert desk.events == []


def test_ink_that_was_left_is_found_again_only_under_the_words_it_was_left_for() -> None:
    name = row("text", "name", label="叫什么？")
    desk = Desk(form([name, SIGN | {"hint": "我是${name}。"}]))
    ink = Inked((((0, 0), (1, 1)),))

    def ink_on_the_page() -> object:
        (box,) = (r for r in desk.open("sign").page().rows if isinstance(r, SignatureBox))
        return box.begun

    signature = desk.open("sign")
    signature.on(ink)
    signature.on(Pressed(Key.BACK))
    same_words = ink_on_the_page()
    desk.interview.answer(desk.session.refs_of("name")[0], "王一")

    assert same_words == ink.strokes
    assert ink_on_the_page() == ()


def test_a_fingerprint_settles_the_signature() -> None:
    desk = Desk(form([SIGN]))
    signature = desk.open("sign")
    signature.on(Pressed(Key.SECONDARY))

    signature.on(Pressed(Key.PRIMARY))

    assert desk.session.value_of("sign") == BY_FINGERPRINT
    assert desk.events == [Answered()]


def test_the_review_says_that_a_fingerprint_takes_the_signatures_place() -> None:
    review = row("note", "read_back", label="我念一遍", appearance="kiosk-review")
    desk = Desk(form([SIGN, review]))
    desk.interview.sign_by_fingerprint(desk.session.refs_of("sign")[0])

    items = [one for one in desk.open("read_back").page().rows if isinstance(one, ReviewItem)]

    assert [one.value.shown for one in items] == ["签不了，在纸上按手印，工作人员见证"]


def test_a_drawn_signature_stays_off_the_review() -> None:
    review = row("note", "read_back", label="我念一遍", appearance="kiosk-review")
    desk = Desk(form([SIGN, review]))
    desk.interview.answer(desk.session.refs_of("sign")[0], "sign.png")

    rows = desk.open("read_back").page().rows

    assert not any(isinstance(one, ReviewItem) for one in rows)


def test_a_repeat_is_introduced_with_the_first_question_of_each_copy() -> None:
    desk = Desk(
        form([
            row("begin_repeat", "r", label="一起过日子的人"),
            text("f_name"),
            text("f_id"),
            {"type": "end_repeat"},
        ])
    )  # fmt: skip
    desk.session.add_repeat("/data/r")

    leads = [
        Asked(stage=desk.stage, interview=desk.interview, ref=ref, keep=lambda: None).lead.spoken
        for name in ("f_name", "f_id")
        for ref in desk.session.refs_of(name)
    ]

    assert leads == ["一起过日子的人。", "一起过日子的人。", "", ""]


def test_a_questions_own_sentence_is_told_when_its_answer_is_missing() -> None:
    own = "要写上收信的地址。"
    desk = Desk(form([text("a", required="true()", required_message=own)]))
    entry = desk.open("a")

    entry.on(Pressed(Key.PRIMARY))

    assert entry.page().notice.shown == own
