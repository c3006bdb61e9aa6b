"""The loader: from a compiled XForm to a :class:`~kiosk.forms.model.Form`.

A form outside the supported subset is refused when it is published, not when a citizen meets
it; the message names the place and the mend. XML does not leave this module and its parts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import (  # type: ignore[import-untyped]  # it has no stubs
    DefusedXmlException,
)
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # no stubs

from kiosk.domain.errors import FormError
from kiosk.forms import order
from kiosk.forms.expression import Expression, Scope, compile_expression
from kiosk.forms.instance import Node, Path, Shape
from kiosk.forms.model import (
    NO_RULES,
    NO_WORDING,
    Default,
    Form,
    Group,
    Item,
    Option,
    OptionSource,
    Part,
    Question,
    QuestionKind,
    Repeat,
    Rules,
    Wording,
    path_text,
    tag_of,
)
from kiosk.forms.syntax import Call, Text, parse, shown, walk
from kiosk.forms.xform_parts import (
    JAVAROSA,
    KIOSK,
    ODK,
    AnswerTree,
    Translations,
    TreeReader,
    broken,
    child,
    children,
    elements,
    javarosa,
    local,
    path_of,
    read_translations,
    secondary,
    table_node,
    table_rows,
)

_RULES = ("relevant", "required", "readonly", "constraint", "calculate")
_CONTROLS = frozenset({"input", "select1", "select", "upload", "trigger", "range", "rank"})
_TYPES: Mapping[str, QuestionKind] = {
    "int": QuestionKind.INTEGER,
    "integer": QuestionKind.INTEGER,
    "long": QuestionKind.INTEGER,
    "decimal": QuestionKind.DECIMAL,
    "double": QuestionKind.DECIMAL,
    "float": QuestionKind.DECIMAL,
    "date": QuestionKind.DATE,
    "string": QuestionKind.TEXT,
    "": QuestionKind.TEXT,
}
_UNASKED_TYPES = _TYPES.keys() | {"dateTime"}
_SELECTS = {"select1": QuestionKind.SELECT_ONE, "select": QuestionKind.SELECT_MULTIPLE}
_FIRST_LOAD, _NEW_COPY = "odk-instance-first-load", "odk-new-repeat"
_CSV = "jr://file-csv/"
_ITEXT = "jr:itext"
_TRUE = frozenset({"true", "yes", "1", "是"})
_MOST_NESTED = 1


def load_form(xml: bytes, *, strict: bool = True, tables: Mapping[str, str] | None = None) -> Form:
    """Load a compiled form.

    Args:
        xml: the XForm.
        strict: False lists what lies outside the supported subset in ``Form.outside``, takes
            unknown leaf types as text and goes on. For forms of other projects in tests.
        tables: packaged CSV files by name without ending, for ``pulldata`` and choice filters.

    Raises:
        FormError: the form is broken or leaves the subset; the message names the node.
    """
    try:
        html = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as wrong:
        raise FormError(f"表单不是有效的 XML（{wrong}）。改法：重新编译表单。") from None
    return _Loader(html, strict=strict, tables=tables or {}).form()


@dataclass(frozen=True, slots=True)
class _Binding:
    """A bind as written."""

    path: Path
    element: Element

    @property
    def type(self) -> str:
        return self.element.get("type", "").rpartition(":")[2]

    def kiosk(self, name: str) -> str:
        return self.element.get(f"{{{KIOSK}}}{name}", "").strip()

    def flag(self, name: str, *, default: bool) -> bool:
        text = self.kiosk(name).lower()
        return text in _TRUE if text else default


@dataclass(slots=True)
class _Reading:
    """What the loader has found so far."""

    bindings: dict[Path, _Binding] = field(default_factory=dict)
    by_id: dict[str, Path] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    repeats: dict[Path, Repeat] = field(default_factory=dict)
    rules: dict[Path, Rules] = field(default_factory=dict)
    defaults: list[Default] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    outside: list[str] = field(default_factory=list)


class _Loader:
    """Reads one document in this order.

    1. the model's parts: binds, translations, instances; 2. the places and which of them
    repeat; 3. the rules; 4. the body; 5. whatever has no place in the body; 6. the order.
    """

    def __init__(self, html: Element, *, strict: bool, tables: Mapping[str, str]) -> None:
        self._strict = strict
        head, body = child(html, "head"), child(html, "body")
        model = child(head, "model") if head is not None else None
        if head is None or body is None or model is None:
            broken("表单", "没有 head、model 或 body", "重新编译表单")
        self._head, self._body, self._model = head, body, model
        self._found = _Reading()
        self._tables = {name: table_rows(text) for name, text in tables.items()}
        self._texts: Translations = read_translations(model)
        self._root = self._primary()
        self._read_bindings()
        repeat_paths = self._repeat_paths()
        types = {path: bind.type for path, bind in self._found.bindings.items()}
        self._tree: AnswerTree = TreeReader(repeat_paths, types).read(self._root)
        self._instances = dict(self._secondary_instances())
        shapes = self._tree.shapes
        self._scope = Scope(
            here=(),
            origin=(),
            singles=frozenset(p for p, s in shapes.items() if s.is_single),
            repeats=repeat_paths,
            names=_names(shapes),
        )

    def form(self) -> Form:
        self._check_places()
        for path in self._found.bindings:
            self._found.rules[path] = self._read_rules(path)
        body = tuple(self._items(self._body, (local(self._root),)))
        self._unasked_questions()
        self._read_defaults()
        title = child(self._head, "title")
        root = self._root
        return Form(
            form_id=root.get("id", "") or root.tag.partition("}")[0].lstrip("{"),
            version=root.get("version", ""),
            title=(title.text or "").strip() if title is not None else "",
            languages=self._texts.languages,
            default_language=self._texts.languages[0],
            root_attributes={k: v for k, v in root.attrib.items() if not k.startswith("{")},
            body=body,
            questions=self._in_document_order(),
            names=self._scope.names,
            repeats=self._found.repeats,
            singles=self._scope.singles,
            rules=self._found.rules,
            schedule=order.schedule(order.needs(self._found.rules)),
            defaults=tuple(self._found.defaults),
            seed=self._tree.root,
            blanks={p: s.blank for p, s in self._tree.shapes.items() if s.is_repeat and s.blank},
            instances=self._instances,
            texts=dict(self._loose_texts()),
            tables=self._tables,
            outside=tuple(self._found.outside),
        )

    def _leave(self, where: str, what: str, mend: str) -> None:
        """Refuse what lies outside the subset, or list it in a lenient reading."""
        if self._strict:
            broken(where, what, mend)
        self._found.outside.append(f"{where}：{what}")

    # The model ---------------------------------------------------------------------------

    def _primary(self) -> Element:
        instance = child(self._model, "instance")
        root = next(elements(instance), None) if instance is not None else None
        if root is None:
            broken("节点 <instance>", "没有主实例", "重新编译表单")
        return root

    def _read_bindings(self) -> None:
        for element in children(self._model, "bind"):
            text = element.get("nodeset", "")
            path = path_of(text, (local(self._root),), f"bind “{text}”")
            self._found.bindings[path] = _Binding(path, element)
            if "id" in element.attrib:
                self._found.by_id[element.attrib["id"]] = path
        for submission in children(self._model, "submission"):
            if "base64RsaPublicKey" in submission.attrib:
                self._leave("节点 <submission>", "加密的表单", "去掉加密设置，本机自己会加密")

    def _repeat_paths(self) -> frozenset[Path]:
        base = (local(self._root),)
        found = {
            path_of(element.get("nodeset", ""), base, "节点 <repeat>")
            for element in self._body.iterfind(".//{*}repeat")
        }
        for path in sorted(found):
            around = sum(1 for other in found if other == path[: len(other)]) - 1
            if around >= _MOST_NESTED:
                self._leave(f"循环组 {path_text(path)}", "循环里套循环", "改成一层循环")
        return frozenset(found)

    def _secondary_instances(self) -> Iterator[tuple[str, Node]]:
        _, *others = children(self._model, "instance")
        for element in others:
            name, source = element.get("id", ""), element.get("src", "")
            table = source.removeprefix(_CSV).removesuffix(".csv")
            if source and table in self._tables:
                holder = Node(name)
                holder.add(table_node(self._tables[table]))
                yield name, holder
                continue
            if source:
                self._leave(
                    f"实例 {name}", f"引用了外部文件 {source}", "把选项写进表单，或随服务一起打包"
                )
            yield name, secondary(element)

    def _check_places(self) -> None:
        shapes = self._tree.shapes
        for path in self._found.bindings:
            if path not in shapes:
                self._leave(f"bind {path_text(path)}", "实例里没有这个节点", "检查题目名的拼写")
        for path in shapes:
            if not _is_ascii_name(path[-1]):
                self._leave(
                    f"题目 {path_text(path)}", "名字不是英文字母", "题目名用字母、数字和下划线"
                )

    def _read_rules(self, path: Path) -> Rules:
        element = self._found.bindings[path].element
        compiled = {
            name: self._compiled(element.get(name, ""), path, name)
            for name in _RULES
            if element.get(name, "").strip()
        }
        return Rules(**compiled) if compiled else NO_RULES

    def _compiled(self, text: str, here: Path, what: str) -> Expression:
        where = f"题目 {path_text(here)} 的 {what}（{shown(text)}）"
        scope = Scope(
            here=here,
            origin=here,
            singles=self._scope.singles,
            repeats=self._scope.repeats,
            names=self._scope.names,
        )
        try:
            expression = compile_expression(text, scope)
        except FormError as wrong:
            raise FormError(f"{where}：{wrong}", code=wrong.code) from None
        self._found.texts |= _texts_named(text)
        for read in sorted(expression.reads):
            if not self._exists(read):
                self._leave(where, f"没有 {shown(path_text(read))} 这道题", "检查引用的名字")
        for name in sorted(expression.instances):
            if name not in self._instances and name not in self._tables:
                mend = "检查 instance 或 pulldata 的名字"
                self._leave(where, f"没有叫 {shown(name)} 的选项表", mend)
        return expression

    def _exists(self, path: Path) -> bool:
        shapes = self._tree.shapes
        return path in shapes or (path[-1:] == ("*",) and path[:-1] in shapes)

    # Words -------------------------------------------------------------------------------

    def _wording(self, element: Element | None, here: Path) -> Wording:
        if element is None:
            return NO_WORDING
        if text_id := _itext_id(element.get("ref", "")):
            return self._translated(text_id, here)
        if ref := element.get("ref", ""):
            return Wording({"": (self._compiled(ref, here, "label"),)})
        return Wording({"": self._parts(element, here)})

    def _translated(self, text_id: str, here: Path) -> Wording:
        if not self._texts.has(text_id):
            where, what = f"题目 {path_text(here)}", f"没有叫“{shown(text_id)}”的文字"
            self._leave(where, what, "补上 itext，或重新编译")
            return NO_WORDING
        values = self._texts.wording(text_id)
        return Wording({lang: self._parts(value, here) for lang, value in values.items()})

    def _message(self, here: Path, name: str) -> Wording:
        text = javarosa(self._found.bindings[here].element, name)
        if text_id := _itext_id(text):
            return self._translated(text_id, here)
        return Wording({"": (text,)}) if text else NO_WORDING

    def _told(self, bind: _Binding, name: str) -> Wording:
        """Return what stands in our own attributes: ``kiosk:say``, ``kiosk:say.en``."""
        own, *others = self._texts.languages
        told = {own: bind.kiosk(name)}
        told |= {language: bind.kiosk(f"{name}.{tag_of(language)}") for language in others}
        return Wording({language: (text,) for language, text in told.items() if text})

    def _parts(self, element: Element, here: Path) -> tuple[Part, ...]:
        parts: list[Part] = [element.text or ""]
        for inner in elements(element):
            if local(inner) == "output":
                value = inner.get("value") or inner.get("ref") or ""
                parts.append(self._compiled(value, here, "output"))
            else:
                parts.append("".join(inner.itertext()))
            parts.append(inner.tail or "")
        return tuple(part for part in parts if part != "")

    def _loose_texts(self) -> Iterator[tuple[str, Wording]]:
        """Yield the texts that choices and expressions name by id."""
        wanted = self._found.texts | {
            cell.text
            for root in self._instances.values()
            for node in root.everything()
            for name, cells in node.children.items()
            if name == "itextId"
            for cell in cells
        }
        for text_id in sorted(wanted):
            if self._texts.has(text_id):
                yield text_id, self._translated(text_id, (local(self._root),))

    # The body ----------------------------------------------------------------------------

    def _items(self, element: Element, base: Path) -> Iterator[Item]:
        for inner in elements(element):
            name = local(inner)
            if name == "group":
                yield from self._group(inner, base)
            elif name == "repeat":
                yield self._repeat(inner, base, label=element)
            elif name in _CONTROLS:
                yield self._asked(inner, base)
            elif name not in {"label", "hint", "setvalue"}:
                self._leave(f"节点 <{name}>", "不支持的部件", "换成支持的题型")

    def _group(self, element: Element, base: Path) -> Iterator[Item]:
        ref = self._ref(element, base)
        repeat = child(element, "repeat")
        if repeat is not None:
            yield from self._items(element, ref)
            return
        yield Group(
            path=path_text(ref),
            label=self._wording(child(element, "label"), ref),
            appearance=frozenset(element.get("appearance", "").split()),
            children=tuple(self._items(element, ref)),
        )

    def _repeat(self, element: Element, base: Path, *, label: Element) -> Repeat:
        path = path_of(element.get("nodeset", ""), base, "节点 <repeat>")
        count = javarosa(element, "count")
        repeat = Repeat(
            path=path_text(path),
            label=self._wording(child(label, "label"), path[:-1]),
            hint=self._wording(child(label, "hint"), path[:-1]),
            count=self._compiled(count, path, "repeat_count") if count else None,
            children=tuple(self._items(element, path)),
        )
        self._found.repeats[path] = repeat
        return repeat

    def _ref(self, element: Element, base: Path) -> Path:
        if bind := element.get("bind"):
            if bind not in self._found.by_id:
                broken(f"节点 <{local(element)}>", f"没有叫 {bind} 的 bind", "检查 bind 的名字")
            return self._found.by_id[bind]
        ref = element.get("ref") or element.get("nodeset")
        if not ref:
            return base
        path = path_of(ref, base, f"节点 <{local(element)}>")
        if path not in self._tree.shapes:
            broken(f"题目 {path_text(path)}", "实例里没有这个节点", "检查题目名的拼写")
        return path

    def _asked(self, element: Element, base: Path) -> Question:
        path = self._ref(element, base)
        label = child(element, "label")
        label_id = _itext_id(label.get("ref", "")) if label is not None else ""
        question = replace(
            self._question(path, kind=self._asked_kind(element, path)),
            label=self._wording(label, path),
            hint=self._wording(child(element, "hint"), path),
            appearance=frozenset(element.get("appearance", "").split()),
            image=self._texts.media(label_id, "image"),
            audio=self._texts.media(label_id, "audio"),
            options=self._options(element, path),
            option_source=self._option_source(element, path),
        )
        self._found.questions[question.path] = question
        if question.kind.is_select and not question.options and not question.option_source:
            broken(f"题目 {path_text(path)}", "没有选项", "补上选项")
        return question

    def _question(self, path: Path, *, kind: QuestionKind) -> Question:
        bind = self._found.bindings.setdefault(path, _Binding(path, Element("bind")))
        question = Question(
            name=path[-1],
            path=path_text(path),
            kind=kind,
            say=self._told(bind, "say"),
            field=bind.kiosk("field"),
            example=self._told(bind, "example"),
            source=bind.kiosk("source"),
            element=bind.kiosk("elem"),
            check=bind.kiosk("check"),
            sensitive=bind.flag("sensitive", default=False),
            review=bind.flag("review", default=False),
            keep=bind.flag("keep", default=True),
            skip_ok=bind.flag("skip_ok", default=False),
            constraint_message=self._message(path, "constraintMsg"),
            required_message=self._message(path, "requiredMsg"),
            rules=self._found.rules.get(path, NO_RULES),
        )
        self._found.questions[question.path] = question
        return question

    def _asked_kind(self, element: Element, path: Path) -> QuestionKind:
        name = local(element)
        if name in _SELECTS:
            return _SELECTS[name]
        if name == "trigger":
            return QuestionKind.ACKNOWLEDGE
        if name == "upload":
            return self._upload_kind(element, path)
        if name != "input":
            self._leave_control(element, path)
            return QuestionKind.TEXT
        return self._input_kind(path)

    def _leave_control(self, element: Element, path: Path) -> None:
        where = f"题目 {path_text(path)}"
        for name in ("start", "end", "step"):
            try:
                float(element.get(name, "0"))
            except ValueError:
                broken(where, f"{name}=“{element.get(name)}”不是数字", "改成数字，或换题型")
        self._leave(where, f"不支持 {local(element)} 题型", "换成选择题或数字题")

    def _upload_kind(self, element: Element, path: Path) -> QuestionKind:
        media = element.get("mediatype", "")
        if not media.startswith("image/"):
            self._leave(f"题目 {path_text(path)}", f"不支持上传 {media}", "换成拍照题")
            return QuestionKind.TEXT
        is_signature = "signature" in element.get("appearance", "").split()
        return QuestionKind.SIGNATURE if is_signature else QuestionKind.IMAGE

    def _input_kind(self, path: Path) -> QuestionKind:
        bind = self._found.bindings.get(path)
        kind = _TYPES.get(bind.type if bind else "")
        if kind is None:
            self._leave(
                f"题目 {path_text(path)}", f"不支持 {bind.type if bind else ''} 题型", "换题型"
            )
            return QuestionKind.TEXT
        is_fixed = bind is not None and bind.element.get("readonly", "").strip() in {"true()", "1"}
        return QuestionKind.NOTE if is_fixed and kind is QuestionKind.TEXT else kind

    def _options(self, element: Element, path: Path) -> tuple[Option, ...]:
        found: list[Option] = []
        for item in children(element, "item"):
            value, label = child(item, "value"), child(item, "label")
            text_id = _itext_id(label.get("ref", "")) if label is not None else ""
            found.append(
                Option(
                    name=(value.text or "").strip() if value is not None else "",
                    label=self._wording(label, path),
                    image=self._texts.media(text_id, "image"),
                    audio=self._texts.media(text_id, "audio"),
                )
            )
        return tuple(found)

    def _option_source(self, element: Element, path: Path) -> OptionSource | None:
        itemset = child(element, "itemset")
        if itemset is None:
            return None
        nodeset = itemset.get("nodeset", "")
        value, label = child(itemset, "value"), child(itemset, "label")
        if value is None:
            broken(f"题目 {path_text(path)}", "选项表没有写取值的列", "补上 <value ref=…>")
        label_ref = (label.get("ref", "") if label is not None else "") or value.get("ref", "")
        is_translated = label_ref.replace(" ", "").startswith("jr:itext(")
        nodes = self._compiled(nodeset, path, "choice_filter")
        return OptionSource(
            nodes=nodes,
            name_at=value.get("ref", "").strip(),
            label_at=label_ref.strip()[9:].strip(" ()") if is_translated else label_ref.strip(),
            is_translated=is_translated,
            is_filtered=bool(nodes.reads) or "[" in nodeset,
        )

    # What is not asked -------------------------------------------------------------------

    def _unasked_questions(self) -> None:
        for path, shape in self._tree.shapes.items():
            if not shape.child_names and path_text(path) not in self._found.questions:
                self._question(path, kind=self._unasked_kind(path))

    def _unasked_kind(self, path: Path) -> QuestionKind:
        bind = self._found.bindings.get(path)
        if path[-1] == "instanceID":
            return QuestionKind.INSTANCE_ID
        if bind is None:
            return QuestionKind.HIDDEN
        if bind.type not in _UNASKED_TYPES:
            self._leave(f"题目 {path_text(path)}", f"不支持 {bind.type} 题型", "换题型")
        preload = (javarosa(bind.element, "preload"), javarosa(bind.element, "preloadParams"))
        known = {
            ("timestamp", "start"): QuestionKind.START,
            ("timestamp", "end"): QuestionKind.END,
            ("date", "today"): QuestionKind.TODAY,
        }
        if preload[0] and preload not in known and preload[0] != "uid":
            self._leave(f"题目 {path_text(path)}", f"不支持预填 {preload[0]}", "去掉这一行")
        has_sum = bind.element.get("calculate")
        return known.get(preload) or (QuestionKind.CALCULATE if has_sum else QuestionKind.HIDDEN)

    def _read_defaults(self) -> None:
        base = (local(self._root),)
        for holder in (self._model, self._body):
            for element in holder.iterfind(".//{*}setvalue"):
                self._read_default(element, base)
            for element in holder.iterfind(f".//{{{ODK}}}*"):
                if local(element) not in _CONTROLS:
                    self._leave(f"节点 <{local(element)}>", "不支持的动作", "去掉这一行")

    def _read_default(self, element: Element, base: Path) -> None:
        path = self._ref(element, base)
        events = set(element.get("event", element.get(f"{{{JAVAROSA}}}event", "")).split())
        if not events <= {_FIRST_LOAD, _NEW_COPY}:
            self._leave(
                f"题目 {path_text(path)} 的 setvalue", f"不支持事件 {' '.join(sorted(events))}",
                "只用默认值（打开表单时填一次）",
            )  # fmt: skip
            return
        text = element.get("value") or f"'{(element.text or '').strip()}'"
        value = self._compiled(text, path, "default")
        self._found.defaults.append(Default(path, value, _NEW_COPY in events))

    def _in_document_order(self) -> dict[str, Question]:
        questions = self._found.questions
        paths = (path_text(path) for path in self._tree.shapes)
        return {path: questions[path] for path in paths if path in questions}


def _names(shapes: Mapping[Path, Shape]) -> dict[str, Path]:
    names: dict[str, Path] = {}
    for path in shapes:
        names.setdefault(path[-1], path)
    for path, shape in shapes.items():
        if not shape.is_single and not shape.is_repeat:
            names.setdefault(f"{path[-2]}.{path[-1]}", path)
    return names


def _texts_named(expression: str) -> set[str]:
    """Return the texts a valid expression asks for by a fixed name."""
    if _ITEXT not in expression:
        return set()
    calls = (
        c.arguments for c in walk(parse(expression)) if isinstance(c, Call) and c.name == _ITEXT
    )
    return {first.value for first, *_ in calls if isinstance(first, Text)}


def _itext_id(ref: str) -> str:
    text = ref.strip()
    if not text.replace(" ", "").startswith("jr:itext('"):
        return ""
    return text[text.index("'") + 1 : text.rindex("'")]


def _is_ascii_name(name: str) -> bool:
    return name.isascii()
