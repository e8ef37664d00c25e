"""Chinese surnames, the common ones apart from those that are ordinary words too."""

COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘袁余叶蒋杜苏魏程吕丁沈卢姜崔钟谭陆汪范廖贾韦傅邹熊孟秦薛侯雷郝邵汤尹黎乔贺赖"
    "龚庞樊殷颜翟倪俞葛邢聂齐焦岳耿裴詹霍柯阮缪骆覃喻肖闫戴谷甘欧顾董姚陶莫莉孔褚卫尤施鲁祝鞠蒲滕鄢芦盛柳冉屈童梅凌饶"
)
"""Surnames that a hanzi before a title nearly always is."""

ALSO_WORDS = frozenset(
    "田任于方石夏江白史康金文常安洪成关路房高林牛马温申向和应时牟车华宁艾水解习司米楼简强明乐包单计席卓查苗柏商宫边花阳巫全原古巩冷代冼言练乌焉麻"
    "农党鱼谈鲍邱丘池戚宗佟佘虞桑娄仇敖郎栗牧植晏晋臧隋蓝游丛揭栾蔚展支官燕井步幸连国伍付符兰喜库毕窦章甄储淳万段项管易曲左辛季武钱毛龙严"
)
"""Surnames that are words, place names or parts of words as well."""

COMPOUND = frozenset(
    (
        "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "长孙", "宇文", "轩辕", "令狐", "端木", "南宫", "西门",
        "独孤", "闻人", "申屠", "呼延", "鲜于", "司空", "万俟", "淳于", "单于", "太史", "公冶", "赫连", "澹台", "濮阳", "拓跋", "百里", "东郭", "完颜",
        "钟离", "纳兰", "仲孙", "公羊", "宗政", "乐正", "巫马", "亓官", "梁丘", "左丘",
    )
)  # fmt: skip

ANY = COMMON | ALSO_WORDS


def surname_of(name: str) -> str:
    """The surname of a name: the compound one where there is one, else its first character."""
    return name[:2] if name[:2] in COMPOUND else name[:1]
