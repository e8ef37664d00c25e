"""A document of our own making, opened by python-docx: what it reads is what was checked.

The package comes first (`open_package`): limits, names, document types, Strict Open XML. python-docx is given its parts, never
the file again, so that two readers cannot see two documents. An edited file is read and written as a `Package`: python-docx
writes every part that it knows anew.
"""

import io

import docx
from docx.document import Document
from docx.oxml.exceptions import InvalidXmlError
from lxml import etree

from reportgen.word.packages.package import Package, files_of, refused, zipped

# what python-docx raises where a part is not what it takes it for
FAULTS = (KeyError, ValueError, AttributeError, TypeError, InvalidXmlError, etree.LxmlError)


def open_document(package: Package) -> Document:
    """The document of a checked package; what is written into it does not change the package.

    Raises DocumentError where python-docx can make nothing of a part.
    """
    try:
        return docx.Document(io.BytesIO(zipped(files_of(package), pack=False)))
    except FAULTS as error:
        raise refused(package.name, "document.broken-part", part=package.document) from error
