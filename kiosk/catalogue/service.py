"""A service item (政务服务事项) as the window reads it: frozen pydantic models.

The twelve things the law wants disclosed are all here: who may apply and who decides
(``item.server_type``, ``item.dept``), conditions, papers, fee, time limits, legal basis, steps,
place, contact, supervision, result and number of visits.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeAlias, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field

# Names of services, papers and questions end up in file names, XML and URLs.
AsciiName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


Translations: TypeAlias = Mapping[str, Mapping[str, str]]
"""Language → Chinese words → the same in that language."""
_T = TypeVar("_T")


class Model(BaseModel):
    """A value read at the border: frozen, and a word nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """A single service, or one form for several (一件事)."""

    SERVICE = "service"
    BUNDLE = "bundle"


class Mode(StrEnum):
    """How far this hall goes: the whole application, an appointment, or guidance only."""

    APPLY = "apply"
    APPOINTMENT = "appointment"
    INFO_ONLY = "info_only"


class Tone(StrEnum):
    """How the voice behaves; gentle means slow, short and without music."""

    NORMAL = "normal"
    GENTLE = "gentle"


class Need(StrEnum):
    """How badly a paper is needed."""

    REQUIRED = "必要"
    OPTIONAL = "非必要"
    LATER = "容缺后补"


class PaperForm(StrEnum):
    """In which form a paper is taken."""

    ORIGINAL = "原件"
    COPY = "复印件"
    ELECTRONIC = "电子"


class PaperSource(StrEnum):
    """Who issues a paper."""

    APPLICANT = "申请人自备"
    GOVERNMENT = "政府部门核发"
    OTHER = "其他"


class DayUnit(StrEnum):
    """What a time limit counts."""

    WORKING = "工作日"
    CALENDAR = "自然日"


class Category(Model):
    """A tile of the home screen that holds services."""

    id: str
    label: str
    order: int
    icon: str = ""


class TimeLimit(Model):
    """A time limit for the decision; 0 days means at once."""

    days: Annotated[int, Field(ge=0)]
    unit: DayUnit
    note: str = ""


class Fee(Model):
    """One line of the price list.

    Attributes:
        amount: yuan, or None when the region sets it.
    """

    name: str
    amount: Annotated[Decimal, Field(ge=0)] | None = None
    note: str = ""


class Result(Model):
    """What the citizen gets: its name, its form and how it is handed over."""

    name: str
    form: str
    deliver: str


class Item(Model):
    """The official facts of the item (事项要素), with the official key words of the 实施清单.

    Attributes:
        catalog_code: 基本编码, 12 digits, asterisks where the region fills in.
        task_code: 实施编码, 31 characters, or None until the region sets it.
        task_handle_item: 业务办理项编码, 33 characters, or None without sub-items.
        project_type: 1 即办件, 2 承诺件.
        anticipate: statutory time limit.
        promise: promised time limit.
        limit_scene_num: how often the citizen must come.
    """

    mode: Mode = Mode.APPLY
    catalog_code: str
    task_code: str | None = None
    task_handle_item: str | None = None
    task_type: str
    project_type: Annotated[int, Field(ge=1, le=2)]
    server_type: str
    dept: str
    accept_at: str
    use_level: str
    by_law: Annotated[tuple[str, ...], Field(min_length=1)]
    accept_condition: tuple[str, ...]
    anticipate: TimeLimit
    promise: TimeLimit
    is_fee: bool
    fee: tuple[Fee, ...] = ()
    limit_scene_num: Annotated[int, Field(ge=0)]
    result: Result
    link_way: str | None = None
    supervise_way: str | None = None


class ElectronicPaper(Model):
    """An electronic licence (电子证照) that may stand in for the paper."""

    name: str
    replaces: bool


