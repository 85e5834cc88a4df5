//! In: a regulation. Out: the finished HTML of its clauses, and its outline.

use super::{citations::link_into, html::escape_into, link, words::Words};
use crate::model::{Citation, Clause, ClauseItem, Family, Paragraph, Regulation};
use serde::Serialize;

/// Appends the clauses of a regulation as they stand on the page `page_url`.
pub fn clauses_into(out: &mut String, page: &Regulation, words: &Words, page_url: &str) {
    Writer {
        page,
        citations: &page.meta.citations,
        url: page_url,
        words: Said { cited_by: words.get("regulation.cited_by"), note: words.get("regulation.note") },
        out,
    }
    .items(&page.top, None, 0);
}

/// The finished HTML of a regulation's clauses.
pub fn body(page: &Regulation, words: &Words, page_url: &str) -> String {
    let text: usize =
        page.clauses.iter().map(|clause| 220 + clause.paragraphs().map(|p| p.text.len()).sum::<usize>()).sum();
    let mut out = String::with_capacity(text);
    clauses_into(&mut out, page, words, page_url);
    out
}

/// Interface words the clauses need, looked up once a page.
struct Said<'w> {
    cited_by: &'w str,
    note: &'w str,
}

struct Writer<'o, 'p> {
    page: &'p Regulation,
    citations: &'p [Citation],
    url: &'p str,
    words: Said<'p>,
    out: &'o mut String,
}

/// The class of a family of labels.
fn family_class(family: Family) -> &'static str {
    match family {
        Family::Bian => "fam-bian",
        Family::Bufen => "fam-bufen",
        Family::Zhang => "fam-zhang",
        Family::Jie => "fam-jie",
        Family::Tiao => "fam-tiao",
        Family::Han => "fam-han",
        Family::HanBracket => "fam-han-bracket",
        Family::Digit => "fam-digit",
        Family::DigitBracket => "fam-digit-bracket",
        Family::Circled => "fam-circled",
        Family::Decimal(_) => "fam-decimal",
        Family::Attachment => "fam-attachment",
    }
}

impl Writer<'_, '_> {
    fn items(&mut self, items: &[ClauseItem], owner: Option<&Clause>, depth: usize) {
        let kuans = owner.map_or(0, |clause| clause.paragraphs().filter(|p| p.kuan.is_some()).count());
        let mut label = owner.and_then(|clause| clause.label.as_ref());
        let mut title = owner.is_some_and(|clause| clause.titled);
        for item in items {
            match item {
                ClauseItem::Child(child) => {
                    self.lone_label(&mut label);
                    self.clause(&self.page.clauses[*child], depth);
                }
                ClauseItem::Paragraph(paragraph) if title => {
                    title = false;
                    self.title(paragraph, label.take().map(|l| l.printed.as_str()), depth);
                }
                ClauseItem::Paragraph(paragraph) => {
                    let kuan = paragraph.kuan.filter(|_| kuans > 1).zip(owner);
                    self.paragraph(paragraph, label.take().map(|l| l.printed.as_str()), kuan);
                }
                ClauseItem::Heading(level, paragraph) => {
                    let tag = format!("h{}", (*level).clamp(2, 6));
                    self.out.push_str(&format!("<{tag} class=\"heading\">"));
                    self.text(paragraph);
                    self.out.push_str(&format!("</{tag}>\n"));
                }
                ClauseItem::Rich { html, .. } => {
                    self.lone_label(&mut label);
                    self.out.push_str("<div class=\"rich\">");
                    link_into(self.out, html, self.citations, self.url);
                    self.out.push_str("</div>\n");
                }
            }
        }
        self.lone_label(&mut label);
    }

    /// The label of a clause that has no paragraph of its own before what is in it.
    fn lone_label(&mut self, label: &mut Option<&crate::model::ClauseLabel>) {
        if let Some(label) = label.take() {
            self.out.push_str("<p class=\"lone\">");
            self.label(&label.printed);
            self.out.push_str("</p>\n");
        }
    }

    fn clause(&mut self, clause: &Clause, depth: usize) {
        self.out.push_str("<section class=\"clause");
        match &clause.label {
            Some(label) => {
                self.out.push_str(" lv");
                self.out.push_str(["1", "2", "3", "4", "5", "6"][depth.min(5)]);
                self.out.push(' ');
                self.out.push_str(family_class(label.family));
                if clause.titled {
                    self.out.push_str(" titled");
                }
            }
            None => self.out.push_str(" unnumbered"),
        }
        self.out.push_str("\" id=\"");
        escape_into(self.out, &clause.anchor);
        self.out.push_str("\" data-label=\"");
        escape_into(self.out, clause.label.as_ref().map_or("", |label| &label.name));
        self.out.push_str("\" data-cite=\"");
        escape_into(self.out, &clause.cite);
        self.out.push_str("\">");
        self.items(&clause.items, Some(clause), depth + 1);
        for note in &clause.notes {
            self.note(note);
        }
        self.cited_by(clause);
        self.out.push_str("</section>\n");
    }

