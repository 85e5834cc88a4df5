//! In: the bytes of a Word file. Out: the text of its parts. Nothing is unpacked to the disk, so names in the package lead nowhere;
//! what is too large when unpacked, encrypted or no Word file is refused.

use super::super::Refusal;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most that one part may hold unpacked.
const PART_LIMIT: u64 = 48 << 20;
/// Most that all parts read may hold together.
const TOTAL_LIMIT: u64 = 96 << 20;
/// Most files a package may list.
const ENTRY_LIMIT: usize = 10_000;

/// The parts of a Word file that are read.
#[derive(Debug, Default)]
pub struct Package {
    /// The text.
    pub document: String,
    /// Styles; empty where there are none.
    pub styles: String,
    /// How paragraphs are numbered.
    pub numbering: String,
    /// Footnotes.
    pub footnotes: String,
    /// Endnotes.
    pub endnotes: String,
}

/// A refusal of a damaged or hostile file.
pub fn bad(message: impl Into<String>) -> Refusal {
    Refusal::new("bad-docx", message, "请用 Word 或 WPS 打开这个文件，另存为新的 .docx 再导入。")
}

/// Reads the parts.
///
/// # Errors
/// Damaged, hostile or other packages.
pub fn open(bytes: &[u8]) -> Result<Package, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| bad("Word 文件损坏，打不开"))?;
    if archive.len() > ENTRY_LIMIT {
        return Err(bad(format!("文件里装了 {} 个文件，不像 Word 文件", archive.len())));
    }
    let mut left = TOTAL_LIMIT;
    let document = part(&mut archive, "word/document.xml", &mut left)?;
    let Some(document) = document else {
        let what = ["xl/workbook.xml", "ppt/presentation.xml", "content.xml"]
            .into_iter()
            .find(|name| archive.index_for_name(name).is_some());
        return Err(match what {
            Some("xl/workbook.xml") => {
                Refusal::new("not-text", "这是 Excel 文件，不是 Word 文件", "把制度正文复制到 Word 或 .txt 里再导入。")
            }
            Some("ppt/presentation.xml") => Refusal::new(
                "not-text",
                "这是 PowerPoint 文件，不是 Word 文件",
                "把制度正文复制到 Word 或 .txt 里再导入。",
            ),
            _ => bad("这是压缩包，不是 Word 文件"),
        });
    };
    let mut optional = |name: &str| part(&mut archive, name, &mut left).map(Option::unwrap_or_default);
    Ok(Package {
        document,
        styles: optional("word/styles.xml")?,
        numbering: optional("word/numbering.xml")?,
        footnotes: optional("word/footnotes.xml")?,
        endnotes: optional("word/endnotes.xml")?,
    })
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, left: &mut u64) -> Result<Option<String>, Refusal> {
    let Some(index) = archive.index_for_name(name) else { return Ok(None) };
    let file = archive.by_index(index).map_err(|_| bad("Word 文件加了密码或已损坏"))?;
    let limit = PART_LIMIT.min(*left);
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| bad("Word 文件损坏，解不开"))?;
    if bytes.len() as u64 > limit {
        return Err(bad(format!("{name} 解压后超过 {} MB，可能是压缩炸弹", limit >> 20)));
    }
    *left -= bytes.len() as u64;
    let (text, _, _) = encoding_rs::UTF_8.decode(&bytes);
    Ok(Some(text.into_owned()))
}
