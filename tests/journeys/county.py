"""The configuration and the ledger's header of the county in whose folder the journeys take place."""

CONFIG = """\
extends: reportgen:base
county: {name: 青岚县, code: "990121"}
office: {name: 青岚县某办}
report: {period: 2026Q3}
ledger: {files: [台账.xlsx]}
"""
HEADER = ["工单编号", "受理日期", "来源", "被反映单位", "问题类别", "主要内容"]
