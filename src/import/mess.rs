//! In: a line of a saved page or a shared document. Out: which kind of mess it is by its looks, if it is any.
//!
//! A rule speaks of a kind of mess, never of a page. Where it holds depends on the zone: what can only be furniture (a
//! breadcrumb, a record number) is mess anywhere; what a regulation might say too (a source, an address) only outside the
//! regulation, above its first or below its last clause.

use super::{line::fold, log::Mess};
use regex::Regex;
use std::sync::LazyLock;

/// Compiles a pattern of this file once.
macro_rules! pattern {
    ($name:ident, $($part:expr),+ $(,)?) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(concat!($($part),+)).expect("invariant: a pattern that compiles"));
    };
}

macro_rules! kinds {
    ($($id:ident $name:literal $why:literal)+) => {
        $(#[doc = $why] pub static $id: Mess = Mess { name: $name, why: $why };)+
    };
}

kinds! {
    NAVIGATION "导航" "网站的栏目和路径，说的是网页在哪里，不是制度的内容"
    INFO_BAR "信息栏" "网页的来源、时间、点击数等；发布日期已记入文件头"
    INFO_TABLE "公文信息表" "政府网站放在公文上方的检索信息；文号、日期等已记入文件头"
    TOOLS "工具栏" "打印、关闭、分享、扫码、上一篇下一篇等网页按钮"
    FOLLOW "关注提示" "请读者关注微信等的话，由网站自动附上"
    FOOTER "页脚" "网站的版权、备案、地址和技术支持"
    LINKS "链接" "成排的网址，多半是夹带的广告"
    RELATED "相关链接" "网站推荐的其他文章"
    LEFTOVER "网页残留" "没有清干净的网页代码"
    PAGE_NUMBER "页码" "排版的页码，不属于正文"
    RUNNING_HEAD "页眉" "每页重复印的页眉或页脚"
    SHARING "文库声明" "文档分享网站加上的话"
    MASTHEAD "红头" "公文的版头；发文机关和文号已记入文件头"
    COLOPHON "版记" "公开方式、抄送、印发等版记"
    SITE_NAME "网站名" "正文上方的网站或栏目名称"
    PAGE_DATE "页面日期" "网页自己的日期；没有别的日期时已记入文件头"
    CONTENTS "目录" "目录重复了后面的标题"
    COPY "重复文本" "整段文字又贴了一遍"
    TITLE_COPY "重复标题" "标题印了不止一次"
    ODD_LABEL "错号" "编号多半是打错的字，按前后编号改读；原字记在文件头的 notes 里"
    TRACKED "修订" "Word 修订中已删除的文字；按接受修订读"
    FURNITURE "Word 版式" "页眉、页脚、批注等不属于正文的部分"
}

pattern!(
    BREADCRUMB,
    "^(您|你)?(现在|目前|当前)?(的|所在)?(当前)?(所在)?位置(是|为)?\\s*[:：]|",
    "首\\s*页\\s*(>|＞|»|›|→|≫|/|\\\\|--|—|·|-)|^首\\s*页$|^(网站)?首\\s*页(\\s+\\S{2,8}){2,}$"
);
pattern!(
    QR,
    "扫一?扫.{0,16}(手机|微信|打开|当前页|分享|二维码|关注|浏览|查看)|(微信|手机|电脑)(上)?(访问|浏览)$|在手机(上)?打开|",
    "^二维码|用手机看|分享到(朋友圈|微信|微博)"
);
pattern!(
    FOLLOWING,
    "(请|欢迎)?(关注|搜索).{0,14}(微信|公众号|微博|客户端)|更多.{0,8}(请)?关注|官方微信|(下载|打开).{0,8}(APP|客户端)$"
);
pattern!(
    FOOT_STRONG,
    "版权所有|(?i:copyright)|©|(?i:ICP)\\s*(备|证|许可)|公网安备|公安备案|网站标识码|政府网站找错|",
    "技术支持\\s*[:：]|网站地图|友情链接|设为首页|加入收藏|不良信息举报|建议.{0,12}(分辨率|浏览器)|分辨率.{0,6}\\d{3,4}\\s*[*×xX]\\s*\\d{3,4}|您是第.{1,12}(位|个)(访|来|客)|",
    "(网站|主办单位|维护)?(主办|承办|管理)(单位)?\\s*[:：].{0,40}(版权|备案|ICP|网安)|访问量\\s*[:：]"
);
pattern!(
    FOOT_WEAK,
    "^(主办|承办|协办|主管|开发|建设|运维|维护|制作)(单位|部门)?\\s*[:：]|^(通讯|联系|办公)?地\\s*址\\s*[:：]|邮\\s*编\\s*[:：]|邮政编码|",
    "^(服务|咨询|投诉|举报|监督|联系|热线|传真)?(热线|电话|传真|邮箱)(电话)?\\s*[:：]|(?i:e-?mail|tel|fax)\\s*[:：]|^联系我们|^关于我们|^隐私"
);
pattern!(
    RELATED_TO,
    "^[▪•·■◆]?\\s*(【|\\[)?(相关|延伸|推荐|热门|精彩|猜你喜欢|最新|上级|更多)(政策|的)?(解读|链接|文件|附件下载|阅读|文章|新闻|推荐|资料|信息|内容|稿件|报道|专题|文档)(】|\\])?|",
    "^(文件|政策|图文|一图读懂|专家|媒体)解读([:：]|$)|^解读(材料)?[:：]|^附件下载[:：]?$"
);
pattern!(
    NEIGHBOUR,
    "^[•·<>《》«»]*\\s*(上|下|前|后)一?(篇|条|页|个|章)\\s*([:：>].*|没有了.*|无)?$|^(上一[篇条]|下一[篇条])[:：\\s]"
);
pattern!(
    PAGE_NO,
    "^[-—－–―~\\s]*第?\\s*[0-9０-９]{1,4}\\s*(页)?\\s*([/／,，]?\\s*(共|of)?\\s*[0-9０-９]{1,4}\\s*页?)?[-—－–―~\\s]*$"
);
pattern!(
    PAGE_NO_WORDS,
    "^第?\\s*[0-9０-９一二三四五六七八九十]{1,4}\\s*页\\s*[,，/]?\\s*(共\\s*[0-9０-９一二三四五六七八九十]{1,4}\\s*页)?$|^(?i:page)\\s*\\d+(\\s*(of|/)\\s*\\d+)?$"
);
pattern!(
    SHARED,
    "百度文库|豆丁|道客巴巴|原创力|人人文库|第一文库|(?i:docin|doc88|wenku\\.|taodocs|max\\.book118)|",
    "(精品|优质|实用|完整|免费|可编辑|最新)(的)?(文档|资料|范文|模板|word|WORD|版)|(本|此)文档?(由|来源|来自|档由|转自|仅供|为)|",
    "(下载|复制)后?(即)?(可)?(以)?(任意|自由|自行)?(编辑|修改|打印)|欢迎(您)?(下载|阅读|收藏|光临)|仅供(参考|学习|个人)|如有侵权|(?i:word|pdf)\\s*(版|格式|文档|可编辑)|范文(大全|网|参考)|文档(下载|来源|收集)|学习参考|资料收集"
);
pattern!(URL, "(?i)(https?://|www\\.)[\\w.%/?=&#:~+-]+");
pattern!(
    OPENNESS,
    "^[(（【\\[]?(此|本)件(不予|依申请|主动)?公开(发布)?[)）】\\]]?$|^[(（]?(信息)?公开(方式|属性|选项|形式|类别)\\s*[:：].{0,12}$|^[(（]?(主动公开|依申请公开|不予公开)[)）]?$"
);
pattern!(
    DISTRIBUTION,
    "^(抄送|抄报|主送|分送)\\s*[:：]|^.{2,30}(办公室|办公厅|秘书处|综合科|办公会)?\\s*\\d{4}年\\d{1,2}月\\d{1,2}日\\s*印发$|^(共印|印数)\\s*\\d+\\s*份|^主\\s*题\\s*词\\s*[:：]"
);
pattern!(
    INFO_KEY,
    "^[\\s•·【\\[]*(信息|稿件|文章|新闻|文件|内容)?(来源|出处|发布时间|发布日期|发文时间|发表时间|更新时间|录入时间|添加时间|公开日期|公布日期|时间|日期|作者|发布作者|发布者|发布人|发布单位|发布部门|发布机构|责任编辑|编辑|录入|审核|审稿|供稿|摄影|点击数?|点击率|点击次数|点击量|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|访问次数|访问量|人气|热度|字号|字体|字体大小|文字大小|视力保护色?|视力保护|分享|分享到|打印|收藏|栏目|所属栏目|分类|标签|关键字|关键词|评论)\\s*[:：]"
);
pattern!(
    INFO_KEYS,
    "(来源|发布时间|发布日期|发表时间|更新时间|录入时间|时间|日期|作者|发布者|发布人|发布单位|编辑|审核|点击数?|点击率|点击次数|浏览次数|浏览量|浏览|阅读次数|阅读量|访问次数|访问量|人气|字号|字体|字体大小|视力保护色?|分享到?|打印|收藏|阅读)\\s*[:：]"
);
pattern!(
    INFO_BARE,
    "^\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?\\s+\\d{1,2}:\\d{2}(:\\d{2})?(\\s+\\S{2,20}){0,3}$|^\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?\\s+(\\S{2,20}\\s+)?(浏览|点击|阅读|访问|字号|【|\\[|打印|大\\s*中\\s*小).*$|^(浏览|点击|阅读|访问)(次数|量|数)?\\s*\\d+\\s*次?$"
);
pattern!(
    TABLE_KEY,
    "^(索引号|信息索引号?|主题分类|发文机关|发文机构|发布机构|发布机关|制发机关|公开责任部门|责任部门|发文字号|发文文号|文号|文件编号|公文字号|成文日期|成文时间|发文日期|发布日期|生效日期|实施日期|失效日期|废止日期|有效性|有效期|是否有效|效力状态|公文时效|时效性|标题|名称|信息名称|文件名称|主题词|主题|关键词|体裁分类|组配分类|信息分类|服务对象|公开方式|公开类别|公开范围|公开时限|公开程序|公开形式|内容概述|内容摘要|规范性文件(统一)?编号|统一编号|登记号|载体类型|公文种类|文种)\\s*([:：]|\\t)"
);

/// One of the buttons of a tool bar.
const BUTTONS: &[&str] = &[
    "打印",
    "打印本页",
    "打印文章",
    "打印此页",
    "打印页面",
    "打印正文",
    "打印本文",
    "我要打印",
    "关闭",
    "关闭窗口",
    "关闭本页",
    "关闭页面",
    "关闭此页",
    "窗口关闭",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "上一页",
    "下一页",
    "上页",
    "下页",
    "返回",
    "返回顶部",
    "返回首页",
    "返回列表",
    "回到顶部",
    "TOP",
    "top",
    "收藏",
    "收藏本页",
    "收藏本站",
    "加入收藏",
    "设为首页",
    "分享",
    "分享到",
    "一键分享",
    "复制链接",
    "微信",
    "微博",
    "新浪微博",
    "腾讯微博",
    "朋友圈",
    "QQ",
    "QQ空间",
    "QQ好友",
    "人人网",
    "豆瓣",
    "大",
    "中",
    "小",
    "A",
    "A+",
    "A-",
    "字号",
    "字体",
    "字体大小",
    "默认",
    "无障碍",
    "无障碍阅读",
    "无障碍浏览",
    "长者模式",
    "适老化",
    "关怀版",
    "老年版",
    "繁体",
    "繁体版",
    "简体",
    "简体版",
    "English",
    "ENGLISH",
    "登录",
    "注册",
    "退出",
    "搜索",
    "检索",
    "RSS",
    "RSS订阅",
    "邮箱",
    "手机版",
    "电脑版",
    "语音播报",
    "朗读",
    "纠错",
    "我要纠错",
    "保存",
    "保存本页",
    "下载",
    "推荐",
    "举报",
    "评论",
    "点赞",
    "放大",
    "缩小",
    "正常",
    "特大",
    "更多",
    "全文",
    "展开",
    "收起",
    "目录导航",
];

/// Furniture wherever it stands.
pub fn anywhere(text: &str) -> Option<&'static Mess> {
    let length = text.chars().count();
    if length == 0 || length > 400 {
        return None;
    }
    let short = length <= 120 && !text.contains('。');
    if short && BREADCRUMB.is_match(text) {
        return Some(&NAVIGATION);
    }
    if is_tool_bar(text) || short && length <= 60 && (QR.is_match(text) || NEIGHBOUR.is_match(text)) {
        return Some(&TOOLS);
    }
    if is_info_table(text) {
        return Some(&INFO_TABLE);
    }
    if short && is_info_bar(text) {
        return Some(&INFO_BAR);
    }
    if is_page_number(text) {
        return Some(&PAGE_NUMBER);
    }
    if FOOT_STRONG.is_match(text) && (short || length <= 200 && text.matches('。').count() < 2) {
        return Some(&FOOTER);
    }
    if is_links(text) {
        return Some(&LINKS);
    }
    None
}

