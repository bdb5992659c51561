"""Nine ways in which WeasyPrint 70 and pydyf 0.13 do the same work again, each replaced by one that gives the same file sooner.

Measured on the sample's report; what a file says does not change by any of them.
"""

import functools
import hashlib
import zlib
from typing import Any


def quicken_engine() -> None:
    """Replace them; done once, after WeasyPrint's import."""
    import pydyf
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.images import RasterImage
    from weasyprint.layout import percent
    from weasyprint.text import line_break

    pydyf._to_bytes = _bytes_of(pydyf._to_bytes)
    pydyf.Stream.data = property(_stream_data)
    RasterImage._get_png_data = staticmethod(_once_for_each_picture(RasterImage._get_png_data))
    line_break.get_font_description = _once_for_each_font(line_break.get_font_description)
    line_break.font_features = functools.lru_cache(maxsize=256)(line_break.font_features)
    line_break.Layout.setup = _with_one_context_for_each_language(line_break.Layout.setup)
    _draw_lines_as_they_were_measured(line_break.Layout)
    percent.resolve_one_percentage = _at_once_where_it_is_a_length(percent.resolve_one_percentage)
    Box.is_in_normal_flow = _at_once_where_it_flows(Box.is_in_normal_flow)


_FONT = (
    "font_style", "font_stretch", "font_weight", "font_size", "font_variant_caps", "font_variation_settings",
)
"""With the family, all that a font's description is made from."""


def _once_for_each_font(describe: Any) -> Any:
    """A document has a dozen fonts and thousands of lines, and Pango copies the description it is given."""
    described: dict[tuple[object, ...], Any] = {}

    def once(style: Any) -> Any:
        key = (tuple(style["font_family"]), *[style[name] for name in _FONT])
        if key not in described:
            if len(described) >= 256:
                described.clear()
            described[key] = describe(style)
        return described[key]

    return once


def _with_one_context_for_each_language(slowly: Any) -> Any:
    """Pango wants a context for a language and a direction; WeasyPrint makes one for each line, twice. What a line changes is its own.

    Decorated text and fonts of another language's shapes are left to WeasyPrint.
    """
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p

    contexts: dict[tuple[str, str], tuple[Any, Any, Any]] = {}

    def context(font_map: Any, language: str, direction: str) -> tuple[Any, Any]:
        """The context and its language. A font map is made anew for each set of fonts; the latest is the one that is used."""
        held = contexts.get((language, direction))
        if held is None or held[0] is not font_map:
            made = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
            pango.pango_context_set_round_glyph_positions(made, False)
            pango.pango_context_set_base_dir(made, line_break.PANGO_DIRECTION[direction])
            pointer, _ = unicode_to_char_p(language)
            spoken = pango.pango_language_from_string(pointer)
            pango.pango_context_set_language(made, spoken)
            held = contexts[language, direction] = font_map, made, spoken
        return held[1], held[2]

    def setup(layout: Any, style: Any) -> None:
        language = style["lang"]
        if not language or style["text_decoration_line"] != "none" or style["font_language_override"] != "normal":
            slowly(layout, style)
            return
        layout.style, layout.first_line_direction = style, 0
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        within, layout.language = context(style.font_config.font_map, language, style["direction"])
        layout.layout = ffi.gc(pango.pango_layout_new(within), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, line_break.get_font_description(style))
        features = line_break.font_features(*[style[name] for name in _FEATURES])
        if features:
            wanted = ",".join(f"{key} {value}" for key, value in features.items()).encode()
            known = style.font_config.font_features
            if wanted not in known:
                known[wanted] = pango.pango_attr_font_features_new(wanted)
            attributes = pango.pango_attr_list_new()  # never given back, as in WeasyPrint: the list would free the feature with it
            pango.pango_attr_list_insert(attributes, known[wanted])
            pango.pango_layout_set_attributes(layout.layout, attributes)

    return setup


def _draw_lines_as_they_were_measured(layout_of_line: Any) -> None:
    """A line is shaped to be measured, forgotten, and shaped again to be drawn. Here it is kept from the one to the other, and until
    the document is done: the dots that lead to a page number in the contents are one line that is drawn a hundred times.

    Kept are the lines that would come out the same: not those that are stretched, nor those whose style is another when they are
    drawn. WeasyPrint draws in Pango's mode of a single paragraph; to enter it later would forget the shapes too, so a line that
    cannot hold a second paragraph is in it from the start.
    """
    from weasyprint.text.ffi import pango

    set_text, forget, revive = layout_of_line.set_text, layout_of_line.deactivate, layout_of_line.reactivate

    def set_text_once(layout: Any, text: str, justify: bool = False) -> None:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, not any(end in text for end in _ENDS_OF_PARAGRAPH))
        set_text(layout, text, justify)

    def put_by(layout: Any) -> None:
        layout.put_by = not (layout.justification_spacing or layout.style["word_spacing"])
        if not layout.put_by:
            forget(layout)

    def take_up(layout: Any, style: Any) -> None:
        if not (layout.put_by and layout.style is style):
            revive(layout, style)

    layout_of_line.set_text, layout_of_line.deactivate, layout_of_line.reactivate = set_text_once, put_by, take_up


_ENDS_OF_PARAGRAPH = ("\n", "\r", "\u2028", "\u2029")

_FEATURES = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric",
    "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
)
"""In the order in which `font_features` takes them."""


def _at_once_where_it_is_a_length(slowly: Any) -> Any:
    """Fourteen times a box; nearly always what was computed is a number of pixels already, or nothing is said."""

    def resolve(box: Any, name: str, refer_to: Any) -> None:
        value = box.style[name]
        if getattr(value, "unit", None) == "px":
            setattr(box, name, value.value)
        else:
            slowly(box, name, refer_to)

    return resolve


def _at_once_where_it_flows(slowly: Any) -> Any:
    """Asked of each box by each of its parents' passes; nearly always it neither floats nor is placed."""

    def flows(box: Any) -> bool:
        style = box.style
        return (style["float"] == "none" and style["position"] in ("static", "relative")) or slowly(box)

    return flows


def _bytes_of(slowly: Any) -> Any:
    """The same bytes, asked by exact type: a tagged page is 150,000 small pieces, and most are numbers and names."""

    def bytes_of(item: Any) -> bytes:
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[no-any-return]
        if kind is str:
            return item.encode("ascii")  # type: ignore[no-any-return]
        if kind is int:
            return b"%d" % item
        return slowly(item)  # type: ignore[no-any-return]

    return bytes_of


def _stream_data(stream: Any) -> bytes:
    """pydyf's own, at zlib's usual level instead of its slowest: a third of the time for files one part in a hundred larger."""
    import pydyf

    data = b"\n".join([pydyf._to_bytes(item) for item in stream.stream])
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        data = zlib.compress(data, 6)
    extra["Length"] = len(data)
    return b"\n".join((extra.data, b"stream", data, b"endstream"))


def _once_for_each_picture(encode: Any) -> Any:
    """Logos stand in every document: each is packed once in a process, not once a document."""
    packed: dict[tuple[str, tuple[int, int], bytes], bytes] = {}

    def once(picture: Any) -> bytes:
        key = (picture.mode, picture.size, hashlib.blake2b(picture.tobytes()).digest())
        if key not in packed:
            if len(packed) >= 32:
                packed.clear()
            packed[key] = encode(picture)
        return packed[key]

    return once
