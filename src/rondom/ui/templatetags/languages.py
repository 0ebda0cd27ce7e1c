"""In which language a page is, and a piece of it: said to browsers and to who has it read out."""

from django import template
from django.template.context import Context
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rondom.ui.languages import DUTCH, direction, offered, pages_at

register = template.Library()


@register.filter
def as_language(code: str) -> SafeString:
    """The attributes of an element whose text is in this language."""
    return format_html('lang="{}" dir="{}"', code, direction(code))


@register.filter
def said(words: str) -> str:
    """Words that were kept: in the language of the page when they are ours, else as they stand, in Dutch."""
    found = translation.gettext(words) if words else words
    if found != words or translation.get_language() == DUTCH:
        return found
    return format_html("<span {}>{}</span>", as_language(DUTCH), words)


@register.simple_tag(takes_context=True)
def languages_to_choose(context: Context) -> list[tuple[str, str, bool]]:
    """In which languages this page can be shown."""
    pages = pages_at(context["request"].path)
    return offered(pages.languages, translation.get_language() or DUTCH) if pages else []