/// Furniture above the first clause or below the last one.
pub fn at_the_edge(text: &str) -> Option<&'static Mess> {
    let length = text.chars().count();
    if let Some(found) = anywhere(text) {
        return Some(found);
    }
    let short = length <= 100 && !text.contains('。');
    if short && (INFO_KEY.is_match(text) || INFO_BARE.is_match(text)) {
        return Some(&INFO_BAR);
    }
    if OPENNESS.is_match(&fold(text)) || short && DISTRIBUTION.is_match(text) {
        return Some(&COLOPHON);
    }
    if length <= 60 && FOLLOWING.is_match(text) {
        return Some(&FOLLOW);
    }
    if short && SHARED.is_match(text) && !text.contains('《') {
        return Some(&SHARING);
    }
    None
}

/// Furniture below the last clause only.
pub fn below(text: &str) -> Option<&'static Mess> {
    let length = text.chars().count();
    if let Some(found) = at_the_edge(text) {
        return Some(found);
    }
    if length <= 120 && RELATED_TO.is_match(text) {
        return Some(&RELATED);
    }
    (length <= 160 && FOOT_WEAK.is_match(text)).then_some(&FOOTER)
}

/// Whether a text made public says how: （此件公开发布）.
pub fn is_openness(text: &str) -> bool {
    OPENNESS.is_match(&fold(text))
}

