"""LibreOffice Writer as a clerk's hands: opens a report, does what a macro says, and saves it as .docx."""

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice")
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Hands" script:language="StarBasic">
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  {work}
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName" : filter(0).Value = "MS Word 2007 XML"
  doc.storeToURL("{target}", filter())
  doc.close(True)
End Sub

Sub Retype(doc, old, written)
  finder = doc.createSearchDescriptor() : finder.SearchString = old
  found = doc.findFirst(finder)
  found.setString(written)
End Sub

Sub Strike(doc, words)
  finder = doc.createSearchDescriptor() : finder.SearchString = words
  found = doc.findFirst(finder)
  cursor = found.Text.createTextCursorByRange(found)
  cursor.gotoStartOfParagraph(False) : cursor.gotoEndOfParagraph(True)
  cursor.setString("")
End Sub

Sub Split(doc, words)
  finder = doc.createSearchDescriptor() : finder.SearchString = words
  found = doc.findFirst(finder)
  found.Text.insertControlCharacter(found.getStart(), com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
End Sub

Sub Add(doc, words, added)
  finder = doc.createSearchDescriptor() : finder.SearchString = words
  found = doc.findFirst(finder)
  cursor = found.Text.createTextCursorByRange(found)
  cursor.gotoEndOfParagraph(False)
  cursor.Text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  cursor.Text.insertString(cursor, added, False)
End Sub

Sub Track(doc)
  doc.RecordChanges = True
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:{kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{kind}.dtd">
<library:{kind} xmlns:library="http://openoffice.org/2000/library"{more}
"""
_SCRIPT = ' library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Hands"/></library:library>'
_LIBRARIES = ' xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" library:link="false"/></library:libraries>'


def edited(report: Path, folder: Path, *work: str) -> Path:
    """A copy of the report after LibreOffice did this work: lines of the macro such as `Retype(doc, "52件", "53件")`."""
    target = folder / f"edited-{report.name}"
    basic = folder / "profile" / "user" / "basic"
    _soffice(folder, "--terminate_after_init")  # makes the profile, into which the macro goes
    spelled = "\n  ".join(work).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    module = _MODULE.format(source=report.resolve().as_uri(), target=target.as_uri(), work=spelled)
    (basic / "Standard" / "Hands.xba").write_text(module, encoding="utf-8")
    (basic / "Standard" / "script.xlb").write_text(_LIBRARY.format(kind="library", more=_SCRIPT), encoding="utf-8")
    (basic / "script.xlc").write_text(_LIBRARY.format(kind="libraries", more=_LIBRARIES), encoding="utf-8")
    _soffice(folder, "macro:///Standard.Hands.Main")
    return target


def saved_as(document: Path, ending: str, folder: Path) -> Path:
    """The document saved with another ending."""
    out = folder / f"as-{ending}"
    _soffice(folder, "--convert-to", ending, "--outdir", str(out), str(document))
    return out / f"{document.stem}.{ending}"


def _soffice(folder: Path, *arguments: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run([SOFFICE or "", profile, "--headless", *arguments], check=True, capture_output=True, timeout=180)
