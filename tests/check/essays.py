"""Write paragraphs of our own that no two publishers share: each clause is drawn from thousands."""

from random import Random

WHO = (
    "窗口人员",
    "法制科",
    "档案室",
    "网格员",
    "值班同志",
    "编目小组",
    "联络员",
    "信息员",
    "街坊代表",
    "审校专员",
    "督查组",
    "技术员",
)
WHEN = (
    "每周一",
    "逢月底",
    "汛期前",
    "开学季",
    "年中",
    "集市日",
    "入冬以后",
    "春耕时节",
    "周三下午",
    "雨天",
    "换届之后",
    "清点当晚",
)
WHAT = (
    "核对旧目录",
    "补录缺失文号",
    "抄写公示牌",
    "走访查阅点",
    "校正错漏名称",
    "清点过期告示",
    "整理来信底册",
    "试用语音查询",
    "画出办事路线",
    "张贴惠农名单",
    "比对上网时间",
    "登记借阅档案",
    "修补破损公开栏",
    "讲解申请表格",
    "回访咨询群众",
    "拍照留存样张",
    "演练答复文书",
    "誊清会议纪要",
)
HOW = (
    "并记入台账",
    "不留尾巴",
    "当面说明原委",
    "再由专人复核",
    "用时不到半天",
    "挂在墙上备查",
    "请老师傅把关",
    "做成小册子",
    "送到村口",
    "写明经手人",
)


def essay(seed: object, clauses: int = 30) -> str:
    """A text of so many clauses, the same for the same seed."""
    random = Random(f"essay {seed}")
    said = [
        f"{random.choice(WHEN)}{random.choice(WHO)}{random.choice(WHAT)}{random.choice(HOW)}" for _ in range(clauses)
    ]
    return "。".join("，".join(said[at : at + 3]) for at in range(0, clauses, 3)) + "。"


def rewritten(text: str, seed: object, share: float) -> str:
    """The text with this share of its clauses written anew."""
    random = Random(f"rewritten {seed}")
    said = text.removesuffix("。").replace("。", "，").split("，")
    fresh = essay(seed, len(said)).removesuffix("。").replace("。", "，").split("，")
    anew = set(random.sample(range(len(said)), round(share * len(said))))
    return "，".join(fresh[at] if at in anew else clause for at, clause in enumerate(said)) + "。"