    fn label(&mut self, printed: &str) {
        self.out.push_str("<span class=\"label\">");
        escape_into(self.out, printed);
        self.out.push_str("</span> ");
    }

    fn title(&mut self, paragraph: &Paragraph, label: Option<&str>, depth: usize) {
        let tag = ["h2", "h2", "h3", "h4", "h5", "h6"][depth.min(5)];
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push('>');
        label.into_iter().for_each(|label| self.label(label));
        self.text(paragraph);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push_str(">\n");
    }

    fn paragraph(&mut self, paragraph: &Paragraph, label: Option<&str>, kuan: Option<(u32, &Clause)>) {
        match kuan {
            Some((number, clause)) => {
                self.out.push_str("<p id=\"");
                escape_into(self.out, &clause.kuan_anchor(number));
                self.out.push_str("\" class=\"kuan\" data-cite=\"");
                escape_into(self.out, &clause.kuan_cite(number));
                self.out.push_str("\">");
            }
            None => self.out.push_str("<p>"),
        }
        label.into_iter().for_each(|label| self.label(label));
        self.text(paragraph);
        self.out.push_str("</p>\n");
    }

    fn text(&mut self, paragraph: &Paragraph) {
        match &paragraph.html {
            Some(html) => link_into(self.out, html, self.citations, self.url),
            None => escape_into(self.out, &paragraph.text),
        }
    }

    fn note(&mut self, note: &str) {
        self.out.push_str("<aside class=\"note\"><b>");
        escape_into(self.out, self.words.note);
        self.out.push_str("</b>");
        escape_into(self.out, note);
        self.out.push_str("</aside>\n");
    }

    fn cited_by(&mut self, clause: &Clause) {
        if clause.cited_by.is_empty() {
            return;
        }
        self.out.push_str("<details class=\"cited-by\"><summary>");
        escape_into(self.out, self.words.cited_by);
        self.out.push_str(&format!(" <span class=\"count\">{}</span></summary><ul>", clause.cited_by.len()));
        for by in &clause.cited_by {
            self.out.push_str("<li><a href=\"");
            escape_into(self.out, &link::relative(self.url, &by.url));
            self.out.push_str("\">");
            escape_into(self.out, &by.text);
            self.out.push_str("</a></li>");
        }
        self.out.push_str("</ul></details>\n");
    }
}

/// One line of the side outline.
#[derive(Serialize)]
pub struct OutlineEntry<'a> {
    /// Anchor.
    pub anchor: &'a str,
    /// Label as printed.
    pub label: &'a str,
    /// Its title, or the beginning of its text.
    pub text: String,
    /// Depth from 1.
    pub level: usize,
}

/// How many characters of a clause without a title stand in the outline.
const OUTLINE_CHARS: usize = 16;

/// The outline: divisions and titled clauses where there are any, else the outermost clauses.
pub fn outline(page: &Regulation) -> Vec<OutlineEntry<'_>> {
    let titled: Vec<&Clause> = page.clauses.iter().filter(|clause| clause.titled && clause.label.is_some()).collect();
    let listed: Vec<&Clause> = match titled.len() {
        0 => page.clauses.iter().filter(|clause| clause.parent.is_none() && clause.label.is_some()).collect(),
        _ => titled,
    };
    let top = listed.iter().map(|clause| clause.path.len()).min().unwrap_or(1);
    listed.into_iter().map(|clause| entry(clause, top)).collect()
}

fn entry(clause: &Clause, top: usize) -> OutlineEntry<'_> {
    let text = clause.paragraphs().next().map_or("", |p| p.text.as_str());
    let short: String = text.chars().take(OUTLINE_CHARS).collect();
    let cut = !clause.titled && text.chars().nth(OUTLINE_CHARS).is_some();
    OutlineEntry {
        anchor: &clause.anchor,
        label: clause.label.as_ref().map_or("", |label| &label.printed),
        text: if clause.titled {
            text.to_owned()
        } else if cut {
            format!("{short}…")
        } else {
            short
        },
        level: clause.path.len() + 1 - top,
    }
}
