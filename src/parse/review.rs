//! In: `review.lock`. Out: the lock; `None` where there is none, or, with a diagnostic, where it cannot be read.

use crate::{
    diag::{Diagnostic, Diagnostics},
    model::Lock,
    review::FILE,
    source::{FileId, Sources, Span},
};

/// Reads the lock.
pub fn lock(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Lock> {
    let index = sources.files.iter().position(|file| file.path == FILE)?;
    let text = &sources.files[index].text;
    match serde_json::from_str(text) {
        Ok(lock) => Some(lock),
        Err(error) => {
            let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
            let span = Span::new(FileId(index as u32), line.min(text.len()), line.min(text.len()));
            let hint = "这个文件由 shouce review 写，不要手改；从备份或 git 里恢复它，或者删去它，再运行 shouce review --accept 重新建立";
            diagnostics.push(Diagnostic::new("bad-lock", span, format!("{FILE} 读不懂")).hint(hint));
            None
        }
    }
}
