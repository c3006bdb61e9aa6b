"""Cards of several people on one reader: what each tells, and why one does not fit."""

import pytest

from kiosk.catalogue.compiled import Catalogue
from kiosk.devices.id_card_reader import SimulatedIdCardReader
from kiosk.domain.people import IdCard, IdCardNumber
from kiosk.forms.protocol import Ref
from kiosk.i18n import Text
from kiosk.usecases.interview import Interview
from tests.made_up import HELPER_NUMBER, NOON, NUMBER
from tests.unit.usecases.conftest import interview
from tests.unit.usecases.test_interview import WANTS_ALL
from tests.unit.usecases.test_shared_questions import put
from ui.asking import Asked
from ui.pages import Key, Pressed
from ui.presenting import Stage
from ui.rehearsal.people import made_up_number
from ui.screens.card.presenter import Presenter

HELPERS = IdCard(name="李明", number=IdCardNumber(HELPER_NUMBER))
APPLICANTS = IdCard(name="欧阳碎玉", number=IdCardNumber(NUMBER))
SONS, DAUGHTERS = (
    IdCard(name=name, number=IdCardNumber(made_up_number(NOON.date().replace(year=1970), n)))
    for n, name in enumerate(("欧阳小山", "欧阳小溪"), 1)
)


def a_family(catalogue: Catalogue, *, who: str) -> Interview:
    """A form in which a family of three is asked for, one card after the other."""
    asked = interview(catalogue, "dibao")
    asked.answer(asked.session.refs_of("who")[0], who)
    asked.answer(asked.session.refs_of("f_others")[0], "yes")
    path = asked.session.refs_of("f_card")[0].rpartition("[")[0]
    asked.add_another(path)
    return asked


def lay_down(asked: Interview, ref: Ref, card: IdCard) -> str:
    """Lay a card down and say that it is the right one; return what is told then."""
    reader = SimulatedIdCardReader()
    stage = Stage(text=Text(), emit=lambda _event: None, refresh=lambda: None)
    presenter = Presenter(
        asked=Asked(stage=stage, interview=asked, ref=ref, keep=lambda: None), reader=reader
    )
    reader.put(card)
    presenter.tick()
    presenter.on(Pressed(Key.PRIMARY))
    return presenter.page().notice.shown


def read(asked: Interview) -> list[str]:
    return [asked.session.view(ref).value for ref in asked.session.refs_of("f_read")]


def test_a_helpers_own_card_is_told_to_be_theirs(catalogue: Catalogue):
    asked = a_family(catalogue, who="helper")
    helpers, applicants = (asked.session.refs_of(n)[0] for n in ("helper_card", "card_tip"))

    assert lay_down(asked, helpers, HELPERS) == ""
    assert lay_down(asked, applicants, HELPERS) == "这是您自己的身份证。请放申请人的身份证。"
    assert asked.session.value_of("id_no") == ""
    assert lay_down(asked, applicants, APPLICANTS) == ""


@pytest.mark.parametrize(("who", "whom"), [("self", "您"), ("helper", "申请人")])
def test_a_card_that_was_laid_down_before_is_told_whose_it_is(
    catalogue: Catalogue, who: str, whom: str
):
    asked = a_family(catalogue, who=who)
    first, second = asked.session.refs_of("f_card")
    asked.use_card(asked.session.refs_of("card_tip")[0], APPLICANTS)

    told = lay_down(asked, first, APPLICANTS)
    asked.use_card(first, SONS)

    assert told == f"这张卡前面放过了，是{whom}的。请放这位家人的身份证。"
    assert lay_down(asked, second, SONS).startswith("这张卡前面放过了，是另一位家人的。")
    assert lay_down(asked, second, DAUGHTERS) == ""


def test_whose_card_was_read_is_noted_for_each_of_a_family(catalogue: Catalogue):
    asked = a_family(catalogue, who="self")
    first, second = asked.session.refs_of("f_card")
    photo = asked.session.refs_of("m_id")[0]
    asked.use_card(asked.session.refs_of("card_tip")[0], APPLICANTS)

    asked.use_card(second, DAUGHTERS)
    one = (read(asked), asked.session.is_relevant(photo))
    asked.use_card(first, SONS)
    all_of_them = (read(asked), asked.session.is_relevant(photo))
    asked.answer(asked.session.refs_of("f_name")[0], "欧阳大山")
    by_hand = (read(asked), asked.session.is_relevant(photo))

    assert one == (["", "card"], True)
    assert all_of_them == (["card", "card"], False)
    assert by_hand == (["", "card"], True)
    assert asked.session.value_of("id_read") == "card"


def test_a_family_members_card_may_be_taken_back(catalogue: Catalogue):
    asked = a_family(catalogue, who="self")
    first, second = asked.session.refs_of("f_card")
    asked.use_card(first, SONS)
    asked.use_card(second, DAUGHTERS)

    asked.forget_card(first)

    assert read(asked) == ["", "card"]


@pytest.mark.parametrize(
    ("kind", "helper", "question"),
    [
        ("paper", "family", "委托书写了办这件事吗？"),
        ("guardian_doc", "guardian", "监护证明写着您是监护人吗？"),
    ],
)
def test_a_guardians_paper_is_asked_about_only_where_it_is_shown(
    catalogue: Catalogue, kind: str, helper: str, question: str
):
    asked = interview(catalogue, "gaoling_jintie")
    for name, value in (("who", "helper"), ("helper_kind", helper), ("auth_kind", kind)):
        asked.answer(asked.session.refs_of(name)[0], value)

    view = asked.view(asked.session.refs_of("auth_matter")[0])

    assert view.label == question


def test_a_card_read_for_a_bundle_is_noted_in_every_service_of_it(catalogue: Catalogue):
    asked = interview(catalogue, "canji_fuwu_yijianshi")
    note = next(ref for ref in asked.session.order() if ref.endswith("/card_tip"))

    put(asked, WANTS_ALL)
    asked.use_card(note, APPLICANTS)

    members = asked.session.members()
    assert len(members) > 2
    assert {service: m.value_of("id_read") for service, m in members} == {
        service: "card" for service, _ in members
    }
