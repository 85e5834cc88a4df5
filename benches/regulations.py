"""In: a seed and a number of pages, or an archive of laws. Out: made-up Chinese regulations of a service centre, the same for the same seed.

Chapters, 条, 款 and （一） items in about the proportions of real laws: some 40 条 and 6,000 characters a page. The words are
our own; nothing in them means anything.
"""

import pathlib
import tarfile

SEED = 12345

SUBJECTS = "受理员 班长 值班长 咨询员 质检员 培训员 窗口人员 督查员 档案员 保洁员 保安 系统管理员 大厅负责人 承办单位 来访群众 当班人员".split()
MODALS = "应当 必须 不得 可以 一律 严禁 原则上 确有必要时可以".split()
VERBS = (
    "登记 核对 移交 上报 回访 复核 归档 张贴 更换 检查 封存 记录 公示 受理 转办 督办 答复 告知 补正 退回 签收 盘点 清点 "
    "巡查 通报 备份 消毒 疏导 引导 劝阻 保管 启用 停用 调整 抽查 汇总"
).split()
QUALITIES = "当日 逾期 重复 紧急 疑难 纸质 电子 匿名 涉密 遗失 未办结 跨部门 节假日 首次 异常 临时 本班 上月 分派 退回".split()
OBJECTS = (
    "工单 台账 登记表 交接单 钥匙 印章 票据 录音 投诉件 来访记录 考勤表 设备清单 应急预案 证件 档案袋 座席日志 排班表 "
    "评价器 叫号机 意见箱 灭火器 监控画面 公示牌 话务报表 回执 告知书 材料清单 借阅单 巡查路线 值班电话"
).split()
TIMES = "上岗前 下班前 每日九时前 每周五下午 每月末 接到来电后 交接完毕后 三十分钟内 两个工作日内 当场 事后 节前 发现后立即 五日内".split()
PLACES = "大厅 机房 值班室 一楼服务台 档案室 等候区 二号窗口 会议室 母婴室 自助区 监控室 楼道".split()
ENDS = "并在登记表上签名 由班长复核 不得事后补写 留存备查 超过时限的说明原因 同时告知本人 一式两份 按原样退还".split()
CHAPTERS = "总则 岗位职责 受理与转办 交接班 值班与巡查 设备与安全 档案与保密 考核与奖惩 监督 附则".split()
DIGITS = "零一二三四五六七八九"


class Chance:
    """A linear congruential generator: the same numbers on every Python."""

    def __init__(self, seed):
        self.state = seed * 2862933555777941757 + 3037000493 & 0xFFFFFFFFFFFFFFFF

    def below(self, n):
        self.state = self.state * 6364136223846793005 + 1442695040888963407 & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 33) % n

    def pick(self, words):
        return words[self.below(len(words))]


def han(n):
    """一 … 九百九十九."""
    hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
    out = DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (DIGITS[ones] if ones else "")


def sentence(chance):
    what = chance.pick(QUALITIES) + chance.pick(OBJECTS)
    if chance.below(2):
        what += "、" + chance.pick(QUALITIES) + chance.pick(OBJECTS)
    out = f"{chance.pick(SUBJECTS)}{chance.pick(TIMES)}{chance.pick(MODALS)}在{chance.pick(PLACES)}{chance.pick(VERBS)}{what}"
    if chance.below(2):
        out += f"，{chance.pick(VERBS)}{chance.pick(OBJECTS)}"
    return out + f"，{chance.pick(ENDS)}"


def article(chance, number):
    lines = [f"第{han(number)}条 " + "。".join(sentence(chance) for _ in range(1 + chance.below(3))) + "。"]
    shape = chance.below(4)
    if shape == 0:
        lines[0] = lines[0][:-1] + "，具体包括："
        count = 3 + chance.below(5)
        for i in range(1, count + 1):
            lines.append(f"（{han(i)}）{sentence(chance)}" + ("。" if i == count else "；"))
    elif shape == 1:
        lines += [sentence(chance) + "。" for _ in range(1 + chance.below(2))]
    return lines


def regulation(seed, number):
    """(title, body): one page; the body begins with its heading."""
    chance = Chance(seed * 1_000_003 + number)
    title = f"{chance.pick(PLACES)}{chance.pick(OBJECTS)}{chance.pick(VERBS)}规定（第{number + 1}号）"
    count, chapters = 20 + chance.below(45), 3 + chance.below(5)
    paragraphs, at = [f"# {title}"], 1
    for chapter in range(1, chapters + 1):
        paragraphs.append(f"## 第{han(chapter)}章 {CHAPTERS[chapter - 1] if chapter < chapters else CHAPTERS[-1]}")
        last = count * chapter // chapters
        while at <= last:
            paragraphs += article(chance, at)
            at += 1
    return title, "\n\n".join(paragraphs) + "\n"


def laws(archive):
    """The pages of a .tar.xz of Markdown files, by name."""
    with tarfile.open(archive) as tar:
        members = sorted((m for m in tar if m.name.endswith(".md")), key=lambda m: m.name)
        for member in members:
            body = tar.extractfile(member).read().decode("utf-8")
            yield pathlib.Path(member.name).stem, body.partition("\n")[0].lstrip("# "), body
