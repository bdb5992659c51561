"""What WeasyPrint 70 and pydyf 0.13 leave undone in a tagged PDF, each mended in one place with the reason why.

Two of their methods and one function are replaced when WeasyPrint is imported, and a line of another; the rest is done to a file's parts
just before they are written.
"""

import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_CLUSTERED = re.compile("[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]")
"""Scripts whose letters change places: several shapes stand for several letters, and no shape for one of them alone."""


def repair_engine() -> None:
    """Replace two methods, a function and a line of another; done once, after the import."""
    import pydyf
    from weasyprint.layout import block
    from weasyprint.pdf import tags
    from weasyprint.pdf.stream import Stream

    pydyf.PDF.page_references = _Pages()
    Stream.marked = _with_its_words(Stream.marked)
    tags._build_box_tree = _with_its_language(tags._build_box_tree)
    _leave_notes_on_their_page(block)


_PUSHES = "report = not context.in_column and can_break_now and not could_break_before"


def _leave_notes_on_their_page(block: Any) -> None:
    """A paragraph that has no room goes to the next page. WeasyPrint would rather send the footnotes of the page away, so that they stand
    a page behind the lines that call them, each page later than the one before; it may where a page would have nothing else on it.
    """
    source = inspect.getsource(block._linebox_layout)
    if _PUSHES in source:
        exec(compile(source.replace(_PUSHES, f"{_PUSHES} and page_is_empty"), block.__file__, "exec"), vars(block))  # noqa: S102


class _Pages:
    """Keeps the list of pages until one is added: pydyf makes it anew for each tagged element, a fifth of the time of 4,000 people."""

    def __get__(self, made: Any, _: type | None = None) -> tuple[bytes, ...]:
        kids = made.pages["Kids"]
        kept: tuple[int, tuple[bytes, ...]] = made.__dict__.get("_kept_pages", (-1, ()))
        if kept[0] != len(kids):
            kept = made.__dict__["_kept_pages"] = (len(kids), tuple(b"%d 0 R" % number for number in kids[::3]))
        return kept[1]


def _with_its_words(marked: Any) -> Any:
    """Text in Devanagari and its kin carries its own words: read from its shapes, a name comes out garbled."""
    import pydyf

    @contextmanager
    def spoken(stream: Any, box: Any, tag: str, words: str) -> Iterator[None]:
        with marked(stream, box, tag):
            if isinstance(stream.stream[-2], pydyf.Dictionary):
                stream.stream[-2]["ActualText"] = pydyf.String(words)
            yield

    def as_before(stream: Any, box: Any, tag: str) -> Any:
        words = getattr(box, "text", None)
        if words and not words.isascii() and _CLUSTERED.search(words):
            return spoken(stream, box, tag, words)
        return marked(stream, box, tag)

    return as_before


def _with_its_language(build: Any) -> Any:
    """Words, and the alt text of a drawing, in another language than the document's carry it (ISO 14289-1, 7.2): WeasyPrint drops it."""
    import pydyf

    def built(box: Any, *rest: Any) -> Iterator[Any]:
        element = getattr(box, "element", None)
        code = "" if element is None or box.element_tag in ("html", "body") else element.attrib.get("lang", "")
        if not code:
            return build(box, *rest)  # type: ignore[no-any-return]
        return _spoken(build(box, *rest), code)

    def _spoken(made: Iterator[Any], code: str) -> Iterator[Any]:
        for each in made:
            each["Lang"] = pydyf.String(code)
            yield each

    return built


