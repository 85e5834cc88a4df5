//! In: what the machine refused, or a wrong use of the program. Out: one Chinese sentence with a hint; exit code 2.

use std::{io, path::Path};

/// Why a command could not be done at all.
#[derive(Debug)]
pub struct Failure {
    /// The fact.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Failure {
    /// A failure that states `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// What the system said while `doing` something (a verb with its object: 写不了) with `path`.
    pub fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        let (reason, hint) = reason(error);
        let message = format!("{doing} {}：{reason}", path.display());
        Self { message, hint: hint.map(str::to_owned) }
    }
}

/// What a system error means, in Chinese, and what helps against it.
pub fn reason(error: &io::Error) -> (String, Option<&'static str>) {
    use io::ErrorKind as Kind;
    let (text, hint) = match error.kind() {
        Kind::StorageFull => ("磁盘满了", Some("腾出空间，或把输出放到别的磁盘。")),
        Kind::QuotaExceeded => ("磁盘配额用完了", Some("腾出空间，或把输出放到别的磁盘。")),
        Kind::FileTooLarge => ("超过了系统允许的文件大小", Some("放宽限制（ulimit -f），或把输出放到别的磁盘。")),
        Kind::ReadOnlyFilesystem => ("磁盘是只读的", Some("换一个能写的地方，或解除写保护。")),
        Kind::PermissionDenied => ("没有权限", Some("换一个有权限的文件夹，或请管理员开放权限。")),
        Kind::NotFound => ("不存在", None),
        Kind::NotADirectory => ("路径中有一段是文件，不是文件夹", None),
        Kind::IsADirectory => ("是文件夹，不是文件", None),
        Kind::AlreadyExists => ("已经存在", Some("可能有另一个 shouce 正在生成到这里，请等它结束。")),
        Kind::ResourceBusy => ("正被占用", Some("它可能是磁盘或 U 盘的根；请写它下面的一个文件夹。")),
        Kind::CrossesDevices => ("跨了两个磁盘", Some("它可能是磁盘或 U 盘的根；请写它下面的一个文件夹。")),
        Kind::InvalidFilename => ("名字太长或含有不允许的字符", None),
        _ => return (error.to_string(), None),
    };
    (text.to_owned(), hint)
}
