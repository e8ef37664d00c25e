"""Word page + house form -> the page that reports are made with."""

from reportgen.render.form.house import with_form

__all__ = ["with_form"]
