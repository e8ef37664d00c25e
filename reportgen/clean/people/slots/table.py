"""The slots: where a text names a person. Each is data, with an example in which the person stands in braces."""

from dataclasses import dataclass
from typing import Literal

Form = Literal["behind", "before", "between"]
Strength = Literal["strict", "person", "role", "weak"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot. The person stands `behind` a cue, `before` it, or `between` an opening character and the cue.

    `words` are the cues, parted by spaces; `opening` are the characters in front of a person in between. A `strict` slot takes
    nothing but a person, whatever the word; in a `person` slot a word is one if it may begin like a name; behind a `role` the sentence
    may go on as well; in a `weak` slot only what reads as a name is one. `tail` is a pattern of what may stand between a cue and the person behind it, or must follow a cue behind one.
    """

    code: str
    form: Form
    words: str
    example: str
    strength: Strength = "role"
    opening: str = ""
    tail: str = ""
    last: bool = False
    """Whether nothing follows the person in the line but a day."""


_IS = "(?:一直|始终|都|就|总|又|还|仍)?(?:是|为)"
_LABEL = "\\s?[:：]\\s?"
_OF_WHOM = "(?:一直|始终|都|就)?(?:叫|是|为|名叫|系|：|:)?(?:做|着)?[:：]?\\s?"

SLOTS: tuple[Slot, ...] = (
    Slot(
        "called", "behind",
        "我叫 他叫 她叫 真名 本名 化名 曾用名 小名 乳名 绰号 外号 人称 诨号 自称叫 人叫 男子叫 女子叫 老板叫 店主叫 司机叫 "
        "员叫 师傅叫 老师叫 孩子叫 儿子叫 女儿叫 昵称 微信名 抖音名 名唤 名字叫",
        "后来打听到他叫{高兴}，在二楼上班。", strength="strict", tail=_OF_WHOM,
    ),
    Slot(
        "named", "behind", "名叫 叫做 名字是 名字为 原名 名字写成 姓名写成 写成 的叫 名为 姓名 网名 取名 大名 我名 本人名",
        "值班的叫{平安}，态度很好。", strength="person", tail=_OF_WHOM,
    ),
    Slot(
        "labelled", "behind",
        "姓名 联系人 联络人 投诉人 举报人 反映人 反应人 当事人 来电人 来访人 来信人 信访人 上访人 申请人 经办人 承办人 经手人 负责人 责任人 收款人 收件人 户主 户名 签名 署名 具名 签字 落款 法人 "
        "法定代表人 代表人 委托人 报告人 求助人 呈报人 村民 居民 业主 患者 车主 学生 监护人 被投诉人 被举报人 被反映人 转办 承办 经办 主办 协办 值班 带班 接访人 记录人 审核人 填表人 调查人 "
        "回访人 实名 编写人 原告 被告 证人 执行人 经营者 业户 摊主 承包人 施工人 租户 租客 报警人 报案人 受访人 受访者 答复人 留言人 发帖人 申报人 使用人 权利人 承租人 出租人 转交 抄送",
        "责任人：{多多}，限三日内办结。", strength="strict", tail=_LABEL,
    ),
    Slot(
        "post", "behind", "校长 会计 出纳 队长 组长 村长 主任 局长 所长 站长 科长 司机 老师 医生 护士 民警 店主 老板 经理 房东 夫妻 夫妇 妻 夫 父 母 子 女 家长 成员 队员 干部 代表",
        "出纳：{平安}，会计：空缺。", strength="person", tail=_LABEL,
    ),
    Slot(
        "who-is", "behind",
        "签字的 签名的 签收的 盖章的 经办的 经手的 负责的 值班的 当班的 带队的 接待的 接电话的 收款的 收钱的 写着的 分管的 打人的 骂人的 办理的 受理的 动手的 闹事的 带头的 牵头的 录入的 审核的 落款的 "
        "经办人 经手人 负责人 责任人 签字人 承办人 联系人 户主 户名 法人 车主 司机 店主 老板 队长 组长 校长 包工头 班主任 经理 当事人 行凶者 肇事者 的人 那人 的那个人 那个人",
        "回执上签字的是{安心}。", strength="strict", tail=_IS,
    ),
    Slot(
        "signed", "behind",
        "此致敬礼 此致 敬礼 敬上 ——",
        "盼早日答复。此致敬礼 {白云}", strength="strict", tail="[！!。，,]{0,3}\\s{0,4}", last=True,
    ),
    Slot(
        "thanked", "behind", "为盼 盼复 明察 谢谢 感谢 拜托 望批复 请批示 望解决 恳请关注",
        "望尽快答复为盼。{法小龙}", strength="person", tail="[！!。，,]{1,3}\\s{0,4}", last=True,
    ),
    Slot(
        "foreigner", "behind", "籍员工 籍妇女 籍男子 籍女子 籍游客 籍教师 籍外教 籍商人 籍学生 籍留学生 籍人员 籍劳工 籍工人 籍女工 籍船员 籍配偶 籍妻子 籍丈夫",
        "日本籍员工{山田太郎}的居留许可过期。", strength="strict",
    ),
    Slot(
        "wrote", "behind",
        "写着 写有 贴着 印着 挂着 署着 标着 登记成 登记为 登记的是 填着 写的是 填的是",
        "回执上写着{张多多}，没有盖章。", tail="(?:姓名|名字)?",
    ),
    Slot(
        "family", "behind",
        "父亲 母亲 爸爸 妈妈 我爸 我妈 我爹 我娘 丈夫 妻子 老公 老婆 老伴 爱人 儿子 女儿 儿媳 女婿 孙子 孙女 外孙 外孙女 哥哥 弟弟 姐姐 妹妹 大哥 大嫂 嫂子 弟媳 姐夫 妹夫 爷爷 奶奶 外公 外婆 岳父 岳母 公公 婆婆 "
        "舅舅 姑姑 叔叔 伯伯 侄子 侄女 表弟 表哥 表姐 表妹 堂哥 堂弟 其父亲 其母亲 其妻子 其丈夫 其儿子 其女儿 其父 其母 其妻 其夫 其子 其女 其兄 其弟 其姐 其妹 其侄 其孙 其嫂 孩子 小孩 宝宝 胞弟 胞兄 胞妹 前夫 前妻 未婚夫 未婚妻 男友 女友 我儿 我女 我哥 我弟 我姐 我妹 我崽",
        "我父亲{方向}今年八十三岁。", tail="(?:叫|名叫|姓名)?", strength="role",
    ),
    Slot(
        "role", "behind",
        "医生 护士 老师 责任人员 涉事人员 当班人员 值班人员 经办人员 执法人员 服务人员 收费人员 参与人员 住户 租户 承租人 出租人 承包人 施工人 实际控制人 经营者 股东 投资人 报警人 报案人 受访者 队医 "
        "司机 驾驶员 售票员 乘务员 快递员 外卖员 骑手 保安 保洁员 环卫工 房东 房主 租客 中介 店主 店长 老板 老板娘 摊主 包工头 工头 车主 户主 农户 病人 患者 旅客 乘客 游客 "
        "申请人 投诉人 举报人 反映人 来电人 来访人 信访人 当事人 经办人 承办人 经手人 负责人 责任人 联系人 代理人 被执行人 被告人 受害人 委托人 收款人 辅警 民警 协警 交警 网格员 接线员 柜员 客服 前台 "
        "班主任 教师 幼师 教练 辅导员 医师 护士 护工 大夫 主治医生 校长 园长 院长 所长 站长 局长 科长 股长 处长 主任 书记 支书 村长 镇长 乡长 县长 组长 队长 副队长 中队长 队员 经理 主管 会计 出纳 文书 科员 "
        "村干部 工作人员 窗口人员 办事员 业务员 管理员 审核员 检查员 督学 小朋友 男孩 女孩 女婴 男婴 业主 家属 邻居 同事 战友 朋友 老乡 主播 人事 律师 法官 法人代表 老兵 "
        "五保户 低保户 贫困户 特困户 残疾人 保姆 月嫂 技师 厨师 检验员 技术员 厂长 董事长 总经理 队友 组员 成员 举报者 投诉者 发件人 男子 女子 少年 青年 孤儿 党员 委员 信访户 伤者 死者 逝者 嫌疑人 肇事者 户主为",
        "环卫车司机{丁香}凌晨四点按喇叭。", tail="(?:叫|名叫)?\\s?",
    ),
    Slot(
        "reach", "behind",
        "约谈 询问 回访 电联 联系 已联系 请联系 联系上 批评 责令 督促 传唤 慰问 走访 找到 找过 去找 问过 打给 交给 递给 转给 移交给 转告 写给 寄给 卖给 租给 借给 赔给 控告 起诉 认识 请转 拨给 汇给 委托 拜托 聘请 约见 采访",
        "已联系{束小妹}到所补齐材料。", strength="person", tail="了?(?:过|到|上)?(?:一下)?",
    ),
    Slot(
        "with", "behind", "听说 听 据 经 由 让 被 叫 问 找 告诉 告知 通知 举报 投诉 感谢 表扬 处理 处分 处罚 给予 听说 跟 和 与 向 对 归 给 因 把 将 请 替 帮 像 连 里面的 窗口里的 那个 这个 那位 这位 窗口的 二楼的 三楼的 一楼的 大厅的 科室的 合作社的 村里的 镇上的 镇里的 店里的 公司的 学校的 隔壁 对面 楼上 楼下 宿舍的 旁边的 柜台的 门口的 队的 组的 村的 社区的 老人 学生 同学 群众 村民 居民 市民 职工 员工 工人 用户 住户 老师 医生 领导",
        "种粮补贴让{程细妹}一个人冒领了。", strength="weak",
    ),
    Slot(
        "class", "behind", "班的 班学生 班级的", "初三4班的{和平}被同学欺负。", strength="person",
    ),
    Slot(
        "quoted", "behind", "“ ‘ 「 \" 喊：“ 说“找 说“你找 你找 说“ 讲“ 讲：“", "窗口里的人喊：“{多多}，你那边有人没有？”", strength="weak",
    ),
    Slot(
        "in brackets", "behind",
        "人员 学生 教师 老师 家属 患者 司机 驾驶员 当事人 来电人 投诉人 举报人 反映人 申请人 信访人 负责人 经办人 责任人 联系人 户主 业主 车主 房东 店主 老板 员工 职工 民警 辅警 医生 护士 校长 主任 老人 村民 居民 市民 儿子 女儿 父亲 母亲 丈夫 妻子 群众 同志 干部 队员 保安 乘客 旅客 法人 死者 伤者 男子 女子 孩子 小孩 顾客 住户 租客 代表",
        "当事窗口人员（{白玉兰}）已调离。", strength="person", tail="\\s?[（(](?:即|系|姓名[:：]?)?",
    ),
    Slot(
        "list", "behind",
        "名单上的 名单中的 名单里的 涉及 包括 分别是 分别为 分别对 名单里有 其中有 参加接访的有 在场的有 到场的有 人员有 成员有 名单上有 五保户里有 低保户里有 户里有 人里有",
        "公示的名单里有{团团}、{明白}等三人。", strength="person", tail="[:：]?",
    ),
    Slot(
        "also", "behind", "里有 还有 只有 就是 正是 原来是 有", "公示的名单里有{程细妹}。", strength="weak",
    ),
    Slot(
        "speaks", "before",
        "反映 来电 来访 来信 投诉 举报 称其 声称 诉称 自称 认为 表示 提出 求助 咨询 致电 上访 联名 再次来电 多次来电 所提 所述 敬上 呈上",
        "{明白}来电反映路灯不亮。",
        strength="person",
    ),
    Slot(
        "acts", "before",
        "经办 收了 签了字 签字确认 带人 带队 拍桌 骂了 打了我 知道 不在岗 一直玩 玩手机 态度恶劣 态度很差 态度生硬 说没 说不 说系统 说要 说这 说他 说让 说， 说： 说“ 称自己 称不 让我们 叫我们 通宵营业 把我 普通话 拒载 在场 从中 一个人冒领 不肯签 不给办 打电话 擅离 离岗 作为",
        "{成功}收了两千元好处费。",
        strength="person",
    ),
    Slot(
        "whose", "before",
        "一家 等人 的丈夫 的妻子 的儿子 的女儿 的父亲 的母亲 的包裹 的家属 的家长 两家 家住 之父 之子 之妻",
        "{钱多多}一家没有领到补贴。",
    ),
    Slot(
        "household", "before", "夫妇 夫妻俩 两口子 父子俩 母子俩 家养 家的地 家门口 家的狗 家的房 家里养 家的猪 家的鸡 家盖 家建",
        "隔壁{长毛}家养了四十只鸭。", strength="strict",
    ),
    Slot(
        "particulars", "before",
        "，男， ，女， ，男。 ，女。 ，男,  ，女, （男 （女 (男 (女 （身份证 （电话 （手机 （工号 （警号 （编号 （护照 （系 （住 （家住 （化名 （户主 （微信 ，身份证 ，年满 ，现年 ，联系电话 ，电话 护照",
        "{平安}，男，住城东，申请补录。", strength="person",
    ),
    Slot(
        "born", "before", "， （ (",
        "{平安}，1962年3月5日出生，申请补录。", strength="person",
        tail="(?=(?:19|20)?\\d\\d\\s?[年.\\-/]\\s?\\d{1,2}\\s?[月.\\-/]\\s?\\d{1,2}[日号]?\\s?出?生|1[3-9][\\d\\- ]{9,12}|\\d{17})",
    ),
    Slot(
        "handled", "between",
        "经办 办理 负责 审核 受理 录入 接待 带队 代办 代领 代签 签字 签收 保管 移交 牵头 主持 分管 提供 承包 承办 跟进 处理 接手 接管 管 审批 驾驶 代笔 陪同 开具 填写 保存 发起 担任 出面 转交 撰写 复核 登记 操作 说了算 监管 冒领 领走 领取 收取 出具 介绍 占去 占了 占用 打伤 打了 骗走 骗去 拿走 辱骂 殴打 拖走 调走 抢走 赶走 调离 接走 没收 扣留 批评",
        "该业务由{安静}经办。", strength="person", opening="由被经让归",
    ),
    Slot(
        "dealt", "between",
        "批评教育 进行批评 进行约谈 进行诫勉 进行谈话 进行处 进行教育 进行罚 予以批 予以诫 予以警 予以通 予以处 予以停 予以罚 予以辞 作出 给予 分别 提出严 提出批 处以 诫勉 停岗 罚款 立案 约谈 警告 通报 问责 严肃 动手 大打出手 说 讲 喊 核实 谈话 沟通 签字 盖章 道歉 打电话 打过电话 送礼 送钱 转账 汇款 打招呼 发生争执 吵架 吵了 磕头 求情 讨要 索要 借钱 催要",
        "我局对{安康}予以通报批评。", strength="person", opening="对给予与跟和向找",
    ),
    Slot(
        "met", "between",
        "进行 予以 提出 实施 的处理 的处罚 的批评 大声 不满 的态度 了解 联系 协商 解释 说明 理论 反映 投诉 的等级 的包裹 的名字",
        "我局找{程细妹}了解情况。", strength="weak", opening="对给与跟和向找把将",
    ),
)  # fmt: skip
"""In this order the first that finds a name at a place counts."""
