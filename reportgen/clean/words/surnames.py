"""Chinese surnames by how surely the character is one."""

COMMON = frozenset(
    "王李张刘陈杨黄赵吴徐孙朱胡郭罗郑梁宋唐邓冯韩曹彭萧蔡潘袁叶蒋杜苏魏吕丁沈卢姜崔谭陆汪廖贾韦傅邹熊孟秦薛侯雷郝邵汤尹黎乔贺赖"
    "龚庞樊殷颜翟倪俞葛邢聂齐焦岳耿裴詹霍柯阮缪骆覃喻肖闫戴谷甘欧董姚陶莉孔褚鲁祝鞠蒲滕鄢芦冉屈"
    "阎闵祁荆匡卞邬涂屠荀寇岑穆湛冀廉谌粟阚缑郜郗邸晁訾逯逄柴竺胥裘邝郦鄂阙韶隗濮"
    "何许余曾程周谢范顾莫尤施卫盛柳童梅凌钟饶"
    "靳瞿茅鲍邱佟佘虞娄敖郎栗晏臧隋栾蔚窦甄戚苟翦笪庹厍郄仉亓菅佴昝宓茹巢羿郏钭麴璩蒯扈仝辜呙妫谯邴邰鹿翟姬雍蔺裘莘"
)
"""Surnames that a hanzi before a title nearly always is."""

ALSO_WORDS = (
    frozenset(
        "田任于方石夏江白史康金文常安洪成关路房高林牛马温申向应时牟车华宁艾水解习司米楼简强明乐包单计席卓查苗柏商宫边花阳巫全古巩冷代冼言练乌焉麻"
        "农党鱼谈丘池宗桑仇牧植晋蓝游丛揭章展支官燕井步幸连国伍付符兰喜库毕储淳万段项管易曲左辛季武钱毛龙严"
        "费景荣纪尚庄皮班盘桂麦蒙诸闻迟祖楚衡敬巨巴隆靖郁翁狄封慕贡劳苑丰松沙海仲伊厉戎沃寿厚舒卜占衣暴战印危"
    )
    - COMMON
)
"""Surnames that are words, place names or parts of words as well."""

IN_WORDS = ALSO_WORDS | frozenset("何许余曾程周谢范顾莫尤施卫盛柳童梅凌钟饶")
"""Surnames that running text holds as parts of words all the time: a word beside them explains them."""

FUNCTION_WORDS = frozenset("时楼国向应车水路连全计封劳松海代支单费库")
"""Those of them that hardly anybody bears and every text holds."""

COMPOUND = frozenset(
    (
        "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "长孙", "宇文", "轩辕", "令狐", "端木", "南宫", "西门",
        "独孤", "闻人", "申屠", "呼延", "鲜于", "司空", "万俟", "淳于", "单于", "太史", "公冶", "赫连", "澹台", "濮阳", "拓跋", "百里", "东郭", "完颜",
        "钟离", "纳兰", "仲孙", "公羊", "宗政", "乐正", "巫马", "亓官", "梁丘", "左丘",
    )
)  # fmt: skip
COMPOUND_WORDS = frozenset(("东方", "西门", "百里", "单于", "乐正"))
"""Compound surnames that are directions, places and the like as well."""

ANY = COMMON | ALSO_WORDS


def surname_of(name: str) -> str:
    """The surname of a name: the compound one where there is one, else its first character."""
    return name[:2] if name[:2] in COMPOUND else name[:1]
