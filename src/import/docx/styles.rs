//! In: `styles.xml`. Out: what each paragraph style says of numbering, headings and place.

use super::{
    super::Refusal,
    xml::{Step, attribute, walk},
};
use std::collections::BTreeMap;

/// What a style says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Its name in lower case: `heading 1`, `toc 2`, `title`.
    pub name: String,
    /// The numbering it belongs to.
    pub numbering: Option<u32>,
    /// The level of it.
    pub level: Option<usize>,
    /// Heading level from 0.
    pub outline: Option<u8>,
    /// Whether it is centred.
    pub centred: Option<bool>,
    parent: Option<String>,
}

/// Styles by id, what they inherit filled in.
pub fn read(text: &str) -> Result<BTreeMap<String, Style>, Refusal> {
    let mut styles: BTreeMap<String, Style> = BTreeMap::new();
    let mut id: Option<String> = None;
    walk(text, |step| match step {
        Step::Open("style", start) => {
            id = attribute(start, "styleId");
            if let Some(id) = &id {
                styles.insert(id.clone(), Style::default());
            }
        }
        Step::Close("style") => id = None,
        Step::Open(name, start) => {
            let Some(style) = id.as_ref().and_then(|id| styles.get_mut(id)) else { return };
            let value = || attribute(start, "val");
            match name {
                "name" => style.name = value().unwrap_or_default().to_lowercase(),
                "basedOn" => style.parent = value(),
                "numId" => style.numbering = value().and_then(|v| v.parse().ok()),
                "ilvl" => style.level = value().and_then(|v| v.parse().ok()),
                "outlineLvl" => style.outline = value().and_then(|v| v.parse().ok()).filter(|level| *level < 9),
                "jc" => style.centred = value().map(|v| v == "center"),
                _ => {}
            }
        }
        _ => {}
    })?;
    let own = styles.clone();
    for style in styles.values_mut() {
        inherit(style, &own);
    }
    Ok(styles)
}

fn inherit(style: &mut Style, own: &BTreeMap<String, Style>) {
    let mut parent = style.parent.clone();
    // A chain of styles is short; one that bites its tail ends here.
    for _ in 0..16 {
        let Some(above) = parent.as_ref().and_then(|id| own.get(id)) else { return };
        style.numbering = style.numbering.or(above.numbering);
        style.level = style.level.or(above.level);
        style.outline = style.outline.or(above.outline);
        style.centred = style.centred.or(above.centred);
        parent.clone_from(&above.parent);
    }
}