class Material(Model):
    """A paper (申请材料).

    Attributes:
        id: the name of the photo question that captures it.
        copies: paper copies the counter keeps.
        share: name of a data-sharing check that makes the paper unnecessary.
        when: an expression with ``${name}``; empty means always.
        shots: pictures to take; 0 when nothing is photographed.
        tip: spoken while photographing.
    """

    id: AsciiName
    name: str
    need: Need
    form: Annotated[tuple[PaperForm, ...], Field(min_length=1)]
    copies: Annotated[int, Field(ge=0)] = 0
    source: PaperSource
    ecert: ElectronicPaper | None = None
    share: str | None = None
    when: str = ""
    shots: Annotated[int, Field(ge=0, le=12)]
    tip: str


class Eligibility(Model):
    """A condition worth telling at once: when ``test`` is false, ``fail`` is said.

    Attributes:
        offer: id of a service that may fit better, or None.
    """

    test: str
    fail: str
    offer: str | None = None


class Faq(Model):
    """A question people ask, and the answer in plain words."""

    q: str
    a: str


class BundleMember(Model):
    """One matter of a bundle (一件事): a service of this catalogue, or one handled elsewhere.

    Attributes:
        service: id of the member service, or None when it is ``external``.
        external: official name of a matter outside this catalogue, or None.
        when: an expression over the leading form; the member is applied for when it holds.
    """

    service: str | None = None
    external: str | None = None
    label: str
    when: str


class Service(Model):
    """Everything about a service but its questions.

    Attributes:
        urgent_when: an expression over the answers; when it holds, the case goes first.
        region_must_set: dotted paths of what a region has to fill in before use.
        params: the region's own numbers, for guidance pages.
        words: language → what stands in the facts → the same in that language.
    """

    id: AsciiName
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]*$")]
    kind: Kind
    title: str
    title_plain: str
    category: str
    icon: str
    keywords: tuple[str, ...] = ()
    est_minutes: Annotated[int, Field(ge=1, le=60)]
    tone: Tone = Tone.NORMAL
    urgent_when: str = ""
    region_must_set: tuple[str, ...] = ()
    params: Mapping[str, Any] = {}
    item: Item
    eligibility: tuple[Eligibility, ...] = ()
    materials: tuple[Material, ...] = ()
    steps: Annotated[tuple[str, ...], Field(min_length=1)]
    members: tuple[BundleMember, ...] = ()
    faq: tuple[Faq, ...] = ()
    words: Translations = {}

    def told_in(self, language: str) -> "Service":
        """Return the facts in the language of a tag; what nobody translated stays Chinese."""
        return _told(self, self.words.get(language, {}))

    def material(self, question: str) -> Material | None:
        """Return the paper that the photo question ``question`` captures, or None."""
        return next((m for m in self.materials if m.id == question), None)


class ServiceCard(Model):
    """What the home, category and search pages need of a service, kept in the index file.

    Attributes:
        digest: the schema digest of the current version.
        is_big: it has a large tile on the first page.
        is_always_visible: it stays on the first page whatever the category.
        words: titles and keywords, for search.
        pinyin: the same words in letters without tones.
        initials: the same words as first letters.
    """

    id: AsciiName
    version: str
    digest: str
    kind: Kind
    mode: Mode
    tone: Tone
    title: str
    title_plain: str
    category: str
    icon: str
    est_minutes: int
    is_big: bool
    is_always_visible: bool
    words: tuple[str, ...]
    pinyin: tuple[str, ...]
    initials: tuple[str, ...]


class CatalogueIndex(Model):
    """The one small file the window reads at start."""

    categories: tuple[Category, ...]
    services: tuple[ServiceCard, ...]
    words: Translations = {}

    def told_in(self, language: str) -> "CatalogueIndex":
        """Return the same in the language of a tag; what nobody translated stays Chinese."""
        return _told(self, self.words.get(language, {}))


def _told(value: _T, words: Mapping[str, str]) -> _T:
    """Return a value with every text inside it that ``words`` knows put into them."""
    told: Any = value
    match value:
        case _ if not words:
            pass
        case StrEnum():
            pass
        case str():
            told = words.get(value, value)
        case tuple():
            told = tuple(_told(each, words) for each in value)
        case Model():
            fields = type(value).model_fields.keys() - {"words", "category", "id"}
            told = value.model_copy(
                update={name: _told(getattr(value, name), words) for name in fields}
            )
        case _:
            pass
    return cast("_T", told)
