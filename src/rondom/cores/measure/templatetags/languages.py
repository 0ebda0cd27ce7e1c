"""In which language a piece of a page is, said to browsers and to who has it read out."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rondom.cores.measure.languages import direction

register = template.Library()


@register.filter
def as_language(code: str) -> SafeString:
    """The attributes of an element whose text is in this language."""
    return format_html('lang="{}" dir="{}"', code, direction(code))