def finish(_: Any, made: Any) -> None:
    """The last look at a file's parts before they are written."""
    import pydyf

    made.info.pop("Producer", None)
    elements: dict[bytes, Any] = {}
    links: dict[bytes, Any] = {}
    for part in made.objects:
        if isinstance(part, pydyf.Stream):
            _clean_stream(part)
        elif isinstance(part, pydyf.Dictionary):
            if part.get("Type") == "/StructElem":
                elements[part.reference] = part
            elif part.get("Type") == "/OBJR":
                links[part.reference] = part
            elif part.get("Subtype") == "/Link":
                part["F"] = 4  # printed as it is shown
    _set_furniture_apart(elements, made)
    for element in list(elements.values()):
        match element["S"]:
            case "/LI":
                _give_body(element, elements, made)
            case "/TH":
                row = elements[element["P"]]
                element["A"]["Scope"] = "/Column" if elements.get(row["P"], {}).get("S") == "/THead" else "/Row"
            case "/Span" | "/Div" | "/NonStruct":
                _drop_second_link(element, links, made)
                if not element["K"]:
                    _take_out(element, elements)


def _set_furniture_apart(elements: dict[bytes, Any], made: Any) -> None:
    """Header and footer are no part of the text, or they are read out on every page (ISO 14289-1, 7.8); WeasyPrint marks them as text."""
    whole = next(element for element in elements.values() if element["S"] == "/Document")
    inside = set(whole["K"])
    marks: dict[bytes, set[int]] = {}
    for element in elements.values():
        if element["P"] == whole.reference and element.reference not in inside:
            _gather_marks(element, elements, marks)
    listed = made.objects[int(made.objects[int(made.catalog["StructTreeRoot"].split()[0])]["ParentTree"].split()[0])]["Nums"]
    by_page = dict(zip(listed[::2], listed[1::2], strict=True))
    for reference, numbers in marks.items():
        page = made.objects[int(reference.split()[0])]
        drawn = made.objects[int(page["Contents"].split()[0])].stream
        for at, piece in enumerate(drawn):
            if isinstance(piece, dict) and piece.get("MCID") in numbers:
                drawn[at - 1 : at + 2] = ["/Artifact", "BMC", ""]
        for number in numbers:
            by_page[page["StructParents"]][number] = b"null"


def _gather_marks(element: Any, elements: dict[bytes, Any], marks: dict[bytes, set[int]]) -> None:
    for kid in element["K"]:
        if isinstance(kid, int):
            marks.setdefault(element["Pg"], set()).add(kid)
        elif kid in elements:
            _gather_marks(elements[kid], elements, marks)
    element["K"].clear()


def _clean_stream(part: Any) -> None:
    """Metadata without the program's name; no shape that stands for nothing (what it belongs to has its words beside it)."""
    if part.extra.get("Type") == "/Metadata":
        part.stream = [re.sub(rb' pdf:Producer="[^"]*"', b"", piece) for piece in part.stream]
    elif part.stream and part.stream[0] == b"/CIDInit /ProcSet findresource begin":
        part.stream = [piece[:-2] + b"<200b>" if piece.endswith(b"> <>") else piece for piece in part.stream]


def _drop_second_link(element: Any, links: dict[bytes, Any], made: Any) -> None:
    """Words in bold or in another language inside a link get a second link over the first; only the first is tagged as one."""
    for kid in [kid for kid in element["K"] if kid in links]:
        element["K"].remove(kid)
        page = made.objects[int(links[kid]["Pg"].split()[0])]
        page["Annots"].remove(links[kid]["Obj"])


def _take_out(element: Any, elements: dict[bytes, Any]) -> None:
    """Room to write in says nothing: its empty element would be read out as a pause."""
    around = elements.get(element["P"])
    if around and element.reference in around["K"]:
        around["K"].remove(element.reference)


def _give_body(item: Any, elements: dict[bytes, Any], made: Any) -> None:
    """A list item holds a label and a body, no more (ISO 32000-1, 14.8.4.3.3); WeasyPrint gives one of several paragraphs none."""
    loose = [kid for kid in item["K"] if kid in elements and elements[kid]["S"] not in ("/Lbl", "/LBody")]
    if not loose:
        return
    import pydyf

    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(loose), "Pg": item["Pg"], "P": item.reference})
    made.add_object(body)
    for kid in loose:
        elements[kid]["P"] = body.reference
    item["K"] = pydyf.Array([kid for kid in item["K"] if kid not in loose] + [body.reference])