/// Whether a line says from where a shared document came.
pub fn is_sharing(text: &str) -> bool {
    text.chars().count() <= 60 && SHARED.is_match(text)
}

/// 第 3 页, - 3 -, 3/12.
pub fn is_page_number(text: &str) -> bool {
    PAGE_NO_WORDS.is_match(text)
        || PAGE_NO.is_match(text)
            && (text.contains(['-', '—', '－', '–', '/', '／', '页']) || text.chars().count() <= 3)
}

fn is_tool_bar(text: &str) -> bool {
    let parts = || {
        text.split(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '|' | '｜'
                        | '丨'
                        | '['
                        | ']'
                        | '【'
                        | '】'
                        | '•'
                        | '·'
                        | ':'
                        | '：'
                        | '/'
                        | '>'
                        | '<'
                        | '\u{a0}'
                        | '\u{3000}'
                        | '('
                        | ')'
                        | '、'
                )
        })
        .filter(|part| !part.is_empty())
    };
    let buttons = parts().filter(|part| BUTTONS.contains(part)).count();
    let all = parts().count();
    buttons > 0 && buttons == all && (all > 1 || text.chars().count() > 2 || text.contains(['【', '[', '|']))
}

fn is_info_bar(text: &str) -> bool {
    INFO_KEYS.find_iter(text).count() >= 2 && !text.contains('；') && INFO_KEY.is_match(text)
}

