//! In: `theme/words.yml`. Out: the words a sheet prints.

use crate::render::words::Words;

/// The words a sheet prints, from `theme/words.yml`.
#[derive(Clone, Debug, Default)]
pub struct PaperWords {
    /// 类别
    pub area: String,
    /// 序号
    pub number: String,
    /// 检查内容
    pub item: String,
    /// 依据
    pub basis: String,
    /// 填写
    pub answer: String,
    /// （续）
    pub continued: String,
    /// 编号
    pub code: String,
    /// 版本
    pub version: String,
    /// 启用日期
    pub effective: String,
    /// 流水号
    pub serial: String,
    /// 第{n}页 共{all}页
    pub page: String,
    /// 条款依据：
    pub sources: String,
    /// 填表说明
    pub instructions: String,
    /// 签名：
    pub signature: String,
    /// 打印缩放 100%，此线长 100 毫米
    pub scale: String,
    /// 年 月 日 时 分, one character each
    pub moments: String,
    /// （续页）
    pub more: String,
    /// 续页 第　　页
    pub more_page: String,
    /// 接哪一项
    pub more_row: String,
    /// 续写的内容
    pub more_text: String,
    /// 二维码：{text}
    pub qr: String,
}

impl PaperWords {
    /// The words under `paper` of `theme/words.yml`.
    pub fn of(words: &Words) -> Self {
        let word = |key: &str| words.get(&format!("paper.{key}")).to_owned();
        Self {
            area: word("area"),
            number: word("number"),
            item: word("item"),
            basis: word("basis"),
            answer: word("answer"),
            continued: word("continued"),
            code: word("code"),
            version: word("version"),
            effective: word("effective"),
            serial: word("serial"),
            page: word("page"),
            sources: word("sources"),
            instructions: word("instructions"),
            signature: word("signature"),
            scale: word("scale"),
            moments: word("moments"),
            more: word("more"),
            more_page: word("more_page"),
            more_row: word("more_row"),
            more_text: word("more_text"),
            qr: word("qr"),
        }
    }
}
