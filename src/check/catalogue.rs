//! In: the checked pages and the 收录清单 of `handbook.yml`. Out: findings about entries that no regulation serves.

use crate::{
    Input,
    diag::{Diagnostic, Diagnostics},
    model::Handbook,
};

/// Every entry of the list is served by a regulation. Where one unit is built, an entry of no unit may be another unit's.
pub fn served(handbook: &Handbook, input: &Input, diagnostics: &mut Diagnostics) {
    let asked = handbook.config.catalogue.iter().filter(|listed| input.unit.is_none() || listed.unit.is_some());
    for listed in asked {
        let serves = |id: &String| *id == listed.id;
        if !handbook.regulations.iter().any(|regulation| regulation.meta.serves.iter().any(serves)) {
            let message = format!("收录清单里的“{} {}”还没有制度收录", listed.id, listed.title);
            let hint = format!("在收录它的制度的文件头写上 serves: [{}]", listed.id);
            diagnostics.push(Diagnostic::new("unserved", listed.span, message).hint(hint));
        }
    }
}