/// A row of the table of a government's page: 索 引 号：…
pub fn is_info_table(text: &str) -> bool {
    let text = text.trim();
    if text.chars().count() > 300 {
        return false;
    }
    let head: String = text.chars().take(24).filter(|c| *c == '\t' || !c.is_whitespace()).collect();
    TABLE_KEY.is_match(head.trim_start_matches('\t'))
}

fn is_links(text: &str) -> bool {
    let links = URL.find_iter(text).count();
    let rest: usize = URL.replace_all(text, "").chars().filter(|c| !c.is_whitespace()).count();
    links >= 3 && rest <= links * 12 || links >= 1 && rest <= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(found: Option<&'static Mess>) -> Option<&'static str> {
        found.map(|mess| mess.name)
    }

    #[test]
    fn each_kind_of_furniture_is_known_by_its_looks() {
        for (text, kind) in [
            ("当前位置：首页 > 政务公开 > 规章制度", "导航"),
            ("您现在的位置: 网站首页 >> 中心概况", "导航"),
            ("首页 > 工作流程", "导航"),
            ("来源：办公室　发布时间：2019-03-02 10:20　浏览次数：35 次", "信息栏"),
            ("索 引 号：\t000014349/2018-00204\t主题分类：\t综合政务", "公文信息表"),
            ("打印文章 关闭", "工具栏"),
            ("【打印本页】 【关闭窗口】", "工具栏"),
            ("字号：大 中 小", "工具栏"),
            ("上一篇：关于放假的通知", "工具栏"),
            ("扫一扫在手机打开当前页", "工具栏"),
            ("— 3 —", "页码"),
            ("第 3 页 共 12 页", "页码"),
            ("冀ICP备05000000号 版权所有", "页脚"),
            ("www.a.com www.b.com www.c.com", "链接"),
        ] {
            assert_eq!(name(anywhere(text)), Some(kind), "{text}");
        }
        for (text, kind) in [
            ("更多信息请关注官方微信“本地人社”", "关注提示"),
            ("相关解读《通知》解读", "相关链接"),
            ("地址：友好路2号 邮编：277599", "页脚"),
            ("（此件公开发布）", "版记"),
            ("本文档由会员上传，下载后可任意编辑", "文库声明"),
        ] {
            assert_eq!(name(below(text)), Some(kind), "{text}");
        }
    }

    #[test]
    fn what_a_regulation_says_is_no_furniture() {
        for text in [
            "第三条　窗口应当公开办理地址、咨询电话和网站。",
            "1.值班人员关闭门窗后，在登记簿上签名。",
            "一、打印",
            "（三）网站首页应当设置办事指南；",
            "工作时间：每周一至周五",
            "2.打印本页后交窗口。",
            "版权归原作者。",
        ] {
            assert_eq!(name(anywhere(text)), None, "{text}");
        }
    }
}
