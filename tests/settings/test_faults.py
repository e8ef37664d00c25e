"""Every fault that a configuration can have is told at the line that has it.

In the samples a comment `#! 7 settings.some-code` says what is expected at column 7 of the next line that is none; nothing
else may be found.
"""

import re
from itertools import takewhile

import pytest

_SAMPLES = """\
form:
  margins:
    #! 10 settings.bad-length
    top: 37英寸
    #! 5 settings.unknown-key
    botom: 35
    #! 11 settings.margin-too-small
    left: 2mm
====
form:
  margins: {left: 3cm, top: 30 mm}
  #! 10 settings.bad-paper
  paper: A44
====
form:
  #! 19 settings.margins-too-wide
  margins: {left: 90, right: 80}
====
form:
  paper: 16开
  #! 18 settings.margins-too-wide
  margins: {top: 110, bottom: 105}
====
form:
  #! 10 settings.pitch-impossible
  pitch: 15磅
====
form:
  #! 10 settings.bad-pitch
  pitch: 固定值28磅
====
form:
  fonts:
    #! 19 settings.bad-size
    title: {size: 2好, bold: true}
    #! 18 settings.size-impossible
    body: {size: 3pt}
    #! 18 settings.not-boolean
    note: {bold: yes}
    #! 5 settings.unknown-key
    h5: {size: 三号}
====
form:
  #! 15 settings.characters-impossible
  characters: 40
====
form:
  #! 14 settings.bad-numbering
  numbering: 一、/1.1.1
====
form:
  #! 22 settings.not-one-of
  signature: {place: left}
  #! 23 settings.bad-page-number
  page_number: {form: 第2页}
====
form:
  fonts:
    #! 19 settings.bad-font
    title: {font: "{{ office }}"}
====
#! 1 settings.unknown-key
reprot: {decimals: 1}
====
report:
  #! 3 settings.unknown-key
  tilte: 标题
====
#! 1 settings.unknown-key
reprot: null
====
ledger:
  columns:
    #! 5 settings.unknown-key
    recieved: [来电时间]
====
#! 1 settings.missing
office: null
====
taxonomy:
  categories:
    #! 5 settings.missing
    fees: {definition: 乱收费}
====
taxonomy:
  categories:
    #! 5 settings.nothing-to-remove
    atitude: null
====
#! 9 settings.not-mapping
county: 甲县
====
taxonomy:
  #! 11 settings.not-mapping
  causes: [a]
====
ledger:
  #! 10 settings.not-list
  files: 台账.xlsx
====
office:
  #! 9 settings.not-text
  name: [某办]
====
report:
  #! 10 settings.empty-text
  title: " "
  #! 13 settings.too-small
  decimals: -1
====
charts:
  #! 8 settings.too-great
  dpi: 1200
  #! 8 settings.not-number
  top: ten
====
report:
  #! 15 settings.not-one-of
  disclosure: intern
  #! 15 settings.not-boolean
  name_units: maybe
====
county:
  #! 9 settings.bad-region-code
  code: 3301
====
taxonomy:
  categories:
    #! 5 settings.bad-code
    服务: {name: 服务}
    #! 5 settings.too-long
    aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee: {name: 长}
====
report:
  #! 11 settings.bad-period
  period: 2026Q5
  #! 9 settings.bad-date
  date: 2026-02-30
====
ledger:
  #! 18 settings.bad-date-format
  date_formats: [Y/m/d, "%Y.%m.%d"]
====
ledger:
  #! 13 settings.bad-timezone
  timezone: Asia/Shangha
====
ledger:
  #! 13 settings.bad-timezone
  timezone: ../etc/passwd
====
taxonomy:
  #! 3 settings.no-category
  categories: {attitude: null, duty: null}
====
taxonomy:
  categories:
    attitude: {catch_all: true}
    #! 23 settings.several-catch-alls
    duty: {catch_all: true}
====
taxonomy:
  categories:
    attitude: {aliases: [窗口态度]}
    #! 22 settings.spelling-twice
    duty: {aliases: [窗口　态度]}
====
taxonomy:
  categories:
    #! 32 settings.spelling-twice
    fees: {name: 收费, aliases: [服务态度]}
====
ledger:
  vocabulary:
    status:
      closed: [办结]
      #! 14 settings.spelling-twice
      open: [办结]
====
taxonomy:
  categories:
    #! 5 settings.reserved-code
    total: {name: 合计}
====
taxonomy:
  causes:
    training:
      title: 培训不够
      text: 培训不够
      #! 19 settings.condition-name
      when: share('atitude') >= 0.2
      #! 25 settings.unknown-recommendation
      recommendations: [inspektion, inspection]
====
taxonomy:
  causes:
    quoted:
      title: 一
      text: 一
      #! 35 settings.condition-word
      when: "count('duty') > 0 or sum('duty') > 0"
    folded:
      title: 二
      text: 二
      #! . settings.condition-character
      when: >
        count('duty')
        ≥ 1
    long:
      title: 三
      text: 三
      #! 13 settings.condition-not-comparison
      when: count('duty')
    wrong:
      title: 四
      text: 四
      #! 13 settings.condition-arguments
      when: count(1) > 0
    bare:
      title: 五
      text: 五
      #! 19 settings.condition-word
      when: count(duty) > 0
====
taxonomy:
  causes:
    a:
      title: 一
      text: 一
      #! 30 settings.condition-syntax
      when: count(1) > 0 and (
====
#! 1 settings.anchor
&a wording:
  #! 7 settings.tag
  of: !!str 总数
  #! 3 settings.merge-key
  <<: {case: 件}
  #! 3 settings.duplicate-key
  of: 总数
  #! 3 settings.key-not-text
  [a]: 件
====
report: {period: 2026Q3}
overrides:
  #! 5 settings.missing
  - {value: 60, reason: 漏登, who: 某科长}
  - figure: total
    #! 12 settings.not-decimal
    value: 一百
  - figure: category.duty
    #! 12 settings.not-decimal
    value: "60"
    #! 5 settings.unknown-key
    reson: 漏登
  #! 14 settings.override-twice
  - {figure: total, value: 61, period: 2026Q3}
  #! 47 settings.bad-period
  - {figure: category.duty, value: 6, period: 2026Q5}
  #! 14 settings.override-twice
  - {figure: category.duty, value: 6}
  #! 5 settings.not-mapping
  - total
  #! 27 settings.missing
  - {figure: rate.closed, value: ~}
====
overrides:
  - {figure: total, value: 61, period: 2026Q3}
  - {figure: total, value: 62, period: 2026Q2}
  #! 14 settings.override-twice
  - {figure: total, value: 63}
====
#! 12 settings.not-list
overrides: {total: 60}
====
ledger:
  #! 16 settings.null-item
  null_marks: [~, /]
  files:
    #! 5 settings.not-list
    a: b
"""


def _expected(sample: str) -> set[str]:
    lines = sample.splitlines()
    expected = set()
    for number, line in enumerate(lines, 1):
        if found := re.fullmatch(r" *#! (\S+) (\S+)", line):
            target = number + 2 + len(list(takewhile(lambda later: later.lstrip().startswith("#!"), lines[number:])))
            column = "" if found[1] == "." else f":{found[1]}"
            expected.add(f"county.yaml:{target}{column} {found[2]}")
    return expected


@pytest.mark.parametrize("sample", _SAMPLES.split("====\n"))
def test_each_fault_is_told_at_its_line(folder, sample):
    """A configuration with a fault is refused with exactly the issues that its comments announce."""
    assert set(folder.places("extends: complete.yaml\n" + sample)) == _expected(sample)
