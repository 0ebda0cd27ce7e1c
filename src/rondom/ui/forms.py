"""How Django draws our forms: label, help, error and field, with a summary of errors on top."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws forms and fields with the templates of this app."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
