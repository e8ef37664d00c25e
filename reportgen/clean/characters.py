"""Characters by what they are in and beside names in running text: facts of the language, by which a name is told from a word."""

STOPS = "，。、；：！？…（）“”‘’《》【】〔〕 \n,.;:!?()\"'[]<>/|-—－～~+*=&%#"
"""Marks between words."""
NEVER_GIVEN = "的了是在被把及等这那我你他她它们不没未就也都要去吗呢吧啊呀哦么什哪谁怎很太最更较还说某称氏姓总局院所科室处部委办厅站队组镇乡村县市区省校厂店街道路"
"""Nobody is given a name that begins with one of these."""
HARDLY_GIVEN = (
    "一二三四五六七八九十百千两几半双每各来到从向往由为而且但却或则因于对与跟同给让叫使将并又再只已能应该须必得着过起出入回上下前后左右内外里间边旁无多少大小高低长短快慢早晚远近好坏做作干理收付交买卖租借退"
    "换拿取送带用需求请问答诉讲谈话写读看见听闻知认识想觉怕急气怒骂打推拖拉抢占拆修造装设施挖填埋排放停开关闭锁堵通断漏人员者户家工农商业企事务项目类种个件条套张座辆层楼房屋门窗水电暖车船机桥费钱款价税金额"
    "票证书卡号码时日年周期次点分秒度量级率比数据题情况原结果方法策规定律制标准程序手续材料资息意议投举报反映服态势形式样系统体面位置址线网页非常特别正确实际现状当至严重响导致存解决管监督检查调研究落执罚违"
    "章垃圾噪音污染尘油烟味臭脏乱差吵闹尸死伤病医药疫教师考试班课补习培训幼儿啦哎嘛咋您俺咱此其何呈供缺欠损破旧拥挤驶驾随丢扔倒堆垫铺刷贴挂摆摊吃喝住睡坐走跑跳均皆仅仍尚曾既越愈极挺替按照凭经沿朝距离除予获"
    "领享受担负责任职权益配备份协助援救济扶偿遭害侵犯骗诈欺压逼迫催促复咨询核验审批签字盖难易杂单乏"
)
"""Hardly anybody is; behind a surname that is a word too (车, 水) they go on with the sentence."""
NOT_BEFORE_NAMES = (
    "0123456789０１２３４５６７８９一二三四五六七八九十百千万亿两几第不很太最更较非这那每各在至往从于沿自公新老旧"
)
"""Behind one of these stands a word (很高, 三万), hardly ever a surname that is a word too."""
BEFORE_NAMES = "子人部板记委席称将把个偶现另映递了告派谢望听成何有据到求知罚抓陪替托约骗帮教像识查举示评寻等找由叫被让请给对与和跟及是为问见因经系名同员民长生者主师户工任理警友客妻夫父母弟姐兄妹儿女骂打报诉询的位"
"""Behind one of these (找, 被, 村民, 反映) a name may begin."""
CALLING = "找由叫被让请给跟名位员告"
"""Behind one of these it often does."""
AFTER_NAMES = "说称在因到来去的和与是反收推骂打要不没有办索受等也都就让把被将对向从跟同给于曾已未态"
"""In front of one of these (说, 在, 的) a name may end."""
ONLY_IN_NAMES = (
    "伟芳娜敏磊勇艳杰娟涛霞萍娥玲芬燕凤琳莲妹媛瑞嘉琼莉娣璧璐娅琦晶妍茜珊莎黛倩婷姣婉娴瑾颖瑶怡婵雁蓓仪荷蓉琴蕊薇菁岚婕馨瑗琰韵昭琬茗滢馥筠霭枫芸菲姬辉鹏峰彬晨浩轩宇梓涵诗逸皓煜昊睿炜烨沐屹琛珩玥芮苒翔旭泽"
    "翰斌坤淼钧锋钰铭裕彪霖骏钦鑫曦琪瑜瑛璇玮雯蕾芝秀桂晖晔昱栩桐楠榕梵毅泓洵淇淑渊潇灏焕熙焱璟祺禾绮翊萱蓁蔓薛诺迪邦鸿麒龄颂"
)
"""These stand in hardly anything but given names."""
USUAL_IN_NAMES = (
    "建国文志明华平海军强林东永春清新成立光学良金云生德世家福正义庆祥思忠红天玉宝元龙荣宏振大力民安康信顺友才有承广敬先业富胜发长贵子卫星江山石松柏乐之克士亮伯维启运达源森宁和美雪冰月香爱心怡欣慧英珍佳彩洋"
    "静丽雅"
)
"""These are usual in given names, and in words."""
COUNTED = "一二三四五六七八九"
"""Given names of the countryside (李四), or the count of something."""
MEASURES = "个件次天年月日点分元块条项种二三四五六七八九十百千万章期号楼栋层单组班方面处位名人套张米级类段线路大小中维星两遍通道台辆届区、"
"""Behind a count these say that something is counted."""
DOTS = "·•・‧∙●"
"""Any of these parts the names of minorities (买买提·艾力)."""
